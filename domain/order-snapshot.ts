/** An order as lists and reports need it: what travels with its events. */
import { type Order, refundedMinor } from "./order.ts";

/** @returns the order without secrets, choices and history */
export function orderSnapshot(order: Order) {
  return {
    id: order.id,
    number: order.number,
    version: order.version,
    status: order.status,
    email: order.email ?? "",
    name: order.address?.name ?? "",
    country: order.address?.country ?? "",
    currency: order.currency,
    grandTotalMinor: order.quote.totals.grandTotalMinor,
    capturedMinor: order.payment.capturedMinor,
    refundedMinor: refundedMinor(order),
    paymentIntent: order.payment.intentId,
    placedAt: order.placedAt ?? order.openedAt,
    confirmedAt: order.confirmedAt,
    lines: order.lines.map((line) => ({
      lineId: line.lineId,
      productId: line.productId,
      variantId: line.variantId,
      itemId: line.itemId,
      sku: line.sku,
      title: line.variantTitle === "" ? line.title : `${line.title}, ${line.variantTitle}`,
      quantity: line.quantity,
      unitMinor: line.unitMinor,
      totalMinor:
        order.quote.lines.find((quoted) => quoted.lineId === line.lineId)?.totalMinor ?? 0,
    })),
  };
}
