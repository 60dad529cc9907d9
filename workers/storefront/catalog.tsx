/** The catalog's pages, once for each currency: what the address asks for, read and handed to a page. */
import { Hono } from "hono";
import type { Product, ProductSort } from "../../contracts/catalog.ts";
import { listProducts, productByHandle } from "../../db/catalog.ts";
import { type Database, openReader } from "../../db/statement.ts";
import type { Currency } from "../../domain/money.ts";
import { links } from "../../http/links.ts";
import { shippingIn } from "../../http/shop-rules.ts";
import { chooseVariant, firstChoice } from "../../ui/variant-choice.ts";
import { publicPage, type ShopContext, type ShopEnv } from "./answer.ts";
import { frameOf, trailTo } from "./frame.ts";
import { findHero } from "./hero.ts";
import { HomePage } from "./home-page.tsx";
import { listing } from "./listing.tsx";
import { ProductPage } from "./product-page.tsx";
import { categories as categoriesOf, relatedProducts } from "./shelves.ts";

const BEST_SELLERS = 8;
const NEWEST = 4;
const SEE_OTHER = 303;

/** The pages whose prices are in `currency`. */
export function catalogPages(currency: Currency): Hono<ShopEnv> {
  const pages = new Hono<ShopEnv>();

  pages.get("/", async (c) => {
    const db = openReader(c.env.CATALOG);
    const [categories, bestSellers, newest, shipping, hero] = await Promise.all([
      categoriesOf(c.env.CATALOG),
      firstProducts(db, { currency, sort: "featured", limit: BEST_SELLERS }),
      firstProducts(db, { currency, sort: "newest", limit: NEWEST }),
      shippingIn(c.env.CATALOG, currency, Date.now()),
      findHero(c.env.MEDIA, Date.now()),
    ]);
    const shopName = c.env.SHOP_NAME;
    const frame = frameOf({ shopName, currency, categories, inCurrency: links.home });
    const canonical = `${c.env.SHOP_ORIGIN}${links.home(currency)}`;
    const content = { frame, canonical, hero, categories, bestSellers, newest, shipping };
    return publicPage(c, <HomePage {...content} />);
  });

  pages.get("/products", async (c) => {
    const categories = await categoriesOf(c.env.CATALOG);
    return listing(c, { currency, categories, trail: [] });
  });

  pages.get("/c/:handle", async (c) => {
    const categories = await categoriesOf(c.env.CATALOG);
    const trail = trailTo(categories, c.req.param("handle"));
    return trail === null ? c.notFound() : listing(c, { currency, categories, trail });
  });

  pages.get("/p/:handle", async (c) => {
    const db = openReader(c.env.CATALOG);
    const product = await productByHandle(db, c.req.param("handle"), currency);
    if (product === null) return c.notFound();
    const { handle, variants, optionNames } = product;
    // Without scripts a choice comes as its values; the variant's own address follows from them.
    const wanted = optionNames.map((_, option) => c.req.query(`option${option}`) ?? "");
    if (wanted.every((value) => value === "")) return showProduct(c, product, currency);
    const variant = chooseVariant(variants, wanted)?.id;
    const options = variant === undefined ? {} : { variant };
    return c.redirect(links.product(handle, currency, options), SEE_OTHER);
  });

  return pages;
}

/** The product with the variant that the address names, or the first that can be had. */
async function showProduct(c: ShopContext, product: Product, currency: Currency) {
  const { handle, variants, breadcrumbs } = product;
  const named = variants.find(({ id }) => id === c.req.query("variant"));
  const chosen = named ?? firstChoice(variants);
  if (chosen === undefined) return c.notFound();
  const [categories, shipping, related] = await Promise.all([
    categoriesOf(c.env.CATALOG),
    shippingIn(c.env.CATALOG, currency, Date.now()),
    relatedProducts(c.env.CATALOG, product, currency),
  ]);
  const inCurrency = (other: Currency) =>
    links.product(handle, other, named === undefined ? {} : { variant: named.id });
  const shopName = c.env.SHOP_NAME;
  const frame = frameOf({ shopName, currency, categories, trail: breadcrumbs, inCurrency });
  const content = { frame, origin: c.env.SHOP_ORIGIN, product, chosen, shipping, related };
  return publicPage(c, <ProductPage {...content} />);
}

async function firstProducts(
  db: Database,
  query: { currency: Currency; sort: ProductSort; limit: number; category?: string },
) {
  const found = await listProducts(db, query);
  return found.ok ? found.value.products : [];
}
