/** Imports: a file is kept, noted and handed to the core; how far it is and what became of its rows. */
import { Hono } from "hono";
import { adminImportApi } from "../../contracts/api-admin-imports.ts";
import {
  IMPORT_MEDIA_TYPES,
  type ImportView,
  importRequested,
  type StartImportQuery,
} from "../../contracts/import.ts";
import { may } from "../../contracts/permissions.ts";
import { touchStalled } from "../../db/import-lookout.ts";
import { listResults, type ResultQuery } from "../../db/import-results.ts";
import {
  countPictures,
  dropImport,
  type ImportResult,
  type ImportRow,
  insertImport,
  listImports,
  readImport,
} from "../../db/imports.ts";
import { type Id, mintId, toId } from "../../domain/id.ts";
import { csvLine } from "../../domain/import-csv.ts";
import { IMPORT_FORMATS } from "../../domain/import-product.ts";
import { safeCell } from "../../domain/import-text.ts";
import { CURRENCIES } from "../../domain/money.ts";
import { fail, invariant, ok } from "../../domain/result.ts";
import { mediaTypeOf } from "../../http/body.ts";
import type { AppEnv } from "../../http/context.ts";
import { runDeed, type StaffCall } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { keepFile } from "./import-upload.ts";
import { fileAnswer, staffFile } from "./staff-file.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** Results of one page of the CSV. */
const CSV_ROWS = 500;
const NEWEST = "imp_~";
/** An import that nobody is at for so long is asked for again. */
const STALLED_MS = 10_000;
const [DEFAULT_CURRENCY] = CURRENCIES;
const CSV_HEADER = ["Row", "Handle", "Outcome", "Severity", "Column", "Reason", "Detail"];

/** Routes of imports. */
export const importRoutes = new Hono<AppEnv<Env>>();

staffRoute(importRoutes, adminImportApi.listImports, async (c, { query }) => {
  const { cursor = NEWEST, limit } = query;
  const rows = await listImports(c.env.CATALOG, { before: cursor, rows: limit + 1 });
  const page = rows.slice(0, limit);
  const imports = await Promise.all(page.map((row) => viewOf(c, row)));
  return ok({ imports, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null });
});

staffRoute(importRoutes, adminImportApi.startImport, async (c, { query, staff, command }) => {
  const request = c.req.raw;
  const mediaType = mediaTypeOf(request);
  if (!IMPORT_MEDIA_TYPES.some((known) => known === mediaType)) {
    const detail = `Expected ${IMPORT_MEDIA_TYPES.join(", ")}, got "${mediaType}"`;
    return fail({ reason: "unsupported_media_type", detail });
  }
  // The same key with another file or other wishes is another request.
  const length = request.headers.get("Content-Length") ?? "";
  const told = JSON.stringify([query, length]);
  const call = { staff, command: { ...command, fingerprint: `${command.fingerprint} ${told}` } };
  let own: Id<"importJob"> | null = null;
  const answer = await runDeed(c, call, async () => {
    const deed = await start(c, call, query);
    own = deed.ok ? toId("importJob", deed.value.subjectId) : null;
    return deed;
  });
  if (!answer.ok) return answer;
  // Of the same request twice at once one was first: its import is the answer, ours goes.
  const id = toId("importJob", answer.value.id);
  if (own !== null && own !== id) await forget(c, own);
  await c.env.IMPORT_EVENTS.send(importRequested(id, Date.now()));
  return answer;
});

staffRoute(importRoutes, adminImportApi.readImport, async (c, { params }) => {
  const { id } = params;
  const row = await readImport(c.env.CATALOG, id);
  if (row === null) return fail({ reason: "not_found" });
  // Who looks wakes what was left behind, and need not wait for the clock.
  const now = Date.now();
  const isStalled =
    row.finishedAt === null &&
    (await touchStalled(c.env.CATALOG, { id, now, before: now - STALLED_MS }));
  if (isStalled) await c.env.IMPORT_EVENTS.send(importRequested(id, now));
  return ok(await viewOf(c, row));
});

