/** What machines read of the shop: Google's product feeds, the sitemaps, robots.txt. */
import { Hono } from "hono";
import { partRows, partStarts, type SitemapRow, shelfRows } from "../../db/sitemap.ts";
import { type Database, openReader } from "../../db/statement.ts";
import { type SitemapPage, sitemap, sitemapIndex } from "../../domain/export-sitemap.ts";
import { DEFAULT_PLACE, PLACES, type Place } from "../../domain/place.ts";
import { taggedAnswer } from "../../http/etag.ts";
import { productStream, TermNames } from "../../http/export-stream.ts";
import { links, placePrefix } from "../../http/links.ts";
import { merchantText } from "../../http/merchant-feed.ts";
import { ShortMemory } from "../../runtime/short-memory.ts";
import type { ShopContext, ShopEnv } from "./answer.ts";

/** Products of one sitemap: three languages of each stay below 50,000 addresses. */
const PART_PRODUCTS = 10_000;
/** What a part has room for when products came since the list of parts was made. */
const PART_ROOM = 16_000;
const SHELVES_MAX = 5_000;
const HANDLE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Made anew every ten minutes at most, shown for a day while that happens. */
const KEPT = "public, max-age=0, s-maxage=600, stale-while-revalidate=86400";
const XML = "application/xml; charset=UTF-8";
const SEALED = "default-src 'none'; frame-ancestors 'none'";

const STARTS_MS = 10 * 60 * 1000;
const starts = new ShortMemory<string[]>({
  keepMs: STARTS_MS,
  entriesMax: 1,
  // A catalog of one part is read at once.
  isWorthKeeping: ({ length }) => length > 1,
});

const ROBOTS = `User-agent: *
Disallow: /admin
Disallow: /api/cart
Disallow: /api/checkouts
Disallow: /api/orders
Disallow: /cart
Disallow: /checkout
Disallow: /orders
`;

/** Everything here is the same for everybody. */
export function feeds(): Hono<ShopEnv> {
  const routes = new Hono<ShopEnv>();

  routes.get("/robots.txt", (c) => {
    const text = `${ROBOTS}\nSitemap: ${c.env.SHOP_ORIGIN}/sitemap.xml\n`;
    return answer(c, text, "text/plain; charset=UTF-8");
  });

  routes.get("/sitemap.xml", async (c) => {
    const origin = c.env.SHOP_ORIGIN;
    const begins = await startsOf(openReader(c.env.CATALOG));
    const parts = begins.map((from) => `${origin}/sitemaps/products/${from}.xml`);
    return answer(c, sitemapIndex([`${origin}/sitemaps/shelves.xml`, ...parts]), XML);
  });

  routes.get("/sitemaps/shelves.xml", async (c) => {
    return answer(c, sitemap(await shelfPages(c)), XML);
  });

  routes.get("/sitemaps/products/:part{[a-z0-9-]+\\.xml}", async (c) => {
    const from = c.req.param("part").replace(/\.xml$/, "");
    if (!HANDLE.test(from)) return c.notFound();
    const rows = await productRows(c, from);
    if (rows.length === 0) return c.notFound();
    const pages = rows.map((row) => pageOf(c, row, (place) => links.product(row.handle, place)));
    return answer(c, sitemap(pages), XML);
  });

  for (const place of PLACES) {
    const path = `${placePrefix(place)}/feeds/google.xml`;
    routes.get(path, (c) => merchantFeed(c, place));
  }

  return routes;
}

/** Where the parts begin, read off the whole catalog: not for every robot that asks for one of them. */
function startsOf(db: Database): Promise<string[]> {
  return starts.recall("", Date.now(), () => partStarts(db, PART_PRODUCTS));
}

/** A part ends where the next one begins, wherever that is by now. */
async function productRows(c: ShopContext, from: string): Promise<SitemapRow[]> {
  const db: Database = openReader(c.env.CATALOG);
  const [rows, begins] = await Promise.all([
    partRows(db, { from, rows: PART_ROOM, currency: DEFAULT_PLACE.currency }),
    startsOf(db),
  ]);
  const next = begins.find((start) => start > from);
  return next === undefined ? rows : rows.filter(({ handle }) => handle < next);
}

async function shelfPages(c: ShopContext): Promise<SitemapPage[]> {
  const { categories, collections } = await shelfRows(openReader(c.env.CATALOG), SHELVES_MAX);
  const home = { handle: "", updatedAt: null };
  return [
    pageOf(c, home, links.home),
    pageOf(c, home, links.products),
    ...categories.map((row) => pageOf(c, row, (place) => links.category(row.handle, place))),
    ...collections.map((row) => pageOf(c, row, (place) => links.collection(row.handle, place))),
  ];
}

function pageOf(
  c: ShopContext,
  { updatedAt }: SitemapRow,
  linkIn: (place: Place) => string,
): SitemapPage {
  const { currency } = DEFAULT_PLACE;
  return {
    updatedAt,
    addressIn: (locale) => `${c.env.SHOP_ORIGIN}${linkIn({ locale, currency })}`,
  };
}

/**
 * The feed reads the whole catalog, so it is made once and kept by the platform's cache, which
 * takes the stream as it comes. Where there is no cache, every reader has a stream of his own.
 */
async function merchantFeed(c: ShopContext, place: Place): Promise<Response> {
  const { CATALOG, SHOP_NAME, SHOP_ORIGIN } = c.env;
  const cache = await caches.open("feeds");
  const key = `${SHOP_ORIGIN}${placePrefix(place)}/feeds/google.xml`;
  const known = await cache.match(key);
  if (known !== undefined) return new Response(known.body, known);
  const db = openReader(CATALOG);
  const shop = { shopName: SHOP_NAME, origin: SHOP_ORIGIN, place };
  const text = merchantText(await TermNames.read(db), shop);
  const made = () =>
    new Response(productStream(db, text, "published"), {
      headers: { "Content-Type": XML, "Cache-Control": KEPT, "Content-Security-Policy": SEALED },
    });
  await cache.put(key, made());
  const kept = await cache.match(key);
  return kept === undefined ? made() : new Response(kept.body, kept);
}

async function answer(c: ShopContext, text: string, type: string): Promise<Response> {
  return taggedAnswer(c.req.raw, text, {
    "Content-Type": type,
    "Cache-Control": KEPT,
    "Content-Security-Policy": SEALED,
  });
}
