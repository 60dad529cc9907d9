/** The cart: its limits, its shape and what can be asked of it without changing it. */
import type { PriceExchange } from "./exchange.ts";
import type { Id } from "./id.ts";
import { type Currency, type Money, multiplyMoney, sumMoney } from "./money.ts";
import { type PriceStep, stepAt } from "./price-list.ts";

/** Most units that one line holds. */
export const LINE_QUANTITY_MAX = 99;
/** Most lines that a cart holds. */
export const CART_LINES_MAX = 50;
/** How long a line keeps the price that the shopper saw, in milliseconds. */
export const PRICE_LOCK_MS = 15 * 60 * 1000;
/** How long the last removal can be undone, in milliseconds. */
export const UNDO_MS = 24 * 60 * 60 * 1000;
/** How long a cart that nobody changes is kept, in milliseconds. */
export const CART_IDLE_MS = 90 * 24 * 60 * 60 * 1000;
/** Confirmed orders that a cart remembers, so that one told twice is subtracted once. */
export const SETTLED_ORDERS_MAX = 20;

/** A picture of the product; `src` is a path on the shop's origin. */
export interface Picture {
  readonly src: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly optionValue: string | null;
}

/** How the catalog presents a variant. */
export interface VariantDescription {
  readonly productId: Id<"product">;
  readonly variantId: Id<"variant">;
  readonly itemId: Id<"stockItem">;
  readonly handle: string;
  readonly title: string;
  /** "Sage, 350 ml"; empty where the product has one variant only. */
  readonly variantTitle: string;
  readonly sku: string;
  readonly picture: Picture | null;
}

/** What the catalog and the stock level say of a variant at one moment. */
export interface VariantFacts extends VariantDescription {
  /** Of one, where one is bought. */
  readonly unitPrice: Money;
  /** What made the price of another currency's; absent where it is set. */
  readonly exchange?: PriceExchange;
  /** In minor units of the price's currency; left out where the quantity changes nothing. */
  readonly steps?: readonly PriceStep[] | undefined;
  readonly isForSale: boolean;
  /** Units of the stock item that can be bought, whoever wants them. */
  readonly available: number;
}

/** Why a line cannot be bought as it stands; checkout refuses it until the shopper acts. */
export type LineTrouble =
  | { readonly kind: "few_left"; readonly available: number }
  | { readonly kind: "sold_out" }
  | { readonly kind: "unavailable" };

/** One variant in the cart; a variant has one line at most. */
export interface CartLine extends VariantDescription {
  readonly id: Id<"line">;
  readonly quantity: number;
  /** At the quantity that the cart has of the variant. */
  readonly unitPrice: Money;
  /** The rate that the price was made with, locked with it; absent where the price is set. */
  readonly exchange?: PriceExchange;
  /** The prices that are locked, by quantity; missing where nobody knew of any. */
  readonly steps?: readonly PriceStep[] | undefined;
  /** Until then the price does not rise; a price that falls is given at once. */
  readonly lockedUntil: number;
  /** As the last look at the catalog found it; null where nothing is wrong. */
  readonly trouble: LineTrouble | null;
}

/** The kinds of notices. */
export const CART_NOTICE_KINDS = [
  "price_changed",
  "few_left",
  "quantity_reduced",
  "sold_out",
  "unavailable",
  "currency_changed",
] as const;

/** Something changed under the shopper's hands: told until it is dismissed or over. */
export type CartNotice =
  | {
      readonly kind: "price_changed";
      readonly lineId: Id<"line">;
      /** The unit price that the shopper last agreed with. */
      readonly was: Money;
      readonly now: Money;
    }
  | { readonly kind: "few_left"; readonly lineId: Id<"line">; readonly available: number }
  | { readonly kind: "quantity_reduced"; readonly lineId: Id<"line">; readonly quantity: number }
  | { readonly kind: "sold_out" | "unavailable"; readonly lineId: Id<"line"> }
  | {
      readonly kind: "currency_changed";
      readonly lineId: null;
      /** The subtotal in the old currency and in the new one. */
      readonly was: Money;
      readonly now: Money;
    };

/** A line that was taken out and the place where it stood. */
export interface RemovedLine {
  readonly index: number;
  readonly line: CartLine;
}

/** The last removal, one line or, after clearing, all of them in their order. */
export interface CartUndo {
  readonly removed: readonly RemovedLine[];
  /** The last moment, exclusive, at which it can be undone. */
  readonly until: number;
}

/** A shopper's cart. */
export interface CartState {
  /** Rises with every change, stands still where nothing changed. */
  readonly version: number;
  readonly currency: Currency;
  readonly lines: readonly CartLine[];
  readonly notices: readonly CartNotice[];
  readonly undo: CartUndo | null;
  /** The order that was last opened from this cart and is not paid; its holds are the shopper's own. */
  readonly checkoutId: Id<"order"> | null;
  /** Codes of promotions, normalised, in the order in which they were entered. */
  readonly codes: readonly string[];
  /** Orders already subtracted, the newest last. */
  readonly settledOrders: readonly Id<"order">[];
}

/** @returns a cart that nobody touched yet */
export function emptyCart(currency: Currency): CartState {
  return {
    version: 0,
    currency,
    lines: [],
    notices: [],
    undo: null,
    checkoutId: null,
    codes: [],
    settledOrders: [],
  };
}

/** @returns units, not lines: what the badge shows */
export function countUnits(cart: CartState): number {
  return cart.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** @returns the step that gives the line its price; null where the quantity changes nothing */
export function stepOf(line: CartLine, lines: readonly CartLine[]): PriceStep | null {
  return line.steps === undefined ? null : (stepAt(line.steps, unitsOf(line, lines)) ?? null);
}

/** @returns units of the line's variant in the whole cart: two lines of it share one price */
export function unitsOf({ variantId }: CartLine, lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + (line.variantId === variantId ? line.quantity : 0), 0);
}

/** @returns the price of all lines at their locked prices */
export function cartSubtotal(cart: CartState): Money {
  const totals = cart.lines.map((line) => multiplyMoney(line.unitPrice, line.quantity));
  return sumMoney(totals, cart.currency);
}

/** @returns the cart as it stands at `now`: a removal too old to undo is forgotten */
export function cartAt(cart: CartState, now: number): CartState {
  return cart.undo !== null && cart.undo.until <= now ? { ...cart, undo: null } : cart;
}
