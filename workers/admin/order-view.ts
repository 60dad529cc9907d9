/** An order as staff see it: every field is named here, so that no secret slips out. */
import type { OrderOutcome, StaffOrder, StaffOrderRow } from "../../contracts/staff-orders.ts";
import type { OrderRow } from "../../db/orders.ts";
import { money } from "../../domain/money.ts";
import { type Order, refundedMinor } from "../../domain/order.ts";
import type { OrderLine } from "../../domain/order-line.ts";
import { totalViews } from "../../http/totals.ts";

/** A change of status, as the order remembers it. */
interface Change {
  readonly version: number;
  readonly at: number;
  readonly input: string;
  readonly status: string;
}

/** @returns the row of a list */
export function staffOrderRow(row: OrderRow): StaffOrderRow {
  const { id, number, status, email, name, country, currency, unitCount, version } = row;
  return {
    id,
    number,
    status,
    email,
    name,
    country,
    total: money(row.grandTotalMinor, currency),
    captured: money(row.capturedMinor, currency),
    refunded: money(row.refundedMinor, currency),
    unitCount,
    paymentIntent: row.paymentIntent,
    placedAt: timeOf(row.placedAt),
    confirmedAt: timeOrNull(row.confirmedAt),
    version,
  };
}

/** @returns the whole order, with its history and what lists show of it */
export function staffOrder(
  order: Order,
  { history, row }: { readonly history: readonly Change[]; readonly row: OrderRow | null },
): StaffOrder {
  const { currency, payment } = order;
  const { totals } = order.quote;
  const amount = (minor: number) => money(minor, currency);
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    version: order.version,
    email: order.email,
    address: order.address,
    shippingMethod: order.quote.shipping?.label ?? null,
    lines: order.lines.map((line) => lineOf(order, line)),
    subtotal: amount(totals.subtotalMinor),
    discount: amount(totals.discountMinor),
    shipping: amount(totals.shippingMinor),
    tax: amount(totals.taxMinor),
    total: amount(totals.grandTotalMinor),
    totals: totalViews(order.quote),
    payment: {
      intentId: payment.intentId,
      status: payment.intentStatus,
      captured: amount(payment.capturedMinor),
      declineCode: payment.declineCode,
    },
    refunds: order.refunds.map((refund) => ({
      amount: amount(refund.amountMinor),
      lines: [...refund.lines],
      withShipping: refund.withShipping,
      withRestock: refund.withRestock,
      reason: refund.reason,
      status: refund.status,
      askedAt: timeOf(refund.askedAt),
    })),
    endReason: order.ending?.reason ?? null,
    openedAt: timeOf(order.openedAt),
    placedAt: timeOrNull(order.placedAt),
    confirmedAt: timeOrNull(order.confirmedAt),
    endedAt: timeOrNull(order.endedAt),
    history: history.map(({ version, at, input, status }) => {
      return { version, at: timeOf(at), input, status };
    }),
    projection: row === null ? null : staffOrderRow(row),
  };
}

/** @returns what a command made of the order */
export function orderOutcome(order: Order): OrderOutcome {
  const { id, number, status, version, currency, ending } = order;
  return {
    id,
    number,
    status,
    version,
    total: money(order.quote.totals.grandTotalMinor, currency),
    captured: money(order.payment.capturedMinor, currency),
    refunded: money(refundedMinor(order), currency),
    endReason: ending?.reason ?? null,
  };
}

function lineOf({ currency, quote }: Order, line: OrderLine): StaffOrder["lines"][number] {
  const quoted = quote.lines.find(({ lineId }) => lineId === line.lineId);
  const amount = (minor: number | undefined) => money(minor ?? 0, currency);
  return {
    id: line.lineId,
    productId: line.productId,
    variantId: line.variantId,
    handle: line.handle,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    unitPrice: amount(line.unitMinor),
    exchange:
      line.exchange === undefined
        ? null
        : { ...line.exchange, quotedAt: timeOf(line.exchange.quotedAt) },
    cartUnitPrice: amount(line.cartPrice.unitMinor),
    priceListId: line.listId,
    subtotal: amount(quoted?.subtotalMinor),
    discount: amount(quoted?.discountMinor),
    shipping: amount(quoted?.shippingMinor),
    tax: amount(quoted?.taxMinor),
    total: amount(quoted?.totalMinor),
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

function timeOrNull(at: number | null): string | null {
  return at === null ? null : timeOf(at);
}
