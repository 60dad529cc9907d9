/** One page's look: what was looked at, what was found, what was done about it, kept in one batch. */
import { type BreakAction, recordLook, type SeenBreak } from "../db/reconciliation.ts";
import type { BreakType, Finding } from "../domain/reconciliation.ts";
import { log } from "../runtime/log.ts";

/** What was done about a finding, and whether that ended it. */
export interface Remedied {
  readonly action: BreakAction;
  readonly isOver: boolean;
}

/** Nothing: a person has to look. */
export const LEFT_ALONE: Remedied = { action: "none", isOver: false };

/** Gathers a page's findings. A subject that could not be looked at stays as it was. */
export class Look {
  readonly #types: readonly BreakType[];
  readonly #subjects: string[] = [];
  readonly #seen: SeenBreak[] = [];

  /** @param types everything that this look can see: what it does not see of them is over */
  constructor(types: readonly BreakType[]) {
    this.#types = types;
  }

  /** A subject was looked at; each finding is remedied first, as far as it can be. */
  async at(
    subject: string,
    findings: readonly Finding[],
    remedy: (finding: Finding) => Promise<Remedied> = async () => LEFT_ALONE,
  ): Promise<void> {
    for (const finding of findings) {
      const { type, subject: about, details } = finding;
      const { action, isOver } = await remedy(finding);
      this.#seen.push({ type, subject: about, details, action, isOver });
      log.warn("reconciliation.break.seen", { kind: type, key: about, status: action });
    }
    this.#subjects.push(subject);
  }

  /** Writes it all down. */
  async keep(db: D1Database, now: number): Promise<void> {
    const looked = { subjects: this.#subjects, types: this.#types };
    await recordLook(db, looked, { seen: this.#seen, now });
  }
}
