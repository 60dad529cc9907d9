/** How fast a catalog comes in: a Shopify file through the staff API, new at first and then known. */
import type * as z from "zod";
import { importSchema } from "../contracts/import.ts";
import { signStaffToken } from "../http/staff-token.ts";
import type { OpenShop } from "./bench-child.ts";
import { figureOf } from "./bench-figures.ts";
import { cpuMs } from "./bench-process.ts";
import { askShop, type ShopAccess } from "./kiosk-shop.ts";
import type { Figure } from "./report.ts";

const PRODUCTS = 500;
const SIZES = ["S", "M", "L", "XL"];
const POLL_MS = 100;
const TOKEN_MS = 10 * 60 * 1000;
const COLUMNS = [
  "Handle",
  "Title",
  "Body (HTML)",
  "Vendor",
  "Type",
  "Tags",
  "Published",
  "Option1 Name",
  "Option1 Value",
  "Variant SKU",
  "Variant Grams",
  "Variant Price",
];

/** What the figures are taken of. */
type Shop = Pick<OpenShop, "origin" | "pids">;

/** Imports one file twice: as new products, and as products that are there already. */
export async function importFigures(shop: Shop, staffKey: string): Promise<Figure[]> {
  const owner = { name: "bench", role: "owner" } as const;
  const token = await signStaffToken(staffKey, owner, { ttlMs: TOKEN_MS, now: Date.now() });
  const access = { shop: shop.origin, token };
  const file = catalogFile();
  return [
    ...(await imported(shop, { access, file, key: "new", title: "new products" })),
    ...(await imported(shop, { access, file, key: "known", title: "the same once more" })),
  ];
}

interface Run {
  readonly access: ShopAccess;
  readonly file: string;
  readonly key: string;
  readonly title: string;
}

async function imported({ pids }: Shop, { access, file, key, title }: Run): Promise<Figure[]> {
  const [startedAt, cpuAt] = [performance.now(), cpuMs(pids.shop)];
  const rows = await importFile(access, file);
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = cpuMs(pids.shop) - cpuAt;
  return [
    figureOf({ key: `import.${key}.perSecond`, title: `import: ${title}`, unit: "rows/s" }, [
      rows / seconds,
    ]),
    figureOf({ key: `import.${key}.cpuMs`, title: `import: ${title}, CPU of a row`, unit: "ms" }, [
      cpu / rows,
    ]),
  ];
}

/** @returns the rows that were taken in @throws Error where one of them was not */
async function importFile(access: ShopAccess, file: string): Promise<number> {
  let now = await read(
    askShop(access, "/imports?name=bench.csv", {
      method: "POST",
      headers: { "Content-Type": "text/csv" },
      body: file,
    }),
  );
  while (now.state !== "finished" && now.state !== "failed") {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    now = await read(askShop(access, `/imports/${now.id}`));
  }
  if (now.state === "failed" || now.rows.rejected > 0) {
    throw new Error(`The import failed: ${now.problem ?? `${now.rows.rejected} rows`}`);
  }
  return PRODUCTS * SIZES.length;
}

async function read(answer: Promise<Response>): Promise<z.output<typeof importSchema>> {
  return importSchema.parse(await (await answer).json());
}

/** Products with four sizes each; one row for each size. */
function catalogFile(): string {
  const lines = Array.from({ length: PRODUCTS }, (_, product) =>
    SIZES.map((size, index) => {
      const isFirst = index === 0;
      const handle = `bench-shirt-${product}`;
      const own = isFirst
        ? [`Shirt ${product}`, `<p>A shirt of cotton, number ${product}.</p>`, "Bench", "Shirt"]
        : ["", "", "", ""];
      const rest = ["cotton, shirt", "TRUE", isFirst ? "Size" : "", size];
      return [handle, ...own, ...rest, `BS-${product}-${size}`, "220", "24.90"]
        .map((cell) => `"${cell}"`)
        .join(",");
    }).join("\n"),
  );
  return [COLUMNS.join(","), ...lines].join("\n");
}
