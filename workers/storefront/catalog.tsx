/** The catalog's pages, once for each language and currency: what the address asks for, read and handed to a page. */
import { Hono } from "hono";
import type { Product, ProductSort } from "../../contracts/catalog.ts";
import { SEARCH_TEXT_MAX } from "../../contracts/search.ts";
import { brandByHandle } from "../../db/brands.ts";
import { listProducts } from "../../db/catalog.ts";
import { type PageKind, whereabouts } from "../../db/catalog-addresses.ts";
import { collectionByHandle, listCollections } from "../../db/collections.ts";
import { relatedProducts } from "../../db/related-products.ts";
import { type Database, openReader } from "../../db/statement.ts";
import { DEFAULT_PLACE, type Place } from "../../domain/place.ts";
import { deferrerOf } from "../../http/context.ts";
import { readProduct } from "../../http/documents.ts";
import { links } from "../../http/links.ts";
import { problemBody } from "../../http/problem.ts";
import { movedAnswer } from "../../http/route.ts";
import { shippingIn } from "../../http/shop-rules.ts";
import { log } from "../../runtime/log.ts";
import { chooseVariant, firstChoice } from "../../ui/variant-choice.ts";
import { wordsIn } from "../../ui/words/words.ts";
import { publicPage, type ShopContext, type ShopEnv } from "./answer.ts";
import { CollectionsPage } from "./collections-page.tsx";
import { frameOf, trailTo } from "./frame.ts";
import { findHero } from "./hero.ts";
import { HomePage } from "./home-page.tsx";
import { listing } from "./listing.tsx";
import { notSoldPage, problemPage } from "./problem.tsx";
import { ProductPage } from "./product-page.tsx";
import { categories as categoriesOf } from "./shelves.ts";

const BEST_SELLERS = 8;
const NEWEST = 4;
const COLLECTIONS = 6;
const SEE_OTHER = 303;

