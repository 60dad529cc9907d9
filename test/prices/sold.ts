/** Random orders that were paid: the cases of the oracle as whole orders. */
import { idOf, LINES, NOW, newOrder } from "../../domain/order-builders.ts";
import { quoteOf } from "../../domain/order-quote.ts";
import { caseOf } from "./cases.ts";

/** @returns the order of the seed's cart, paid */
export function soldCase(seed: number) {
  const { order } = caseOf(seed);
  const lines = order.lines.map((line) => ({ ...LINES[0]!, ...line, title: "Thing" }));
  const address =
    order.address === null
      ? null
      : { name: "Ada", line1: "1", line2: "", city: "H", ...order.address };
  const sale = { ...newOrder(lines), ...order, lines, address, placedAt: NOW, confirmedAt: NOW };
  return { ...sale, id: idOf("order", 1), quote: quoteOf(order, NOW) };
}
