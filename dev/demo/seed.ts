/** Fills a shop with the demo catalog: pictures, rows, then stock through the objects that own it. */
import { type Id, toId } from "../../domain/id.ts";
import { DEFAULT_NUMBERING } from "../../domain/invoice-series.ts";
import { DEMO_CATALOG } from "./catalog/catalog.ts";
import { ROOMS } from "./catalog/categories.ts";
import { COLLECTIONS } from "./catalog/collections.ts";
import { LOCATIONS } from "./catalog/terms.ts";
import type { DemoPicture, DemoProduct } from "./catalog/types.ts";
import { base32Of } from "./derive.ts";
import type { PictureShelf, StoredPicture } from "./picture-shelf.ts";
import { categoryPicture, heroPictures, picturesOf } from "./pictures/pictures.ts";
import { stockItemIdOf } from "./product-rows.ts";
import { catalogRows } from "./rows.ts";
import { DEMO_SELLER, DEMO_TIME_ZONE } from "./seller.ts";
import type { TableRows } from "./table-rows.ts";

/** How many pictures or receipts are under way at a time. */
const PARALLEL_MAX = 8;
/** Rows of one statement: one bound parameter holds them all as JSON, well below D1's 2 MB. */
const STATEMENT_ROWS_MAX = 500;

/** Units that arrive at a location. */
export interface Receipt {
  readonly itemId: Id<"stockItem">;
  /** The same on every run: seeding twice receives once. */
  readonly key: string;
  readonly location: Id<"location">;
  readonly quantity: number;
  readonly reason: string;
}

/** The shop to fill. */
export interface SeedOptions {
  readonly catalog: D1Database;
  /** The demo begins without orders, and says who sells. */
  readonly orders: D1Database;
  readonly media: R2Bucket;
  receive(receipt: Receipt): Promise<void>;
  /** Told how far a part of the work is. */
  log(done: number, total: number, what: string): void;
  /** Handles of the only products wanted; all of them unless given. */
  readonly products?: readonly string[];
}

/** Seeds the shop; what is there already stays as it is. */
export async function seed(options: SeedOptions): Promise<void> {
  const { catalog, orders, media, receive, log, products } = options;
  const wanted = products === undefined ? null : new Set(products);
  const chosen = DEMO_CATALOG.filter(({ handle }) => wanted?.has(handle) ?? true);
  const pictures = await storePictures(media, chosen, log);
  const tables = catalogRows(chosen, { pictures, now: Date.now() });
  await catalog.batch(tables.flatMap((table) => insertsOf(catalog, table)));
  await nameSeller(orders);
  await receiveStock(chosen, { receive, log });
}

/** Without a seller no invoice is issued. */
async function nameSeller(orders: D1Database): Promise<void> {
  const { invoiceFormat, creditNoteFormat, digits } = DEFAULT_NUMBERING;
  await orders
    .prepare("INSERT OR IGNORE INTO invoice_settings VALUES ('shop', ?1, ?2, ?3, ?4, ?5, 1)")
    .bind(JSON.stringify(DEMO_SELLER), invoiceFormat, creditNoteFormat, digits, DEMO_TIME_ZONE)
    .run();
}

/** Inserts in statements of one bound parameter each; the array's cells become the columns. */
function insertsOf(catalog: D1Database, { table, columns, rows, unless = "false" }: TableRows) {
  const cells = columns.map((_, at) => `value ->> ${at}`).join(", ");
  const insert = `INSERT OR IGNORE INTO ${table} (${columns.join(", ")})
    SELECT ${cells} FROM json_each(?1) WHERE NOT ${unless}`;
  const pages = Math.ceil(rows.length / STATEMENT_ROWS_MAX);
  return Array.from({ length: pages }, (_, page) => {
    const start = page * STATEMENT_ROWS_MAX;
    return catalog
      .prepare(insert)
      .bind(JSON.stringify(rows.slice(start, start + STATEMENT_ROWS_MAX)));
  });
}

async function receiveStock(
  products: readonly DemoProduct[],
  { receive, log }: Pick<SeedOptions, "receive" | "log">,
): Promise<void> {
  const receipts = products.flatMap((product) =>
    product.variants.flatMap((variant) => {
      const itemId = toId("stockItem", stockItemIdOf(product, variant));
      return LOCATIONS.map(({ id }, at) => ({
        itemId,
        key: `demo-${id}`,
        location: toId("location", id),
        quantity: variant.stock[at] ?? 0,
        reason: "Opening stock",
      })).filter(({ quantity }) => quantity > 0);
    }),
  );
  await inParallel(receipts, receive, (done) => log(done, receipts.length, "stock counts"));
}

async function storePictures(
  media: R2Bucket,
  products: readonly DemoProduct[],
  log: SeedOptions["log"],
): Promise<PictureShelf> {
  const ofProduct = new Map<string, StoredPicture[]>();
  const ofCategory = new Map<string, StoredPicture>();
  const ofCollection = new Map<string, StoredPicture>();
  await inParallel(
    products,
    async (product) => {
      const stored: StoredPicture[] = [];
      for (const [at, picture] of picturesOf(product).entries()) {
        const stem = `demo/${product.handle}/${at + 1}-${picture.slug}`;
        stored.push(await store(media, stem, picture));
      }
      ofProduct.set(product.handle, stored);
    },
    (done) => log(done, products.length, "products with pictures"),
  );
  await inParallel(
    ROOMS.flatMap((room) => [room, ...room.shelves]),
    async ({ handle, title }) => {
      const picture = categoryPicture(handle, title);
      ofCategory.set(handle, await store(media, `demo/categories/${handle}`, picture));
    },
  );
  await inParallel(COLLECTIONS, async ({ handle, title }) => {
    const picture = categoryPicture(handle, title);
    ofCollection.set(handle, await store(media, `demo/collections/${handle}`, picture));
  });
  const { wide, portrait } = heroPictures();
  await put(media, "shop/hero.svg", wide);
  await put(media, "shop/hero-portrait.svg", portrait);
  return { ofProduct, ofCategory, ofCollection };
}

/** The content is part of the key, so that a picture may be cached for ever. */
async function store(media: R2Bucket, stem: string, picture: DemoPicture): Promise<StoredPicture> {
  const key = `${stem}-${base32Of(picture.svg, 8)}.svg`;
  await put(media, key, picture);
  const { slug, alt, width, height, optionValue } = picture;
  return { key, slug, alt, width, height, optionValue };
}

async function put(media: R2Bucket, key: string, { svg, alt }: DemoPicture): Promise<void> {
  await media.put(key, svg, {
    httpMetadata: { contentType: "image/svg+xml" },
    customMetadata: { alt },
  });
}

/** Does the work on every thing, a few at a time, and tells how many are done. */
async function inParallel<Thing>(
  things: readonly Thing[],
  work: (thing: Thing) => Promise<void>,
  tell: (done: number) => void = () => undefined,
): Promise<void> {
  const waiting = things.values();
  let done = 0;
  const worker = async (): Promise<void> => {
    for (const thing of waiting) {
      await work(thing);
      done += 1;
      tell(done);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_MAX }, worker));
}
