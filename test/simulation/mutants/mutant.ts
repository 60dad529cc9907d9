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
  /** Noticed by the domain's tests of this name: what takes a moment that hardly any world has. */
  readonly tests?: string;
}
