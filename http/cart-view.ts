/** The cart as the shopper sees it, from the state that its object keeps. */

import type { CartLineView, CartNotice as CartNoticeView, CartView } from "../contracts/cart.ts";
import type { Availability } from "../contracts/catalog.ts";
import { availabilityOf } from "../domain/availability.ts";
import {
  type CartLine,
  type CartNotice,
  type CartState,
  type CartUndo,
  cartSubtotal,
  countUnits,
  type LineTrouble,
  stepOf,
  unitsOf,
} from "../domain/cart.ts";
import { money, multiplyMoney } from "../domain/money.ts";
import { unreachable } from "../domain/result.ts";
import type { CartPromotions } from "./cart-promotions.ts";

/** What the view needs beyond the cart. */
export interface CartViewContext {
  /** As the cart's currency has it. */
  readonly pricesIncludeTax: boolean;
  /** Null where there are none, or nobody has reckoned. */
  readonly promotions: CartPromotions | null;
}

/** @returns the cart without what is the shop's own */
export function cartView(
  cart: CartState,
  { pricesIncludeTax, promotions }: CartViewContext,
): CartView {
  const { currency } = cart;
  const { offs = {}, offMinor = 0, ...told } = promotions ?? unreckoned(cart);
  const subtotal = cartSubtotal(cart);
  return {
    currency: cart.currency,
    version: cart.version,
    lines: cart.lines.map((line) =>
      lineView(line, { lines: cart.lines, discountMinor: offs[line.id] ?? 0 }),
    ),
    count: countUnits(cart),
    subtotal,
    total: money(subtotal.minor - offMinor, currency),
    ...told,
    pricesIncludeTax,
    notices: cart.notices.map((notice) => noticeView(notice, cart.lines)),
    undo: cart.undo === null ? null : undoView(cart.undo),
  };
}

/** The codes are there, whatever they do. */
function unreckoned({ codes }: CartState): Partial<CartPromotions> & Told {
  const nothing = { label: null, amount: null, reason: null, missing: null, missingUnits: null };
  const text = { en: "", de: "", fr: "" };
  return { codes: codes.map((code) => ({ code, ...nothing, text })), discounts: [], offers: [] };
}

type Told = Pick<CartView, "codes" | "discounts" | "offers">;

function lineView(
  line: CartLine,
  { lines, discountMinor }: { readonly lines: readonly CartLine[]; readonly discountMinor: number },
): CartLineView {
  const { unitPrice, quantity, lockedUntil, trouble, ...known } = line;
  const { itemId: _itemId, exchange: _exchange, steps = [], ...told } = known;
  const units = unitsOf(line, lines);
  const next = steps.find(({ fromQuantity }) => fromQuantity > units);
  return {
    ...told,
    quantity,
    unitPrice,
    fromQuantity: stepOf(line, lines)?.fromQuantity ?? 1,
    nextPrice:
      next === undefined
        ? null
        : {
            fromQuantity: next.fromQuantity,
            price: { minor: next.minor, currency: unitPrice.currency },
          },
    total: multiplyMoney(unitPrice, quantity),
    discount: money(discountMinor, unitPrice.currency),
    priceLockedUntil: new Date(lockedUntil).toISOString(),
    availability: lineAvailability(trouble),
  };
}

/** Whether the line's units are there: the number is told where it is smaller than the line. */
function lineAvailability(trouble: LineTrouble | null): Availability {
  if (trouble === null) return { status: "in_stock", left: null };
  if (trouble.kind !== "few_left") return availabilityOf(0);
  return { status: "low_stock", left: trouble.available };
}

function noticeView(notice: CartNotice, lines: readonly CartLine[]): CartNoticeView {
  const line = lines.find(({ id }) => id === notice.lineId);
  const title = line === undefined ? "a product" : titleOf(line);
  return {
    kind: notice.kind,
    lineId: notice.lineId,
    message: messageOf(notice, title),
    was: "was" in notice ? notice.was : null,
    now: "now" in notice ? notice.now : null,
  };
}

function messageOf(notice: CartNotice, title: string): string {
  switch (notice.kind) {
    case "price_changed":
      return `The price of ${title} has changed`;
    case "few_left":
      return `Only ${notice.available} of ${title} left`;
    case "quantity_reduced":
      return `The quantity of ${title} is now ${notice.quantity}`;
    case "sold_out":
      return `${title} is sold out`;
    case "unavailable":
      return `${title} is no longer for sale`;
    case "currency_changed":
      return `Prices are now in ${notice.now.currency}`;
    default:
      return unreachable(notice);
  }
}

function undoView({ removed }: CartUndo): CartView["undo"] {
  const [first] = removed;
  if (first === undefined) return null;
  return {
    title: removed.length === 1 ? titleOf(first.line) : `${removed.length} products`,
    quantity: removed.reduce((sum, { line }) => sum + line.quantity, 0),
  };
}

function titleOf({ title, variantTitle }: CartLine): string {
  return variantTitle === "" ? title : `${title}, ${variantTitle}`;
}
