/** `npm run kiosk -- import FILE`: brings a catalog into a running shop, or shows what that would do. */
import { existsSync, openAsBlob, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type * as z from "zod";
import {
  IMPORT_BYTES_MAX,
  importResultPageSchema,
  type importResultSchema,
  importSchema,
} from "../contracts/import.ts";
import { type KioskCommand, UsageError } from "./kiosk-command.ts";
import { askShop, loud, openAccess, type ShopAccess } from "./kiosk-shop.ts";
import { progress, styled } from "./terminal.ts";

const POLL_MS = 250;
const PAGE_ROWS = 200;
/** Products that a trial run prints with their changes, and rows of trouble. */
const SHOWN_PRODUCTS = 50;
const SHOWN_CHANGES = 12;
const SHOWN_TROUBLE = 200;
const VALUE_CHARS = 60;
const TYPES: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".ndjson": "application/jsonl",
};

type Import = z.output<typeof importSchema>;
type ImportResult = z.output<typeof importResultSchema>;
type ImportMessage = ImportResult["messages"][number];

/** Uploads the file, waits for its end and tells what became of it. */
export const IMPORT: KioskCommand = {
  name: "import",
  summary: "Bring a catalog: Shopify, Spree, Medusa, Saleor, DummyJSON or Kiosk",
  usage: `npm run kiosk -- import FILE [--dry-run] [options]

  --dry-run             compare, show every change, and change nothing
  --currency <code>     of prices that name none (default: EUR)
  --pictures-from <url> where pictures with a relative address are
  --no-stock            take in no units for new variants
  --shop <url>          a running shop (default: the local one)
  --token <token>       a staff token with the permission to import; the local shop needs none

Importing a file again changes nothing. docs/import.md says what of each format is read.`,

  async run(args) {
    const { file, access, query } = await read(args);
    const { size } = statSync(file);
    const started = await upload(access, { file, size, query });
    const done = await wait(access, started);
    const results = await readResults(access, done);
    console.log(summary(done));
    if (done.isDryRun) for (const line of differences(results)) console.log(line);
    for (const line of trouble(results)) console.log(line);
    if (done.state === "failed" || done.rows.rejected > 0) process.exitCode = 1;
  },
};

async function read(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = {
    "dry-run": flag,
    currency: text,
    "pictures-from": text,
    "no-stock": flag,
    shop: text,
    token: text,
  };
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  );
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError("Name one file.");
  if (!existsSync(file) || !statSync(file).isFile())
    throw new UsageError(`There is no file ${file}.`);
  const query = new URLSearchParams({ name: path.basename(file) });
  if (values["dry-run"] === true) query.set("dryRun", "true");
  if (values.currency !== undefined) query.set("currency", values.currency.toUpperCase());
  if (values["pictures-from"] !== undefined) query.set("picturesFrom", values["pictures-from"]);
  if (values["no-stock"] === true) query.set("stock", "none");
  return { file, query, access: await openAccess(values) };
}

function parsed<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function upload(
  access: ShopAccess,
  { file, size, query }: { file: string; size: number; query: URLSearchParams },
): Promise<Import> {
  if (size > IMPORT_BYTES_MAX) {
    throw new UsageError(`The file has more than ${IMPORT_BYTES_MAX / 1024 / 1024} MB: split it.`);
  }
  const type = TYPES[path.extname(file).toLowerCase()] ?? "text/csv";
  const response = await askShop(access, `/imports?${query}`, {
    method: "POST",
    headers: { "Content-Type": type },
    body: await openAsBlob(file),
  });
  return importSchema.parse(await response.json());
}

async function wait(access: ShopAccess, started: Import): Promise<Import> {
  const show = progress(started.isDryRun ? "Comparing" : "Importing");
  let now = started;
  while (now.state !== "finished" && now.state !== "failed") {
    show(Math.min(now.bytesRead, now.bytes - 1), now.bytes);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const response = await askShop(access, `/imports/${now.id}`);
    now = importSchema.parse(await response.json());
  }
  show(now.bytes, now.bytes);
  return now;
}

/** A trial run shows changes; otherwise only what went wrong is of interest. */
async function readResults(access: ShopAccess, { id, isDryRun }: Import): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  let cursor = "0";
  for (;;) {
    const query = new URLSearchParams({ cursor, limit: String(PAGE_ROWS) });
    if (!isDryRun) query.set("outcome", "trouble");
    const response = await askShop(access, `/imports/${id}/rows?${query}`);
    const page = importResultPageSchema.parse(await response.json());
    results.push(...page.results);
    if (page.nextCursor === null) return results;
    cursor = page.nextCursor;
  }
}

function summary({
  isDryRun,
  products,
  rows,
  warnings,
  pictures,
  problem,
  format,
}: Import): string {
  if (problem !== null) return loud(problem);
  const would = isDryRun ? " (nothing was written)" : "";
  const lines = [
    `${format}: ${rows.read} rows, ${rows.imported} imported, ${rows.rejected} rejected${would}`,
    `products: ${products.created} new, ${products.changed} changed, ${products.unchanged} as they were, ${products.rejected} rejected`,
  ];
  if (warnings > 0) lines.push(`warnings: ${warnings}`);
  const { waiting, stored, failed } = pictures;
  if (waiting + stored + failed > 0) {
    lines.push(
      `pictures: ${stored} stored, ${waiting} wait to be fetched, ${failed} cannot be had`,
    );
  }
  return lines.join("\n");
}

function differences(results: readonly ImportResult[]): string[] {
  const changed = results.filter(({ changes }) => changes.length > 0);
  const lines = changed
    .slice(0, SHOWN_PRODUCTS)
    .flatMap(({ handle, outcome, changes }) => [
      "",
      styled("bold", `${outcome === "created" ? "+" : "~"} ${handle}`),
      ...changes
        .slice(0, SHOWN_CHANGES)
        .map(({ field, before, after }) =>
          before === null
            ? `    ${field}: ${shown(after)}`
            : `    ${field}: ${shown(before)} ${styled("dim", "→")} ${shown(after)}`,
        ),
      ...(changes.length > SHOWN_CHANGES ? [`    … ${changes.length - SHOWN_CHANGES} more`] : []),
    ]);
  const left = changed.length - SHOWN_PRODUCTS;
  return left > 0 ? [...lines, "", `… and ${left} more products`] : lines;
}

/** Rows with an error or a warning, as a table. */
function trouble(results: readonly ImportResult[]): string[] {
  const messages = results.flatMap((result) => result.messages);
  if (messages.length === 0) return [];
  const rank = ({ severity }: ImportMessage) => (severity === "error" ? 0 : 1);
  const rows = messages
    .toSorted((left, right) => rank(left) - rank(right) || left.row - right.row)
    .slice(0, SHOWN_TROUBLE)
    .map(({ row, column, severity, detail }) => [String(row), severity, column, detail] as const);
  const widths = [0, 1, 2].map((index) =>
    Math.min(32, Math.max(...rows.map((row) => row[index]?.length ?? 0), 6)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.slice(0, index === 3 ? 200 : 32).padEnd(widths[index] ?? 0))
      .join("  ");
  const head = styled("bold", line(["row", "", "column", "reason"]));
  const left = messages.length - SHOWN_TROUBLE;
  const more = left > 0 ? [`… and ${left} more: GET /admin/api/imports/{id}/rows?format=csv`] : [];
  return [
    "",
    head,
    ...rows.map((row) => (row[1] === "error" ? loud(line(row)) : line(row))),
    ...more,
  ];
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > VALUE_CHARS ? `${text.slice(0, VALUE_CHARS)}…` : text;
}
