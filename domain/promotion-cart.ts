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
  /** Whether this code is used up, whatever others of the same promotion are. */
  readonly isUsedUp?: true;
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
  /** Those that this buyer had as often as anybody may. */
  readonly usedByBuyer?: ReadonlySet<Id<"promotion">>;
  /** What budgets have left for one more use, in minor units. */
  readonly budgetLeft?: BudgetLeft;
}

/** Minor units by promotion; one that is not named has no budget. */
export type BudgetLeft = Readonly<Record<string, number>>;

/** @returns the places of the lines that are in scope, in the cart's order */
export function placesIn(scope: Scope, lines: readonly PromotionLine[]): number[] {
  const { productIds, variantIds, categoryIds, collectionIds, brandIds } = scope;
  const named = [productIds, variantIds, categoryIds, collectionIds, brandIds];
  const isOpen = named.every((ids) => ids === undefined || ids.length === 0);
  const places: number[] = [];
  lines.forEach((line, place) => {
    if (isIn(line, scope, isOpen)) places.push(place);
  });
  return places;
}

function isIn(line: PromotionLine, scope: Scope, isOpen: boolean): boolean {
  if (scope.isWithoutSale === true && line.isOnSale) return false;
  if (scope.exceptProductIds?.includes(line.productId) === true) return false;
  return (
    isOpen ||
    scope.productIds?.includes(line.productId) === true ||
    scope.variantIds?.includes(line.variantId) === true ||
    (line.brandId !== null && scope.brandIds?.includes(line.brandId) === true) ||
    scope.categoryIds?.some((id) => line.categoryIds.includes(id)) === true ||
    scope.collectionIds?.some((id) => line.collectionIds.includes(id)) === true
  );
}
