/** In place of runtime/log.ts: counts what would have been written. */
import { theStage } from "../globals.ts";

/** How often each line was written, by its event. */
export const written = new Map<string, number>();

function write(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
  written.set(event, (written.get(event) ?? 0) + 1);
  if (fields.error !== undefined) theStage().onError(fields.error);
  theStage().tell(() => {
    const { error, ...rest } = fields;
    return `  log ${event} ${JSON.stringify(rest)} ${error === undefined ? "" : String(error)}`;
  });
}

export const log = { info: write, warn: write, error: write } as const;
