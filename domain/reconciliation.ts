/** The provider's books against the orders: what counts as a difference, and what may be done about it. */
import { type Order, refundedMinor } from "./order.ts";
import type { ListedIntent } from "./payment.ts";

/** An authorisation without a live order is dangling when it is this old, in milliseconds. */
export const AUTHORISATION_AGE_MS = 30 * 60 * 1000;
/** An order that came to rest later than this ago may still be overtaken by what was read. */
export const SETTLE_GRACE_MS = 60 * 1000;

/** Every difference that is looked for, by who can be found in the wrong. */
export const BREAKS = {
  /** The provider has money for an order that nobody knows. */
  paid_without_order: "intent",
  /** Money is reserved for nobody: the order is over, unknown, or paid by another intent. */
  authorisation_dangling: "intent",
  /** A shopper could still pay for an order that is over. */
  intent_payable: "intent",
  /** The provider keeps money of an order that was cancelled. */
  captured_by_cancelled_order: "intent",
  /** Two intents of one order were paid. */
  paid_twice: "intent",
  /** A confirmed order whose money the provider does not have. */
  payment_missing: "intent",
  amount_mismatch: "intent",
  currency_mismatch: "intent",
  /** More was given back than the order knows of: somebody used the provider's dashboard. */
  refund_unknown: "intent",
  /** The order says that money went back; the provider has it still. */
  refund_missing: "intent",
  /** An order has been on its way for too long although it was woken. */
  order_stuck: "order",
  /** A request of the order keeps failing. */
  outbox_stuck: "order",
  /** Lists know an order whose object knows nothing. */
  order_missing: "order",
  /** Lists show something else than the order itself. */
  order_projection: "order",
  /** A confirmed order whose units its stock objects do not have for it. */
  allocation_missing: "order",
  /** The ledger does not add up to the levels, or the holds do not. */
  ledger_broken: "stock",
  /** Listings show something else than the stock object. */
  stock_projection: "stock",
  /** Units are held for orders that are over. */
  hold_orphaned: "stock",
  /** Units are allocated to orders that do not have them. */
  allocation_orphaned: "stock",
  /** A dead letter that nobody sent again. */
  letter_waiting: "desk",
  /** A shopper who was not told. */
  notice_unsent: "desk",
  /** An order that was sold without an invoice, or refunded without a credit note. */
  invoice_missing: "invoice",
} as const satisfies Record<string, "intent" | "order" | "stock" | "desk" | "invoice">;

/** A kind of difference. */
export type BreakType = keyof typeof BREAKS;

/** What the comparison asks for. A person decides about everything else. */
export type Remedy = "none" | "cancel_intent" | "republish";

/** What is told about a difference: ids, amounts and states; nothing about people. */
export type BreakDetails = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** A difference that was found. */
export interface Finding {
  readonly type: BreakType;
  /** The id of what the difference is about: with the type it names the difference. */
  readonly subject: string;
  readonly details: BreakDetails;
  readonly remedy: Remedy;
}

/** @returns the types of a family, for looking whether they are over */
export function breakTypes(family: (typeof BREAKS)[BreakType]): BreakType[] {
  return breakNames().filter((type) => BREAKS[type] === family);
}

/** @returns every type */
export function breakNames(): [BreakType, ...BreakType[]] {
  return Object.keys(BREAKS) as [BreakType, ...BreakType[]];
}

/**
 * Compares what the provider keeps with what the order says of itself. The intent has to be read
 * before the order: then whatever the order did meanwhile can only explain the difference. An order
 * that is on its way explains everything by itself.
 * @param order null where no order is known under the id that the intent carries
 * @param now epoch milliseconds
 */
export function compareIntent(
  intent: ListedIntent,
  order: Order | null,
  now: number,
): readonly Finding[] {
  if (order === null) return withoutOrder(intent, now);
  if (settledAt(order) === null) return [];
  // Whoever touched it a moment ago may be about to pay.
  if (order.status === "open" && hasJustSettled(order, now)) return [];
  const isOwn = order.payment.intentId === intent.intentId;
  return order.status === "confirmed" && isOwn
    ? ofConfirmed(intent, order)
    : ofNobody(intent, order, now);
}

/** @returns since when nothing happens to the order by itself any more; null while something does */
export function settledAt(order: Order): number | null {
  switch (order.status) {
    case "open":
      return order.touchedAt;
    case "confirmed":
      return order.confirmedAt;
    case "cancelled":
      return order.endedAt;
    default:
      return null;
  }
}

/** @returns whether the order came to rest so lately that what was read before may be older */
export function hasJustSettled(order: Order, now: number): boolean {
  const since = settledAt(order);
  return since !== null && since > now - SETTLE_GRACE_MS;
}

/** Nothing is done about it: another shop may share the account, and it knows these orders. */
function withoutOrder(intent: ListedIntent, now: number): Finding[] {
  const found = finder(intent, { orderStatus: null });
  if (keptMinor(intent) > 0) return [found("paid_without_order")];
  return isOldAuthorisation(intent, now) ? [found("authorisation_dangling")] : [];
}

function ofConfirmed(intent: ListedIntent, order: Order): Finding[] {
  const { capturedMinor } = order.payment;
  const totalMinor = order.quote.totals.grandTotalMinor;
  const knownMinor = refundedMinor(order);
  const paidBackMinor = order.refunds
    .filter((refund) => refund.status === "succeeded")
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
  const found = finder(intent, { orderStatus: order.status });
  if (intent.status !== "succeeded") return [found("payment_missing", { totalMinor })];
  return [
    ...(intent.currency === order.currency
      ? []
      : [found("currency_mismatch", { orderCurrency: order.currency })]),
    ...(intent.receivedMinor === totalMinor && intent.receivedMinor === capturedMinor
      ? []
      : [found("amount_mismatch", { totalMinor, capturedMinor })]),
    ...(intent.refundedMinor > knownMinor ? [found("refund_unknown", { knownMinor })] : []),
    ...(intent.refundedMinor < paidBackMinor ? [found("refund_missing", { paidBackMinor })] : []),
  ];
}

/** The order is over, or another intent pays for it. */
function ofNobody(intent: ListedIntent, order: Order, now: number): Finding[] {
  const found = finder(intent, { orderStatus: order.status });
  if (keptMinor(intent) > 0) {
    return [found(order.status === "confirmed" ? "paid_twice" : "captured_by_cancelled_order")];
  }
  switch (intent.status) {
    case "requires_capture":
      return isOldAuthorisation(intent, now)
        ? [found("authorisation_dangling", {}, "cancel_intent")]
        : [];
    case "requires_payment_method":
    case "requires_action":
    case "processing":
      return [found("intent_payable", {}, "cancel_intent")];
    case "succeeded":
    case "canceled":
      return [];
  }
}

function finder(intent: ListedIntent, facts: BreakDetails) {
  const { orderId, status, amountMinor, receivedMinor, refundedMinor: returned, currency } = intent;
  return function found(
    type: BreakType,
    more: BreakDetails = {},
    remedy: Remedy = "none",
  ): Finding {
    const details = {
      orderId,
      status,
      amountMinor,
      receivedMinor,
      refundedMinor: returned,
      currency,
      ...facts,
      ...more,
    };
    return { type, subject: intent.intentId, details, remedy };
  };
}

/** What the provider has and did not give back. */
function keptMinor(intent: ListedIntent): number {
  return intent.receivedMinor - intent.refundedMinor;
}

function isOldAuthorisation({ status, createdAt }: ListedIntent, now: number): boolean {
  return status === "requires_capture" && createdAt <= now - AUTHORISATION_AGE_MS;
}
