/** What every command of `npm run kiosk` is made of. */

/** A command by its name, and how its help reads. */
export interface KioskCommand {
  readonly name: string;
  /** One line of the list of commands. */
  readonly summary: string;
  /** The command's own help. */
  readonly usage: string;
  /** @throws UsageError where the arguments make no sense */
  run(args: readonly string[]): Promise<void>;
}

/** The caller's mistake, as one sentence. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
