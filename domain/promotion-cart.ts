/** What promotions look at: the lines with what is known of their products, and who buys. */
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";
import type { Scope } from "./promotion.ts";

/** A line as the rules see it. */
export interface PromotionLine {
  readonly lineId: Id<"line">;
  readonly productId: Id<"product">;
  readonly variantId: Id<"variant">;
  readonly brandId: Id<"brand"> | null;
  /** With every ancestor. */
  readonly categoryIds: readonly Id<"category">[];
  readonly collectionIds: readonly Id<"collection">[];
  /** Whether its price is below a price that it had. */
  readonly isOnSale: boolean;
  readonly quantity: number;
  readonly unitMinor: number;
}

/** A code that a shopper entered, and the promotion that it belongs to; null where to none. */
export interface EnteredCode {
  readonly code: string;
  readonly promotionId: Id<"promotion"> | null;
}

/** A cart on its way to a quote. */
export interface PromotionCart {
  readonly currency: Currency;
  /** Null until an address is known. */
  readonly country: string | null;
  readonly lines: readonly PromotionLine[];
  /** Normalised, in the order in which they were entered. */
  readonly codes: readonly EnteredCode[];
  readonly customerGroups: readonly string[];
  /** Orders before this one; null for a guest, of whom nothing is known. */
  readonly ordersBefore: number | null;
  /** What shipping costs as chosen; null until it is chosen. */
  readonly shipping: { readonly methodId: string; readonly minor: number } | null;
  /** Promotions whose limits are reached. */
  readonly usedUp: ReadonlySet<Id<"promotion">>;
}

/** @returns whether a line is in scope */
export function isInScope(line: PromotionLine, scope: Scope): boolean {
  if (scope.isWithoutSale === true && line.isOnSale) return false;
  if (scope.exceptProductIds?.includes(line.productId) === true) return false;
  const { productIds, variantIds, categoryIds, collectionIds, brandIds } = scope;
  const named = [productIds, variantIds, categoryIds, collectionIds, brandIds];
  if (named.every((ids) => ids === undefined || ids.length === 0)) return true;
  return (
    productIds?.includes(line.productId) === true ||
    variantIds?.includes(line.variantId) === true ||
    (line.brandId !== null && brandIds?.includes(line.brandId) === true) ||
    categoryIds?.some((id) => line.categoryIds.includes(id)) === true ||
    collectionIds?.some((id) => line.collectionIds.includes(id)) === true
  );
}
