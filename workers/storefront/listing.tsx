/** Reads a listing, of one category or of everything, and answers its page. */
import { type Category, type ProductSort, productSortSchema } from "../../contracts/catalog.ts";
import { listProducts } from "../../db/catalog.ts";
import { openReader } from "../../db/statement.ts";
import type { Place } from "../../domain/place.ts";
import { links, search } from "../../http/links.ts";
import { publicPage, type ShopContext } from "./answer.ts";
import { CategoryPage } from "./category-page.tsx";
import { frameOf } from "./frame.ts";

/** Products on one page: whole rows of two, three and four. */
const LISTING = 24;
const SEE_OTHER = 303;

/** Where the shopper stands. */
export interface ListingPlace extends Place {
  /** The roots. */
  readonly categories: readonly Category[];
  /** From the root to the category whose products are shown; empty for everything. */
  readonly trail: readonly Category[];
}

/** Answers the page; unknown parameters are ignored, for others add theirs to shared links. */
export async function listing(
  c: ShopContext,
  { locale, currency, categories, trail }: ListingPlace,
) {
  const place = { locale, currency };
  const category = trail.at(-1);
  const pathIn = (other: Place) =>
    category === undefined ? links.products(other) : links.category(category.handle, other);
  const sort = productSortSchema.catch("featured").parse(c.req.query("sort"));
  const cursor = c.req.query("cursor");
  const found = await listProducts(openReader(c.env.CATALOG), {
    ...place,
    sort,
    limit: LISTING,
    ...(category === undefined ? {} : { category: category.handle }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  // A cursor of another order or of another time: the listing begins anew.
  if (!found.ok) return c.redirect(`${pathIn(place)}${search({ sort })}`, SEE_OTHER);
  const inPlace = (other: Place) => `${pathIn(other)}${search(sortParameter(sort))}`;
  const shopName = c.env.SHOP_NAME;
  const content = {
    ...headOf(categories, category),
    frame: frameOf({ shopName, ...place, categories, trail, inPlace }),
    canonical: `${c.env.SHOP_ORIGIN}${pathIn(place)}`,
    above: trail.slice(0, -1),
    page: found.value,
    sort,
    path: pathIn(place),
    isContinued: cursor !== undefined,
  };
  return publicPage(c, <CategoryPage {...content} />, found.value);
}

function headOf(roots: readonly Category[], category: Category | undefined) {
  if (category === undefined) {
    const productCount = roots.reduce((sum, root) => sum + root.productCount, 0);
    return { title: "Everything", description: "", below: roots, productCount };
  }
  const { title, description, children, productCount } = category;
  return { title, description, below: children, productCount };
}

function sortParameter(sort: ProductSort): { sort?: ProductSort } {
  return sort === "featured" ? {} : { sort };
}
