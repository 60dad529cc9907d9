/** Goes on with imports: piece by piece, one holder at a time, from where the last one was left. */

import { catalogChanged } from "../contracts/events.ts";
import {
  type ImportStart,
  importEventSchema,
  importPlaceSchema,
  importRequested,
  importSettingsSchema,
  picturesWanted,
} from "../contracts/import.ts";
import { readKioskRecord } from "../contracts/import-kiosk.ts";
import { addMessages, forgetImportsOf, oldImports } from "../db/import-results.ts";
import {
  forgetLinks,
  hasDuePictures,
  settleLinks,
  stockTaken,
  waitingStock,
} from "../db/import-settling.ts";
import {
  claimImport,
  endImport,
  type ImportRow,
  noteFormat,
  releaseImport,
  stalledImports,
} from "../db/imports.ts";
import type { Id } from "../domain/id.ts";
import { detectFormat, HEAD_BYTES } from "../domain/import-formats.ts";
import { importWarning, quoted } from "../domain/import-product.ts";
import {
  openStream,
  type Piece,
  type ProductStream,
  STREAM_START,
} from "../domain/import-stream.ts";
import { callObject, stockStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { parseBatch, retryLater } from "./delivery.ts";
import { fetchPictures, PICTURES_RUN } from "./import-pictures.ts";
import { PieceBuffer, PieceWriter } from "./import-piece.ts";

/** How long a holder that died keeps others away, in milliseconds; a piece takes far less. */
export const IMPORT_LEASE_MS = 60_000;
/** What one run does before it hands on: it must stay below the queries and calls of one invocation. */
const RUN_MS = 20_000;
const RUN_PIECES = 24;
const RUN_STOCK = 400;
const STOCK_ROWS = 100;
const STOCK_AT_ONCE = 10;
/** Links whose goals are missing that are told one by one. */
const OPEN_LINKS_MAX = 500;
/** After so many tries of a message the import is given up. */
const ATTEMPTS_MAX = 8;
const STALLED_ROWS = 10;
/** How long an import and its results are remembered. */
export const IMPORT_KEEP_MS = 90 * 24 * 60 * 60 * 1000;
const FORGET_ROWS = 5;
const FORGET_ROUNDS_MAX = 10;

/** What this part needs. */
export type ImportBindings = Pick<
  Env,
  "CATALOG" | "CATALOG_EVENTS" | "IMPORT_EVENTS" | "IMPORT_FILES" | "MEDIA" | "STOCK"
>;

/** How a run ended: `under_way` wants to be gone on with. */
export type RunEnd = "finished" | "failed" | "under_way" | "busy";

/** What a run may do. */
export interface RunBounds {
  readonly pieces?: number;
  readonly now?: () => number;
}

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

/** Goes on with an import until it is over or this run's share is done. */
export async function goOnWith(
  env: ImportBindings,
  id: Id<"importJob">,
  { pieces: piecesMax = RUN_PIECES, now = Date.now }: RunBounds = {},
): Promise<RunEnd> {
  const db = env.CATALOG;
  const holder = crypto.randomUUID();
  const from = now();
  const leaseUntil = from + IMPORT_LEASE_MS;
  const job = await claimImport(db, { id, holder, now: from, leaseUntil });
  if (job === null) return "busy";
  try {
    const run = { env, job, now, endAt: from + RUN_MS, piecesMax };
    const isRead = job.state === "settling" ? "read" : await readOn(run);
    if (isRead === "lost") return "busy";
    if (isRead === "failed") return "failed";
    const isSettled = isRead === "read" && (await settle(run));
    if (isSettled) return "finished";
    return "under_way";
  } finally {
    await releaseImport(db, { id, holder }).catch((error: unknown) => {
      log.warn("import.kept", { key: id, error });
    });
  }
}

/** One run of one import. */
interface Run {
  readonly env: ImportBindings;
  readonly job: ImportRow;
  readonly now: () => number;
  readonly endAt: number;
  readonly piecesMax: number;
}

/** `left`: there is more to read; `lost`: somebody else goes on with it. */
type ReadEnd = "read" | "left" | "lost" | "failed";

async function readOn(run: Run): Promise<ReadEnd> {
  const { env, job, now } = run;
  const start = await startOf(run);
  if (start === null) return "failed";
  const parsed = importSettingsSchema.parse(job.settings);
  const settings = { ...parsed, now: job.createdAt };
  const stream = openStream({ ...start, place: start, settings, readKiosk: readKioskRecord });
  const writer = new PieceWriter(env.CATALOG, { ...job, takesStock: parsed.takesStock });
  const buffer = new PieceBuffer(start);
  let pieces = job.pieces;
  const write = async (state: "reading" | "settling"): Promise<ReadEnd | null> => {
    const taken = buffer.take();
    const next = taken.at(-1)?.next ?? start;
    const bytesRead = state === "settling" ? job.bytes : Math.min(next.offset, job.bytes);
    const { format, table } = start;
    const place = { format, table, ...next };
    const note = {
      pieces,
      state,
      place,
      bytesRead,
      leaseUntil: now() + IMPORT_LEASE_MS,
      now: now(),
    };
    if (!(await writer.write(taken, note))) return "lost";
    pieces += 1;
    await takeStock(run, STOCK_ROWS);
    const isOver = pieces - job.pieces >= run.piecesMax || now() >= run.endAt;
    return state === "reading" && isOver ? "left" : null;
  };
  for await (const piece of piecesOf(env, { job, start, stream })) {
    if (buffer.isApart(piece)) {
      const end = await write("reading");
      if (end !== null) return end;
    }
    buffer.add(piece);
    if (!buffer.isFull()) continue;
    const end = await write("reading");
    if (end !== null) return end;
  }
  return (await write("settling")) ?? "read";
}

async function* piecesOf(
  { IMPORT_FILES }: ImportBindings,
  {
    job,
    start,
    stream,
  }: { readonly job: ImportRow; readonly start: ImportStart; readonly stream: ProductStream },
): AsyncGenerator<Piece> {
  const offset = Math.max(start.offset, start.table?.offset ?? 0);
  if (offset < job.bytes) {
    const object = await IMPORT_FILES.get(job.fileKey, { range: { offset } });
    if (object === null) throw new Error("The file of an import is gone");
    const reader = object.body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        yield* stream.push(value);
      }
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }
  yield* stream.end();
}

