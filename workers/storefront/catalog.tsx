/** The catalog's pages, once for each currency: what the address asks for, read and handed to a page. */
import { Hono } from "hono";
import { type Category, type ProductSort, productSortSchema } from "../../contracts/catalog.ts";
import { categoryTree, listProducts, productByHandle } from "../../db/catalog.ts";
import { shippingOptions } from "../../db/shipping.ts";
import { type Database, openReader } from "../../db/statement.ts";
import type { Currency } from "../../domain/money.ts";
import { links, search } from "../../http/links.ts";
import { chooseVariant, firstChoice } from "../../ui/variant-choice.ts";
import { publicPage, type ShopContext, type ShopEnv } from "./answer.ts";
import { CategoryPage } from "./category-page.tsx";
import { frameOf, trailTo } from "./frame.ts";
import { findHero } from "./hero.ts";
import { HomePage } from "./home-page.tsx";
import { ProductPage } from "./product-page.tsx";

const BEST_SELLERS = 8;
const NEWEST = 4;
const RELATED = 4;
/** Products on one page of a listing: whole rows of two, three and four. */
const LISTING = 24;
const SEE_OTHER = 303;

/** The pages whose prices are in `currency`. */
export function catalogPages(currency: Currency): Hono<ShopEnv> {
  const pages = new Hono<ShopEnv>();

  pages.get("/", async (c) => {
    const db = openReader(c.env.CATALOG);
    const [categories, bestSellers, newest, shipping, hero] = await Promise.all([
      categoryTree(db),
      firstProducts(db, { currency, sort: "featured", limit: BEST_SELLERS }),
      firstProducts(db, { currency, sort: "newest", limit: NEWEST }),
      shippingOptions(db, currency),
      findHero(c.env.MEDIA, Date.now()),
    ]);
    const shopName = c.env.SHOP_NAME;
    const frame = frameOf({ shopName, currency, categories, inCurrency: links.home });
    const canonical = `${c.env.SHOP_ORIGIN}${links.home(currency)}`;
    const content = { frame, canonical, hero, categories, bestSellers, newest, shipping };
    return publicPage(c, <HomePage {...content} />);
  });

  pages.get("/products", async (c) => {
    const categories = await categoryTree(openReader(c.env.CATALOG));
    return listing(c, { currency, categories, trail: [] });
  });

  pages.get("/c/:handle", async (c) => {
    const categories = await categoryTree(openReader(c.env.CATALOG));
    const trail = trailTo(categories, c.req.param("handle"));
    return trail === null ? c.notFound() : listing(c, { currency, categories, trail });
  });

  pages.get("/p/:handle", async (c) => {
    const db = openReader(c.env.CATALOG);
    const [product, categories, shipping] = await Promise.all([
      productByHandle(db, c.req.param("handle"), currency),
      categoryTree(db),
      shippingOptions(db, currency),
    ]);
    if (product === null) return c.notFound();
    const { handle, variants, optionNames, breadcrumbs } = product;
    const wanted = optionNames.map((_, option) => c.req.query(`option${option}`) ?? "");
    if (wanted.some((value) => value !== "")) {
      const variant = chooseVariant(variants, wanted)?.id;
      const options = variant === undefined ? {} : { variant };
      return c.redirect(links.product(handle, currency, options), SEE_OTHER);
    }
    const named = variants.find(({ id }) => id === c.req.query("variant"));
    const chosen = named ?? firstChoice(variants);
    if (chosen === undefined) return c.notFound();
    const related = await relatedProducts(db, { handle, currency, category: breadcrumbs.at(-1) });
    const inCurrency = (other: Currency) =>
      links.product(handle, other, named === undefined ? {} : { variant: named.id });
    const shopName = c.env.SHOP_NAME;
    const frame = frameOf({ shopName, currency, categories, trail: breadcrumbs, inCurrency });
    const content = { frame, origin: c.env.SHOP_ORIGIN, product, chosen, shipping, related };
    return publicPage(c, <ProductPage {...content} />);
  });

  return pages;
}

/** A listing of the last category of `trail`, or of everything where there is none. */
async function listing(
  c: ShopContext,
  place: { currency: Currency; categories: readonly Category[]; trail: readonly Category[] },
) {
  const { currency, categories, trail } = place;
  const category = trail.at(-1);
  const pathIn = (other: Currency) =>
    category === undefined ? links.products(other) : links.category(category.handle, other);
  const sort = productSortSchema.catch("featured").parse(c.req.query("sort"));
  const cursor = c.req.query("cursor");
  const found = await listProducts(openReader(c.env.CATALOG), {
    currency,
    sort,
    limit: LISTING,
    ...(category === undefined ? {} : { category: category.handle }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  // A cursor of another order or of another time: the listing begins anew.
  if (!found.ok) return c.redirect(`${pathIn(currency)}${search({ sort })}`, SEE_OTHER);
  const inCurrency = (other: Currency) => `${pathIn(other)}${search(sortParameter(sort))}`;
  const shopName = c.env.SHOP_NAME;
  const content = {
    frame: frameOf({ shopName, currency, categories, trail, inCurrency }),
    canonical: `${c.env.SHOP_ORIGIN}${pathIn(currency)}`,
    title: category?.title ?? "Everything",
    description: category?.description ?? "",
    above: trail.slice(0, -1),
    below: category?.children ?? categories,
    productCount:
      category?.productCount ?? categories.reduce((sum, root) => sum + root.productCount, 0),
    page: found.value,
    sort,
    path: pathIn(currency),
    isContinued: cursor !== undefined,
  };
  return publicPage(c, <CategoryPage {...content} />);
}

function sortParameter(sort: ProductSort): { sort?: ProductSort } {
  return sort === "featured" ? {} : { sort };
}

async function firstProducts(
  db: Database,
  query: { currency: Currency; sort: ProductSort; limit: number; category?: string },
) {
  const found = await listProducts(db, query);
  return found.ok ? found.value.products : [];
}

/** Others of the product's own category. */
async function relatedProducts(
  db: Database,
  to: { handle: string; currency: Currency; category: { handle: string } | undefined },
) {
  const { handle, currency, category } = to;
  if (category === undefined) return [];
  const query = {
    currency,
    sort: "featured",
    limit: RELATED + 1,
    category: category.handle,
  } as const;
  const products = await firstProducts(db, query);
  return products.filter((product) => product.handle !== handle).slice(0, RELATED);
}
