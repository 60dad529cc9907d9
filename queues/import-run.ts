/** One run of an import: piece by piece from where the last one was left, then what follows the rows. */
import { type ImportStart, importPlaceSchema, importSettingsSchema } from "../contracts/import.ts";
import { readKioskRecord } from "../contracts/import-kiosk.ts";
import { addMessages } from "../db/import-results.ts";
import { forgetLinks, settleLinks, stockTaken, waitingStock } from "../db/import-settling.ts";
import {
  claimImport,
  endImport,
  type ImportRow,
  noteFormat,
  releaseImport,
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
