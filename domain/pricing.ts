/** The reckoning: what an order costs, each line's share of it and the reason for each step. */
import { allocate, proportion } from "./money.ts";
import {
  QUOTE_MS,
  type Quote,
  type QuoteDiscount,
  type QuoteLine,
  type QuoteRequest,
  type QuoteShipping,
  type QuoteTax,
  type QuoteTotals,
  type QuoteTrace,
  type ShippingOption,
  type TaxRate,
} from "./quote.ts";
import { invariant } from "./result.ts";

/** Hundredths of a percent in a whole. */
const WHOLE_BP = 10_000;

/** A request whose discounts are already reckoned; their shares name lines of the request. */
export interface PricingRequest extends QuoteRequest {
  readonly discounts?: readonly QuoteDiscount[];
}

/**
 * Prices an order. Every amount is reckoned once for the whole order and then shared among the
 * lines by largest remainder, so that the lines sum to the total to the last cent.
 * Rounds half away from zero, in one place: the tax.
 * @param now epoch milliseconds
 * @throws Error on a request that no cart can make: no lines, fractions, negative amounts
 */
export function quoteOrder(request: PricingRequest, now: number): Quote {
  const discounts = request.discounts ?? [];
  const goods = reckonGoods(request, discounts);
  const subtotalMinor = sum(goods.map((line) => line.subtotalMinor));
  const discountMinor = sum(goods.map((line) => line.discountMinor));
  const shipping = request.shipping && reckonShipping(request.shipping, subtotalMinor);
  const shippingMinor = shipping?.minor ?? 0;
  const shipped = allocate(shippingMinor, shippingWeights(goods));
  const values = goods.map((line, index) => line.netMinor + (shipped[index] ?? 0));
  const tax = request.taxRate && reckonTax(request.taxRate, sum(values), request.pricesIncludeTax);
  const taxes = allocate(tax?.minor ?? 0, values);
  const lines = goods.map(({ netMinor, ...line }, index): QuoteLine => {
    const lineShippingMinor = shipped[index] ?? 0;
    const taxMinor = taxes[index] ?? 0;
    const onTopMinor = request.pricesIncludeTax ? 0 : taxMinor;
    const totalMinor = sum([netMinor, lineShippingMinor, onTopMinor]);
    return { ...line, shippingMinor: lineShippingMinor, taxMinor, totalMinor };
  });
  const totals: QuoteTotals = {
    subtotalMinor,
    discountMinor,
    shippingMinor,
    taxMinor: tax?.minor ?? 0,
    grandTotalMinor: sum(lines.map((line) => line.totalMinor)),
  };
  const { currency, pricesIncludeTax } = request;
  const reckoned = { currency, pricesIncludeTax, lines, discounts, shipping, totals };
  return {
    ...reckoned,
    taxes: tax === null ? [] : [tax],
    trace: explain({ ...reckoned, tax, option: request.shipping }),
    issuedAt: now,
    expiresAt: now + QUOTE_MS,
  };
}

type Goods = Omit<QuoteLine, "shippingMinor" | "taxMinor" | "totalMinor"> & {
  /** After discounts. */
  readonly netMinor: number;
};

function reckonGoods(request: QuoteRequest, discounts: readonly QuoteDiscount[]): Goods[] {
  invariant(request.lines.length > 0, "an order has lines");
  const shares = discountsByLine(discounts);
  const goods = request.lines.map((line): Goods => {
    const { lineId, variantId, quantity, unitMinor } = line;
    invariant(Number.isSafeInteger(quantity) && quantity > 0, "a line has whole units");
    const subtotalMinor = counted(counted(unitMinor) * quantity);
    const discountMinor = shares.get(lineId) ?? 0;
    shares.delete(lineId);
    invariant(discountMinor <= subtotalMinor, "no discount exceeds its line");
    const netMinor = subtotalMinor - discountMinor;
    return { lineId, variantId, quantity, unitMinor, subtotalMinor, discountMinor, netMinor };
  });
  invariant(shares.size === 0, "every discount belongs to a line of the order");
  return goods;
}

function discountsByLine(discounts: readonly QuoteDiscount[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const discount of discounts) {
    invariant(
      sum(discount.shares.map((share) => share.minor)) === discount.minor,
      "the shares of a discount sum to it",
    );
    for (const { lineId, minor } of discount.shares) {
      shares.set(lineId, counted((shares.get(lineId) ?? 0) + minor));
    }
  }
  return shares;
}

/** The threshold looks at the goods before discounts, so that a code never costs free shipping. */
function reckonShipping(option: ShippingOption, subtotalMinor: number): QuoteShipping {
  const { methodId, label, daysMin, daysMax } = option;
  const minor = isShippingFree(option, subtotalMinor) ? 0 : counted(option.amountMinor);
  return { methodId, label, minor, daysMin, daysMax };
}

function isShippingFree({ freeFromMinor }: ShippingOption, subtotalMinor: number): boolean {
  return freeFromMinor !== null && subtotalMinor >= freeFromMinor;
}

/** By value; by units where nothing in the order costs anything. */
function shippingWeights(goods: readonly Goods[]): number[] {
  return goods.some((line) => line.netMinor > 0)
    ? goods.map((line) => line.netMinor)
    : goods.map((line) => line.quantity);
}

/** @param valueMinor goods after discounts and shipping, with the tax in it where it is included */
function reckonTax(rate: TaxRate, valueMinor: number, isIncluded: boolean): QuoteTax {
  const { country, label, rateBp } = rate;
  counted(rateBp);
  const minor = proportion(valueMinor, rateBp, isIncluded ? WHOLE_BP + rateBp : WHOLE_BP);
  const baseMinor = isIncluded ? valueMinor - minor : valueMinor;
  return { country, label, rateBp, baseMinor, minor, isIncluded };
}

type Reckoned = Pick<Quote, "currency" | "lines" | "discounts" | "shipping" | "totals"> & {
  readonly tax: QuoteTax | null;
  readonly option: ShippingOption | null;
};

/** Says each step in plain words; amounts stay in minor units, pages make them readable. */
function explain({ currency, lines, discounts, totals, ...rest }: Reckoned): QuoteTrace[] {
  const { shipping, option, tax } = rest;
  const trace: QuoteTrace[] = lines.map((line) => ({
    step: "line",
    because: `${line.quantity} × ${line.unitMinor}`,
    minor: line.subtotalMinor,
  }));
  for (const discount of discounts) {
    trace.push({ step: "discount", because: discount.label, minor: 0 - discount.minor });
  }
  if (shipping !== null && option !== null) {
    const because = isShippingFree(option, totals.subtotalMinor)
      ? `${shipping.label} is free from ${option.freeFromMinor}`
      : `${shipping.label} costs ${shipping.minor}`;
    trace.push({ step: "shipping", because, minor: shipping.minor });
  }
  if (tax !== null) {
    const taxed = tax.isIncluded
      ? `is included in ${tax.baseMinor + tax.minor}`
      : `comes on top of ${tax.baseMinor}`;
    const because = `${tax.label} of ${tax.rateBp / 100} % ${taxed}`;
    trace.push({ step: "tax", because, minor: tax.minor });
  }
  const because = `to pay, in minor units of ${currency}`;
  trace.push({ step: "total", because, minor: totals.grandTotalMinor });
  return trace;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((left, right) => counted(left + right), 0);
}

/** @throws Error where an amount is no safe integer of zero or more */
function counted(minor: number): number {
  invariant(Number.isSafeInteger(minor) && minor >= 0, `${minor} is an amount of zero or more`);
  return minor;
}
