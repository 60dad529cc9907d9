/** Promotions and carts for tests: what a test does not care about is filled in. */
import { type Id, toId } from "./id.ts";
import type { Promotion, Stacking } from "./promotion.ts";
import type { PromotionCart, PromotionLine } from "./promotion-cart.ts";

/** @returns the same id for the same number */
export function numbered<Kind extends "promotion" | "product" | "variant" | "line" | "category">(
  kind: Kind,
  number: number,
): Id<Kind> {
  const prefixes = {
    promotion: "prm",
    product: "prd",
    variant: "var",
    line: "lin",
    category: "cat",
  };
  return toId(kind, `${prefixes[kind]}_${String(number).padStart(26, "0")}`);
}

/** A promotion of everything, open for ever, that applies by itself unless told otherwise. */
export function promotionOf(
  number: number,
  parts: Partial<Omit<Promotion, "stacking">> & { readonly stacking?: Partial<Stacking> } = {},
): Promotion {
  return {
    id: numbered("promotion", number),
    version: 1,
    label: `Promotion ${number}`,
    isByCode: false,
    startsAt: null,
    endsAt: null,
    conditions: {},
    effect: { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 1000 } },
    limits: { uses: null, usesPerCode: null, usesPerCustomer: null, budget: null },
    ...parts,
    stacking: { class: "line", priority: 0, isExclusive: false, bestOf: null, ...parts.stacking },
  };
}

/** A line of its own product. */
export function lineOf(
  number: number,
  quantity: number,
  unitMinor: number,
  parts: Partial<PromotionLine> = {},
): PromotionLine {
  return {
    lineId: numbered("line", number),
    productId: numbered("product", number),
    variantId: numbered("variant", number),
    brandId: null,
    categoryIds: [],
    collectionIds: [],
    isOnSale: false,
    quantity,
    unitMinor,
    ...parts,
  };
}

/** A guest's cart in euros. */
export function cartOf(
  lines: readonly PromotionLine[],
  parts: Partial<PromotionCart> = {},
): PromotionCart {
  return {
    currency: "EUR",
    country: null,
    lines,
    codes: [],
    customerGroups: [],
    ordersBefore: null,
    shipping: null,
    usedUp: new Set(),
    ...parts,
  };
}
