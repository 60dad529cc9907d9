/** Who stands in a demo collection: chosen by hand, or found by the rules that the shop applies. */
import { fulfils, type RuledProduct } from "../../domain/collection-rules.ts";
import { toId } from "../../domain/id.ts";
import type { DemoCollection } from "./catalog/collections.ts";
import { createdAtOf } from "./catalog/dates.ts";
import { pricePoint, SET_CURRENCIES } from "./catalog/price.ts";
import type { DemoProduct } from "./catalog/types.ts";
import { demoId } from "./derive.ts";
import { attributesOf, categoriesOf } from "./product-rows.ts";

/**
 * @returns the handles of those of the products that stand in the collection
 * @param now epoch milliseconds
 */
export function membersOf(
  { holds }: DemoCollection,
  products: readonly DemoProduct[],
  now: number,
): string[] {
  if ("conditions" in holds) {
    return products
      .filter(({ status }) => status === undefined || status === "published")
      .filter((product) => fulfils(ruledProduct(product), holds, now))
      .map(({ handle }) => handle);
  }
  const there = new Set(products.map(({ handle }) => handle));
  return holds.filter((handle) => there.has(handle));
}

/** The product as rules look at it, when everything that was ordered for it has arrived. */
function ruledProduct(product: DemoProduct): RuledProduct {
  const { variants, tags, type, brand } = product;
  return {
    typeId: toId("productType", demoId("pty", type)),
    categoryIds: categoriesOf(product).map((handle) => toId("category", demoId("cat", handle))),
    brandId: toId("brand", demoId("brd", brand)),
    tags,
    prices: SET_CURRENCIES.map((currency) => ({
      currency,
      minMinor: Math.min(...variants.map(({ eurMinor }) => pricePoint(eurMinor, currency))),
      isReduced: variants.some(({ compareAtEurMinor }) => compareAtEurMinor !== undefined),
    })),
    attributes: new Map(
      Object.entries(attributesOf(product)).map(([handle, value]) => [
        demoId("atr", handle),
        typeof value === "object" ? value : [value],
      ]),
    ),
    isInStock: variants.some(({ stock: [harbour, mill] }) => harbour + mill > 0),
    createdAt: createdAtOf(product),
  };
}
