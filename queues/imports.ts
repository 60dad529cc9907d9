/** Catalogs that merchants bring: gone on with by the queue, looked after by the clock. */
import { catalogChanged } from "../contracts/events.ts";
import { importEventSchema, importRequested, picturesWanted } from "../contracts/import.ts";
import { forgetImportsOf, oldImports, stalledImports } from "../db/import-lookout.ts";
import { hasDuePictures } from "../db/import-settling.ts";
import { endImport } from "../db/imports.ts";
import type { Id } from "../domain/id.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { parseBatch, retryLater } from "./delivery.ts";
import { fetchPictures, PICTURES_RUN } from "./import-pictures.ts";
import { goOnWith, type ImportBindings } from "./import-run.ts";

/** After so many tries of a message the import is given up. */
const ATTEMPTS_MAX = 8;
const STALLED_ROWS = 10;
/** How long an import and its results are remembered. */
export const IMPORT_KEEP_MS = 90 * 24 * 60 * 60 * 1000;
const FORGET_ROWS = 5;
const FORGET_ROUNDS_MAX = 10;

/** Consumes `kiosk-imports`. */
export async function consumeImports(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const { queue } = batch;
  for (const { message, event } of await parseBatch(batch, importEventSchema, env)) {
    const { importId } = event.data;
    try {
      if (importId === null) await picturesRun(env);
      else await importRun(env, importId);
      message.ack();
    } catch (error) {
      if (importId === null || message.attempts < ATTEMPTS_MAX) {
        retryLater(message, { queue, error });
        continue;
      }
      log.error("import.given_up", { key: importId, attempt: message.attempts, error });
      const problem = "The shop could not go on with it";
      await endImport(env.CATALOG, { id: importId, state: "failed", problem, now: Date.now() });
      message.ack();
    }
  }
}

/** What the clock does: goes on with what was left behind, fetches pictures, forgets old imports. */
export async function lookAfterImports(env: ImportBindings, now: number): Promise<void> {
  try {
    const stalled = await stalledImports(env.CATALOG, { now, rows: STALLED_ROWS });
    for (const id of stalled) await env.IMPORT_EVENTS.send(importRequested(id, now));
    if (await hasDuePictures(env.CATALOG, now)) await env.IMPORT_EVENTS.send(picturesWanted(now));
    await forgetOld(env, now - IMPORT_KEEP_MS);
  } catch (error) {
    log.error("schedule.imports.failed", { error });
  }
}

async function forgetOld(env: ImportBindings, before: number): Promise<void> {
  for (let round = 0; round < FORGET_ROUNDS_MAX; round += 1) {
    const old = await oldImports(env.CATALOG, { before, rows: FORGET_ROWS });
    if (old.length === 0) return;
    await env.IMPORT_FILES.delete(old.map(({ fileKey }) => fileKey));
    await forgetImportsOf(
      env.CATALOG,
      old.map(({ id }) => id),
    );
  }
}

async function importRun(env: ImportBindings, id: Id<"importJob">): Promise<void> {
  const end = await goOnWith(env, id);
  if (end === "busy" || end === "failed") return;
  await env.CATALOG_EVENTS.send(catalogChanged("feed", Date.now()));
  const now = Date.now();
  await env.IMPORT_EVENTS.send(
    end === "under_way" ? importRequested(id, now) : picturesWanted(now),
  );
}

async function picturesRun(env: ImportBindings): Promise<void> {
  const now = Date.now();
  const count = await fetchPictures(env, { now });
  if (count === PICTURES_RUN) await env.IMPORT_EVENTS.send(picturesWanted(now));
}
