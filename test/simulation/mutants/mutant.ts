/** What a mutant is: one text of the core changed. */
import type { Substitution } from "../bundle.ts";

/** One change and what it breaks. */
export interface Mutant extends Substitution {
  /** A name for the table. */
  readonly name: string;
  /** The rule or the invariant behind the text. */
  readonly breaks: string;
  /** Where to begin, for what takes a rare world. */
  readonly seed?: number;
  /** Why it may live: it needs no other reason than this. */
  readonly mayLive?: string;
}