/** @returns where reading goes on; null where the file is none that can be read */
async function startOf({ env, job, now }: Run): Promise<ImportStart | null> {
  if (job.place !== null) return importPlaceSchema.parse(job.place);
  const { id, fileKey, bytes } = job;
  const length = Math.min(HEAD_BYTES, bytes);
  const object =
    bytes === 0 ? null : await env.IMPORT_FILES.get(fileKey, { range: { offset: 0, length } });
  const head = object === null ? new Uint8Array(0) : new Uint8Array(await object.arrayBuffer());
  const detected = detectFormat(head, length === bytes);
  if (!detected.ok) {
    const problem = detected.problem.detail;
    await endImport(env.CATALOG, { id, state: "failed", problem, now: now() });
    await env.IMPORT_FILES.delete(fileKey);
    return null;
  }
  const { format, table } = detected.value;
  await noteFormat(env.CATALOG, { id, format });
  const header = table === null ? null : { ...table, header: [...table.header] };
  return { format, table: header, ...STREAM_START };
}

/** Units of new variants go to their objects under a key that takes them in once. */
async function takeStock({ env, job }: Run, most: number): Promise<number> {
  const waiting = job.isDryRun ? [] : await waitingStock(env.CATALOG, job.id, most);
  for (let at = 0; at < waiting.length; at += STOCK_AT_ONCE) {
    const some = waiting.slice(at, at + STOCK_AT_ONCE);
    await Promise.all(
      some.map(async ({ stockItemId, locationId, importId, quantity }) => {
        const receipt = {
          key: `${importId}:${locationId}`,
          location: locationId,
          quantity,
          reason: "Import",
          actor: job.actor,
        };
        const answer = await callObject(
          () => stockStub(env, stockItemId),
          async (stock): Promise<{ readonly ok: boolean }> => await stock.receive(receipt),
        );
        if (!answer.ok) log.warn("import.stock.refused", { itemId: stockItemId, quantity });
      }),
    );
    await stockTaken(env.CATALOG, some);
  }
  return waiting.length;
}

/** @returns whether everything that follows the rows is done */
async function settle(run: Run): Promise<boolean> {
  const { env, job, now } = run;
  const { id, fileKey } = job;
  for (let taken = 0; taken < RUN_STOCK; taken += STOCK_ROWS) {
    if ((await takeStock(run, STOCK_ROWS)) < STOCK_ROWS) break;
    if (taken + STOCK_ROWS >= RUN_STOCK) return false;
  }
  const open = await settleLinks(env.CATALOG, id, OPEN_LINKS_MAX);
  const messages = open.map(({ row, kind, handle }) =>
    importWarning({ row, column: kind }, "link_unknown", `There is no product ${quoted(handle)}`),
  );
  await env.CATALOG.batch([
    ...(messages.length > 0 ? [addMessages(env.CATALOG, id, messages)] : []),
    forgetLinks(env.CATALOG, id),
  ]);
  await env.IMPORT_FILES.delete(fileKey);
  await endImport(env.CATALOG, { id, state: "finished", problem: null, now: now() });
  log.info("import.finished", { key: id });
  return true;
}
