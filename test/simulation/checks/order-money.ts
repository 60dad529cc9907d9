/** What an order's own books have to say about its money, after every step. */
import { type Order, refundedMinor } from "../../../domain/order.ts";
import type { Watch } from "./watch.ts";

/** What the lines share of the order, and what they have to sum to. */
const SHARES = [
  ["subtotalMinor", "subtotalMinor"],
  ["discountMinor", "discountMinor"],
  ["shippingMinor", "shippingMinor"],
  ["taxMinor", "taxMinor"],
  ["totalMinor", "grandTotalMinor"],
] as const;

/** I6, I22, I23: no cent too many, none too few, in the order's own books. */
export function checkMoney(watch: Watch, order: Order): void {
  const { payment, quote, id } = order;
  const total = quote.totals.grandTotalMinor;
  const refunded = refundedMinor(order);
  for (const [share, whole] of SHARES) {
    const sum = quote.lines.reduce((minor, line) => minor + line[share], 0);
    const due = quote.totals[whole];
    watch.expect(sum === due, "I23", () => `${id}: ${share} of the lines is ${sum}, not ${due}`);
  }
  watch.expect(Number.isSafeInteger(total), "I22", () => `${id}: total ${total}`);
  const isOwn = order.ending?.reason === "amount_mismatch" || payment.capturedMinor === 0;
  watch.expect(
    isOwn || payment.capturedMinor === total,
    "I6",
    () => `${id} captured ${payment.capturedMinor} of ${total}`,
  );
  if (order.refunds.length > 0) checkRefunds(watch, order);
  watch.expect(
    refunded <= payment.capturedMinor,
    "I6",
    () => `${id} refunded ${refunded} of ${payment.capturedMinor}`,
  );
}

/** I6: nobody gets more back for some lines than was paid for them. */
function checkRefunds(watch: Watch, { id, quote, refunds }: Order): void {
  const paid = refunds.filter((refund) => refund.status !== "failed");
  const lineIds = new Set(paid.flatMap((refund) => refund.lines.map((line) => line.lineId)));
  const withShipping = paid.some((refund) => refund.withShipping);
  let dueMinor = 0;
  for (const line of quote.lines) {
    if (!lineIds.has(line.lineId)) continue;
    // What the charge was rounded down by came off goods and shipping together.
    const roundedMinor = Math.max(0, line.roundingMinor);
    const goodsMinor = line.totalMinor - line.shippingMinor + roundedMinor;
    dueMinor += withShipping ? line.totalMinor : goodsMinor;
  }
  const back = paid.reduce((sum, refund) => sum + refund.amountMinor, 0);
  watch.expect(back <= dueMinor, "I6", () => `${id}: ${back} for lines that cost ${dueMinor}`);
}
