/** An order as lists and reports need it: what travels with its events. */
import type { Order } from "./order.ts";

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
    refundedMinor: paidBackMinor(order),
    paymentIntent: order.payment.intentId,
    placedAt: order.placedAt ?? order.openedAt,
    confirmedAt: order.confirmedAt,
    customerKey: order.buyer?.key ?? null,
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
    discounts: order.quote.discounts.map(({ promotionId, code, minor }) => ({
      promotionId,
      code,
      minor,
    })),
  };
}

/** Only what is settled: a refund that is under way and then fails is told to nobody. */
function paidBackMinor({ refunds }: Order): number {
  return refunds
    .filter((refund) => refund.status === "succeeded")
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
}