/** The pages of a language, with prices in a currency. */
export function catalogPages(place: Place): Hono<ShopEnv> {
  const pages = new Hono<ShopEnv>();
  const { locale, currency } = place;

  pages.get("/", async (c) => {
    const db = openReader(c.env.CATALOG);
    const [categories, collections, bestSellers, newest, shipping, hero] = await Promise.all([
      categoriesOf(c.env, locale),
      listCollections(db, locale),
      firstProducts(db, { ...place, sort: "featured", limit: BEST_SELLERS }),
      firstProducts(db, { ...place, sort: "newest", limit: NEWEST }),
      shippingIn(c.env.CATALOG, currency, Date.now()),
      findHero(c.env.MEDIA, Date.now()),
    ]);
    const shopName = c.env.SHOP_NAME;
    const frame = frameOf({ shopName, ...place, categories, inPlace: links.home });
    const canonical = `${c.env.SHOP_ORIGIN}${links.home(place)}`;
    const shelves = { categories, collections: collections.slice(0, COLLECTIONS), bestSellers };
    const content = { frame, canonical, hero, ...shelves, newest, shipping };
    return publicPage(c, <HomePage {...content} />, { products: [bestSellers, newest] });
  });

  pages.get("/products", async (c) => {
    const categories = await categoriesOf(c.env, locale);
    const { shell, listing: words } = wordsIn(locale);
    const head = headOf({ title: shell.everything, description: words.everythingLead });
    const of = { key: "everything" } as const;
    return listing(c, { place, categories, head, of, pathIn: links.products });
  });

  pages.get("/search", async (c) => {
    const categories = await categoriesOf(c.env, locale);
    const { search: words } = wordsIn(locale);
    const text = (c.req.query("q") ?? "").trim().slice(0, SEARCH_TEXT_MAX);
    const title = text === "" ? words.titleEmpty : words.title(text);
    const head = headOf({ title, description: "" });
    return listing(c, { place, categories, head, of: { key: "search" }, pathIn: links.search });
  });

  pages.get("/c/:handle", async (c) => {
    const categories = await categoriesOf(c.env, locale);
    const trail = trailTo(categories, c.req.param("handle"));
    const category = trail?.at(-1);
    if (trail === null || category === undefined) {
      return elsewhere(c, "category", (handle) => links.category(handle, place));
    }
    const { handle, children } = category;
    const above = trail.slice(0, -1).map((each) => ({
      href: links.category(each.handle, place),
      label: each.title,
    }));
    const head = { ...headOf(category), above, below: children };
    const of = { key: "category", value: handle } as const;
    const pathIn = (other: Place) => links.category(handle, other);
    return listing(c, { place, categories, trail, head, of, pathIn });
  });

  pages.get("/collections", async (c) => {
    const [categories, collections] = await Promise.all([
      categoriesOf(c.env, locale),
      listCollections(openReader(c.env.CATALOG), locale),
    ]);
    const shopName = c.env.SHOP_NAME;
    const frame = frameOf({ shopName, ...place, categories, inPlace: links.collections });
    const canonical = `${c.env.SHOP_ORIGIN}${links.collections(place)}`;
    return publicPage(c, <CollectionsPage {...{ frame, canonical, collections }} />, {
      products: [],
    });
  });

  pages.get("/collections/:handle", async (c) => {
    const [categories, collection] = await Promise.all([
      categoriesOf(c.env, locale),
      collectionByHandle(openReader(c.env.CATALOG), c.req.param("handle"), locale),
    ]);
    if (collection === null) {
      return elsewhere(c, "collection", (handle) => links.collection(handle, place));
    }
    const { handle } = collection;
    const label = wordsIn(locale).shell.collections;
    const above = [{ href: links.collections(place), label }];
    const of = { key: "collection", value: handle } as const;
    const pathIn = (other: Place) => links.collection(handle, other);
    const head = { ...headOf(collection), above };
    return listing(c, { place, categories, head, of, pathIn });
  });

  pages.get("/brands/:handle", async (c) => {
    const [categories, brand] = await Promise.all([
      categoriesOf(c.env, locale),
      brandByHandle(openReader(c.env.CATALOG), c.req.param("handle"), locale),
    ]);
    if (brand === null) {
      return elsewhere(c, "brand", (handle) => links.brand(handle, place));
    }
    const { handle, title } = brand;
    const description = wordsIn(locale).listing.brandLead(title);
    const of = { key: "brand", value: handle } as const;
    const pathIn = (other: Place) => links.brand(handle, other);
    return listing(c, { place, categories, head: headOf({ title, description }), of, pathIn });
  });

  pages.get("/p/:handle", async (c) => {
    const asked = { handle: c.req.param("handle"), place, defer: deferrerOf(c) };
    const { value: product, isStale } = await readProduct(c.env, asked);
    if (isStale) c.set("isStale", true);
    if (product === null) {
      // Perhaps it is only not sold in this currency, as much of an imported catalog is.
      const there = { locale, currency: DEFAULT_PLACE.currency };
      const known = place.currency === there.currency ? null : await readThere(c, there);
      if (known !== null) return notSoldPage(c, known, { here: place, there });
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

async function readThere(c: ShopContext, place: Place): Promise<Product | null> {
  const asked = { handle: c.req.param("handle") ?? "", place, defer: deferrerOf(c) };
  return (await readProduct(c.env, asked)).value;
}

const NOTHING_BESIDE = { related: [], complementary: [] };

interface Headed {
  readonly title: string;
  readonly description: string;
  readonly seo?: { readonly title: string; readonly description: string };
}

function headOf({ title, description, seo = { title, description } }: Headed) {
  return { title, description, seo, above: [], below: [] };
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
  const [categories, shipping, beside] = await Promise.all([
    categoriesOf(c.env, locale),
    orWithout(c, shippingIn(c.env.CATALOG, currency, Date.now()), []),
    orWithout(c, relatedProducts(openReader(c.env.CATALOG), product.id, place), NOTHING_BESIDE),
  ]);
  const inPlace = (other: Place) =>
    links.product(handle, other, named === undefined ? {} : { variant: named.id });
  const shopName = c.env.SHOP_NAME;
  const frame = frameOf({ shopName, ...place, categories, trail: breadcrumbs, inPlace });
  const content = { frame, origin: c.env.SHOP_ORIGIN, product, chosen, shipping, beside };
  return publicPage(c, <ProductPage {...content} />, [
    product,
    ...beside.related,
    ...beside.complementary,
  ]);
}

/** What a page can be shown without: where the catalog is away, it is left out, and nobody keeps the page. */
async function orWithout<Part>(
  c: ShopContext,
  reading: Promise<Part>,
  nothing: Part,
): Promise<Part> {
  try {
    return await reading;
  } catch (error) {
    log.warn("catalog.part.missing", { requestId: c.get("requestId"), error });
    c.set("isStale", true);
    return nothing;
  }
}

async function firstProducts(
  db: Database,
  query: Place & { sort: ProductSort; limit: number; category?: string },
) {
  const found = await listProducts(db, query);
  return found.ok ? found.value.products : [];
}
