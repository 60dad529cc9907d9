/** What became of an order's price since the shopper saw it: before and after, reason by reason. */
import type { Id } from "./id.ts";
import type { OrderLine } from "./order-line.ts";
import type { Quote } from "./quote.ts";
import { percentOf } from "./tax.ts";

/** One thing that is no longer as it was shown. */
export interface OrderChange {
  readonly kind: "price" | "quantity" | "discount" | "shipping" | "tax";
  /** The line that it is about; null for the whole order. */
  readonly lineId: Id<"line"> | null;
  /** What shoppers read: the product, the promotion, the way of shipping, the tax. */
  readonly label: string;
  /** Minor units, of a quantity units; 0 where there was or is none. */
  readonly before: number;
  readonly after: number;
}

/** An order as it was or is reckoned. */
export interface Reckoning {
  readonly lines: readonly Pick<OrderLine, "lineId" | "title" | "unitMinor">[];
  readonly quote: Quote;
}

/**
 * @returns what makes the total another one: prices, discounts, shipping, and taxes on top of
 *   prices; in this order, only what differs
 */
export function changesBetween(before: Reckoning, after: Reckoning): OrderChange[] {
  const prices = after.lines.map(({ lineId, title, unitMinor }) => ({
    kind: "price" as const,
    lineId,
    label: title,
    before: before.lines.find((line) => line.lineId === lineId)?.unitMinor ?? 0,
    after: unitMinor,
  }));
  return [
    ...prices,
    ...paired("discount", discountsOf(before), discountsOf(after)),
    ...paired("shipping", shippingOf(before), shippingOf(after)),
    ...paired("tax", taxesOf(before), taxesOf(after)),
  ].filter((change) => change.before !== change.after);
}

/** A named amount. */
interface Amount {
  readonly key: string;
  readonly label: string;
  readonly minor: number;
}

function paired(
  kind: OrderChange["kind"],
  before: readonly Amount[],
  after: readonly Amount[],
): OrderChange[] {
  const minorOf = (amounts: readonly Amount[], key: string) =>
    amounts.find((amount) => amount.key === key)?.minor ?? 0;
  const all = new Map([...before, ...after].map(({ key, label }) => [key, label]));
  return [...all].map(([key, label]) => ({
    kind,
    lineId: null,
    label,
    before: minorOf(before, key),
    after: minorOf(after, key),
  }));
}

/** What promotions take off the goods; what they take off the shipping stands in its price. */
function discountsOf({ quote }: Reckoning): Amount[] {
  return quote.discounts.map(({ promotionId, label, minor, shippingMinor }) => ({
    key: promotionId,
    label,
    minor: minor - shippingMinor,
  }));
}

function shippingOf({ quote }: Reckoning): Amount[] {
  const { shipping } = quote;
  return shipping === null
    ? []
    : [{ key: shipping.methodId, label: shipping.label, minor: shipping.minor }];
}

/** Those within the prices make no total another one. */
function taxesOf({ quote }: Reckoning): Amount[] {
  return quote.taxes.flatMap(({ label, rateBp, minor, isIncluded }) =>
    isIncluded
      ? []
      : [{ key: `${label} ${rateBp}`, label: `${label} ${percentOf(rateBp)} %`, minor }],
  );
}
