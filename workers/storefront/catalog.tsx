/** The catalog's pages, once for each language and currency: what the address asks for, read and handed to a page. */
import { Hono } from "hono";
import type { Product, ProductSort } from "../../contracts/catalog.ts";
import { listProducts } from "../../db/catalog.ts";
import { type PageKind, whereabouts } from "../../db/catalog-addresses.ts";
import { type Database, openReader } from "../../db/statement.ts";
import type { Place } from "../../domain/place.ts";
import { deferrerOf } from "../../http/context.ts";
import { readProduct } from "../../http/documents.ts";
import { links } from "../../http/links.ts";
import { problemBody } from "../../http/problem.ts";
import { movedAnswer } from "../../http/route.ts";
import { shippingIn } from "../../http/shop-rules.ts";
import { log } from "../../runtime/log.ts";
import { chooseVariant, firstChoice } from "../../ui/variant-choice.ts";
import { publicPage, type ShopContext, type ShopEnv } from "./answer.ts";
import { frameOf, trailTo } from "./frame.ts";
import { findHero } from "./hero.ts";
import { HomePage } from "./home-page.tsx";
import { listing } from "./listing.tsx";
import { problemPage } from "./problem.tsx";
import { ProductPage } from "./product-page.tsx";
import { categories as categoriesOf, relatedProducts } from "./shelves.ts";

const BEST_SELLERS = 8;
const NEWEST = 4;
const SEE_OTHER = 303;

/** The pages of a language, with prices in a currency. */
export function catalogPages(place: Place): Hono<ShopEnv> {
  const pages = new Hono<ShopEnv>();
  const { locale, currency } = place;

  pages.get("/", async (c) => {
    const db = openReader(c.env.CATALOG);
    const [categories, bestSellers, newest, shipping, hero] = await Promise.all([
      categoriesOf(c.env, locale),
      firstProducts(db, { ...place, sort: "featured", limit: BEST_SELLERS }),
      firstProducts(db, { ...place, sort: "newest", limit: NEWEST }),
      shippingIn(c.env.CATALOG, currency, Date.now()),
      findHero(c.env.MEDIA, Date.now()),
    ]);
    const shopName = c.env.SHOP_NAME;
    const frame = frameOf({ shopName, ...place, categories, inPlace: links.home });
    const canonical = `${c.env.SHOP_ORIGIN}${links.home(place)}`;
    const content = { frame, canonical, hero, categories, bestSellers, newest, shipping };
    return publicPage(c, <HomePage {...content} />, { products: [bestSellers, newest] });
  });

  pages.get("/products", async (c) => {
    const categories = await categoriesOf(c.env, locale);
    return listing(c, { ...place, categories, trail: [] });
  });

  pages.get("/c/:handle", async (c) => {
    const categories = await categoriesOf(c.env, locale);
    const trail = trailTo(categories, c.req.param("handle"));
    if (trail !== null) return listing(c, { ...place, categories, trail });
    return elsewhere(c, "category", (handle) => links.category(handle, place));
  });

  pages.get("/p/:handle", async (c) => {
    const asked = { handle: c.req.param("handle"), place, defer: deferrerOf(c) };
    const { value: product, isStale } = await readProduct(c.env, asked);
    if (isStale) c.set("isStale", true);
    if (product === null) {
      const variant = c.req.query("variant");
      const options = variant === undefined ? {} : { variant };
      return elsewhere(c, "product", (handle) => links.product(handle, place, options));
    }
    const { handle, variants, optionNames } = product;
    // Without scripts a choice comes as its values; the variant's own address follows from them.
    const wanted = optionNames.map((_, option) => c.req.query(`option${option}`) ?? "");
    if (wanted.every((value) => value === "")) return showProduct(c, product, place);
    const variant = chooseVariant(variants, wanted)?.id;
    const options = variant === undefined ? {} : { variant };
    return c.redirect(links.product(handle, place, options), SEE_OTHER);
  });

  return pages;
}

/** Leads from a former address to the present one, and says where nothing will come back. */
async function elsewhere(c: ShopContext, kind: PageKind, link: (handle: string) => string) {
  const db = openReader(c.env.CATALOG);
  const found = await whereabouts(db, kind, c.req.param("handle") ?? "");
  if (found === null) return c.notFound();
  if (found.kind === "moved") return movedAnswer(link(found.handle));
  return problemPage(c, problemBody(c, { reason: "gone" }));
}

/** The product with the variant that the address names, or the first that can be had. */
async function showProduct(c: ShopContext, product: Product, place: Place) {
  const { locale, currency } = place;
  const { handle, variants, breadcrumbs } = product;
  const named = variants.find(({ id }) => id === c.req.query("variant"));
  const chosen = named ?? firstChoice(variants);
  if (chosen === undefined) return c.notFound();
  const [categories, shipping, related] = await Promise.all([
    categoriesOf(c.env, locale),
    orWithout(c, shippingIn(c.env.CATALOG, currency, Date.now())),
    orWithout(c, relatedProducts(c.env.CATALOG, product, place)),
  ]);
  const inPlace = (other: Place) =>
    links.product(handle, other, named === undefined ? {} : { variant: named.id });
  const shopName = c.env.SHOP_NAME;
  const frame = frameOf({ shopName, ...place, categories, trail: breadcrumbs, inPlace });
  const content = { frame, origin: c.env.SHOP_ORIGIN, product, chosen, shipping, related };
  return publicPage(c, <ProductPage {...content} />, [product, related]);
}

/** What a page can be shown without: where the catalog is away, it is left out, and nobody keeps the page. */
async function orWithout<Part>(
  c: ShopContext,
  reading: Promise<readonly Part[]>,
): Promise<readonly Part[]> {
  try {
    return await reading;
  } catch (error) {
    log.warn("catalog.part.missing", { requestId: c.get("requestId"), error });
    c.set("isStale", true);
    return [];
  }
}

async function firstProducts(
  db: Database,
  query: Place & { sort: ProductSort; limit: number; category?: string },
) {
  const found = await listProducts(db, query);
  return found.ok ? found.value.products : [];
}
