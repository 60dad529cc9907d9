/** A line of an order: what is bought, at which price, and what rules look at. */
import type { VariantDescription } from "./cart.ts";
import type { PriceExchange } from "./exchange.ts";
import type { Id } from "./id.ts";

/** A line as it was when the checkout was opened, with the price that the shopper saw. */
export interface OrderLine extends VariantDescription {
  readonly lineId: Id<"line">;
  readonly quantity: number;
  readonly unitMinor: number;
  /** The rate that the price was made with, locked with it; absent where the price is set. */
  readonly exchange?: PriceExchange;
  /** The price list that gives the price; null where it is the catalog's own. */
  readonly listId: Id<"priceList"> | null;
  /** The price of the cart, which holds again where a list of a country or a group does not. */
  readonly cartPrice: LinePrice;
  /** Until then the price may not rise under the shopper's hands. */
  readonly priceLockedUntil: number;
  readonly facts: LineFacts;
}

/** What one unit costs, and which list says so. */
export interface LinePrice {
  readonly unitMinor: number;
  readonly listId: Id<"priceList"> | null;
  /** The rate that made it; absent where the price is set, in the catalog or in a list. */
  readonly exchange?: PriceExchange;
}

/** What rules of price, tax and shipping look at. */
export interface LineFacts {
  readonly brandId: Id<"brand"> | null;
  /** With every ancestor. */
  readonly categoryIds: readonly Id<"category">[];
  readonly collectionIds: readonly Id<"collection">[];
  readonly isOnSale: boolean;
  readonly taxClass: string;
  /** Of one unit. */
  readonly grams: number;
  /** The longest side, in millimetres. */
  readonly longestMm: number;
  /** Where it is shipped from; null where nobody knows yet. */
  readonly locationId: Id<"location"> | null;
  /** Where all units of the line lie, so that they can be collected there. */
  readonly collectAt: readonly Id<"location">[];
}

/** What is known of a line's product where nothing was said. */
export const NO_FACTS: LineFacts = {
  brandId: null,
  categoryIds: [],
  collectionIds: [],
  isOnSale: false,
  taxClass: "standard",
  grams: 0,
  longestMm: 0,
  locationId: null,
  collectAt: [],
};
