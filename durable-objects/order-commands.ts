/** What callers ask of an order's object, and what it answers. */
import {
  type CheckoutRates,
  type FormerRules,
  type StoredRules,
  upgradeRules,
} from "../domain/checkout-rules.ts";
import type { Id } from "../domain/id.ts";
import type { Address, Order } from "../domain/order.ts";
import type { OpenOrder } from "../domain/order-checkout.ts";
import type { OrderInput, OrderProblem } from "../domain/order-input.ts";
import type { Result } from "../domain/result.ts";
import type { IdempotencyMismatch } from "../runtime/commands.ts";
import { type FormerLine, upgradeLine } from "./order-store.ts";

/** A caller's idempotency key and what exactly was asked under it. */
export interface CommandKey {
  readonly key: string;
  readonly fingerprint: string;
}

/**
 * Who asks: a shopper with the cart that the checkout came from, the holder of the order's signed
 * link, or the shop itself (staff, queues). Foreign and missing orders look the same.
 */
export type OrderClaim = { readonly cartId: Id<"cart"> } | "link" | "shop";

/** What a caller of any version opens a checkout from. */
export type FormerOpening = Omit<OpenOrder, "rules" | "lines"> & {
  readonly rules: StoredRules | FormerRules;
  readonly lines: readonly FormerLine[];
};

/** The checkout's parts that a shopper may set in one go. */
export interface CheckoutChange {
  readonly email?: string | undefined;
  readonly address?: Address | undefined;
  readonly shippingMethodId?: string | undefined;
  readonly taxId?: string | null | undefined;
  /** Prices of lists for a country or a group: all of them, in place of those before. */
  readonly prices?: Omit<Extract<OrderInput, { type: "set_prices" }>, "type"> | undefined;
  /** Taxes and shipping, where they were read or asked anew for this change. */
  readonly rates?: CheckoutRates | undefined;
  /** The codes entered, what they stand for, and what applies without any. */
  readonly promotions?: Omit<Extract<OrderInput, { type: "set_promotions" }>, "type"> | undefined;
}

/** There is no such order, or it is another's. */
export type NotFound = { readonly reason: "not_found" };
/** The order after a command, or why it does not do what it was told. */
export type OrderAnswer = Result<Order, OrderProblem | IdempotencyMismatch | NotFound>;
/** What placing needs to know; how long holds last is the shop's to say. */
export type PlaceOrder = Omit<Extract<OrderInput, { type: "place" }>, "type" | "holdMs">;
/** A refund; its key is the command's. */
export type AskRefund = Omit<Extract<OrderInput, { type: "refund" }>, "type" | "key">;

/** @returns the change as inputs, in the order in which they build on each other */
export function inputsOf(change: CheckoutChange): OrderInput[] {
  const { email, address, shippingMethodId, taxId, prices, rates, promotions: given } = change;
  const inputs: OrderInput[] = [];
  if (rates !== undefined) inputs.push({ type: "set_rates", rates });
  if (taxId !== undefined) inputs.push({ type: "set_tax_id", taxId });
  if (email !== undefined) inputs.push({ type: "set_contact", email });
  if (address !== undefined) inputs.push({ type: "set_address", address });
  if (prices !== undefined) inputs.push({ type: "set_prices", ...prices });
  if (shippingMethodId !== undefined) {
    inputs.push({ type: "set_shipping", methodId: shippingMethodId });
  }
  // Last: which of them are had, and kept with the order, follows from everything before.
  if (given !== undefined) {
    const after = { rates: rates !== undefined, contact: email !== undefined };
    inputs.push({ type: "set_promotions", ...given, after });
  }
  return inputs;
}

/** @returns the opening in the present form */
export function upgradeOpening(opening: FormerOpening): OpenOrder {
  const { rules, lines, currency } = opening;
  return { ...opening, rules: upgradeRules(rules, currency), lines: lines.map(upgradeLine) };
}
