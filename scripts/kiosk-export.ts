/** `npm run kiosk -- export FILE`: writes the catalog of a running shop into a file. */
import { open, rename } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type KioskCommand, UsageError } from "./kiosk-command.ts";
import { askShop, openAccess } from "./kiosk-shop.ts";

const FORMATS = ["kiosk", "shopify", "merchant"];

/** A file is there whole or not at all. */
export const EXPORT: KioskCommand = {
  name: "export",
  summary: "Write the catalog into a file",
  usage: `npm run kiosk -- export FILE [--format ${FORMATS.join("|")}] [options]

  --format <format>     kiosk (default): JSON Lines with everything that the catalog holds
                        shopify: a product CSV; merchant: a feed for Google
  --currency <code>     of the prices in shopify and merchant (default: EUR)
  --locale <language>   of the texts in merchant (default: en)
  --shop <url>          a running shop (default: the local one)
  --token <token>       a staff token; the local shop needs none`,

  async run(args) {
    const { file, query, access } = await read(args);
    const response = await askShop(access, `/export?${query}`);
    if (response.body === null) throw new UsageError("The shop sent nothing.");
    const unfinished = `${file}.unfinished`;
    await write(unfinished, response.body.getReader());
    await rename(unfinished, file);
    console.log(`Wrote ${file}`);
  },
};

async function write(file: string, reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const handle = await open(file, "w");
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      await handle.write(value);
    }
  } finally {
    await handle.close();
  }
}

async function read(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { format: text, currency: text, locale: text, shop: text, token: text };
  let words: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    words = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = words;
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError("Name one file.");
  const { format = "kiosk", currency, locale } = values;
  if (!FORMATS.includes(format)) {
    throw new UsageError(`There is no format "${format}": use ${FORMATS.join(", ")}.`);
  }
  const query = new URLSearchParams({ format });
  if (currency !== undefined) query.set("currency", currency.toUpperCase());
  if (locale !== undefined) query.set("locale", locale);
  return { file, query, access: await openAccess(values) };
}