staffFile(importRoutes, adminImportApi.listImportRows, async (c, { params, query }) => {
  const { id } = params;
  if ((await readImport(c.env.CATALOG, id)) === null) return { reason: "not_found" };
  const { cursor, limit, outcome = "", format } = query;
  if (format === "csv") {
    const name = `import-${id}.csv`;
    return fileAnswer(resultStream(c.env.CATALOG, { id, outcome }), { type: "text/csv", name });
  }
  const rows = await listResults(c.env.CATALOG, { id, after: cursor, rows: limit + 1, outcome });
  const results = rows.slice(0, limit);
  const last = results.at(-1)?.row;
  const nextCursor = rows.length > limit && last !== undefined ? String(last) : null;
  return Response.json({ results, nextCursor });
});

async function forget(c: StaffContext, id: Id<"importJob">): Promise<void> {
  await c.env.CATALOG.batch([dropImport(c.env.CATALOG, id)]);
  await c.env.IMPORT_FILES.delete(fileKeyOf(id));
}

function fileKeyOf(id: Id<"importJob">): string {
  return `${id}/file`;
}

/** The file first: an import whose file is not there would fail. The core hears of it last. */
async function start(c: StaffContext, call: StaffCall, query: StartImportQuery) {
  const { CATALOG, SHOP_ORIGIN } = c.env;
  const { staff } = call;
  const now = Date.now();
  const id = mintId("importJob", now, crypto.getRandomValues(new Uint8Array(10)));
  const fileKey = fileKeyOf(id);
  const kept = await keepFile(c.env.IMPORT_FILES, fileKey, c.req.raw);
  if (!kept.ok) return kept;
  const isDryRun = query.dryRun === "true";
  const mayStock = may(staff.role, "stock.write");
  const settings = {
    currency: query.currency ?? DEFAULT_CURRENCY,
    picturesFrom: query.picturesFrom ?? null,
    shopOrigin: SHOP_ORIGIN,
    takesStock: mayStock && query.stock !== "none",
  };
  const fileName = query.name;
  const row = { id, fileKey, fileName, bytes: kept.value, isDryRun, actor: staff.name };
  await CATALOG.batch([insertImport(CATALOG, { ...row, settings, now })]);
  const stored = await readImport(CATALOG, id);
  invariant(stored !== null, "an import that was written is there");
  const value = await viewOf(c, stored);
  const after = { fileName, bytes: kept.value, isDryRun, ...settings };
  return ok({ action: "catalog.import", subjectId: id, before: null, after, value });
}

async function viewOf(c: StaffContext, row: ImportRow): Promise<ImportView> {
  const { id, fileName, rowsRead, rowsRejected } = row;
  return {
    id,
    state: row.state,
    name: fileName,
    isDryRun: row.isDryRun,
    format: IMPORT_FORMATS.find((format) => format === row.format) ?? null,
    bytes: row.bytes,
    bytesRead: row.bytesRead,
    rows: { read: rowsRead, imported: rowsRead - rowsRejected, rejected: rowsRejected },
    products: {
      created: row.createdCount,
      changed: row.changedCount,
      unchanged: row.unchangedCount,
      rejected: row.rejectedCount,
    },
    warnings: row.warningCount,
    pictures: await countPictures(c.env.CATALOG, id),
    problem: row.problem,
    startedBy: row.actor,
    createdAt: new Date(row.createdAt).toISOString(),
    finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
  };
}

/** Every result as CSV: a line per message, or one line where there is none. */
function resultStream(
  db: D1Database,
  { id, outcome }: Pick<ResultQuery, "id" | "outcome">,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(csvLine(CSV_HEADER)));
    },
    async pull(controller) {
      const results = await listResults(db, { id, after, rows: CSV_ROWS, outcome });
      after = results.at(-1)?.row ?? after;
      if (results.length > 0) controller.enqueue(encoder.encode(results.map(linesOf).join("")));
      if (results.length < CSV_ROWS) controller.close();
    },
  });
}

function linesOf({ row, handle, outcome, messages }: ImportResult): string {
  if (messages.length === 0) return csvLine([String(row), handle, outcome, "", "", "", ""]);
  return messages
    .map(({ row: at, severity, column, reason, detail }) =>
      csvLine([String(at), handle, outcome, severity, column, reason, detail].map(safeCell)),
    )
    .join("");
}
