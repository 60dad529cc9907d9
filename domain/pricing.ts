/** The reckoning: what an order costs, each line's share of it and the reason for each step. */
import { allocate, type Currency, inChargeSteps } from "./money.ts";
import { explain, isShippingFree } from "./pricing-trace.ts";
import {
  QUOTE_MS,
  type Quote,
  type QuoteDiscount,
  type QuoteLine,
  type QuoteRefusal,
  type QuoteRequest,
  type QuoteShipping,
  type QuoteTax,
  type QuoteTotals,
} from "./quote.ts";
import { invariant } from "./result.ts";
import { reckonTaxes, type Taxable } from "./tax.ts";
import { taxesAt } from "./tax-rules.ts";

/** A request whose discounts are already reckoned; their shares name lines of the request. */
export interface PricingRequest extends QuoteRequest {
  readonly discounts?: readonly QuoteDiscount[];
  readonly refusals?: readonly QuoteRefusal[];
}

/**
 * Prices an order. Every amount is reckoned once for the whole order and then shared among the
 * lines by largest remainder, so that the lines sum to the total to the last cent.
 * Rounds half away from zero, in one place: the tax. Where the provider takes round amounts only,
 * what is to pay is rounded down, in one place: at the end.
 * @param now epoch milliseconds
 * @throws Error on a request that no cart can make: no lines, fractions, negative amounts
 */
export function quoteOrder(request: PricingRequest, now: number): Quote {
  const { currency, pricesIncludeTax, discounts = [], refusals = [] } = request;
  const goods = reckonGoods(request, discounts);
  const subtotalMinor = sum(goods.map((line) => line.subtotalMinor));
  const discountMinor = sum(goods.map((line) => line.discountMinor));
  const shipping = reckonShipping(request, { subtotalMinor, discounts });
  const shipped = allocate(shipping?.minor ?? 0, shippingWeights(goods));
  const taxes = taxParts(request, { goods, shipped });
  const exact = goods.map(({ netMinor, ...line }, index) => {
    const shippingMinor = shipped[index] ?? 0;
    const [goodsTax, shippingTax] = taxes.ofLine(index);
    const taxMinor = goodsTax.minor + shippingTax.minor;
    const exemptMinor = goodsTax.exemptMinor + shippingTax.exemptMinor;
    const onTopMinor = pricesIncludeTax ? 0 : taxMinor;
    return {
      ...line,
      shippingMinor,
      taxMinor,
      shippingTaxMinor: shippingTax.minor,
      exemptMinor,
      shippingExemptMinor: shippingTax.exemptMinor,
      totalMinor: counted(sum([netMinor, shippingMinor, onTopMinor]) - exemptMinor),
    };
  });
  const lines = chargeable(exact, currency);
  const totals: QuoteTotals = {
    subtotalMinor,
    discountMinor,
    shippingMinor: shipping?.minor ?? 0,
    taxMinor: sum(lines.map((line) => line.taxMinor)),
    exemptMinor: sum(lines.map((line) => line.exemptMinor)),
    roundingMinor: lines.reduce((total, line) => total + line.roundingMinor, 0),
    grandTotalMinor: sum(lines.map((line) => line.totalMinor)),
  };
  const reckoned = { currency, pricesIncludeTax, lines, discounts, refusals, shipping, totals };
  return {
    ...reckoned,
    taxes: taxes.sums,
    trace: explain({
      ...reckoned,
      taxes: taxes.sums,
      option: request.shipping,
      taxesBecause: request.taxes?.because ?? null,
    }),
    issuedAt: now,
    expiresAt: now + QUOTE_MS,
  };
}

/** The lines as they can be charged, each with what rounding took off it. */
function chargeable(
  exact: readonly Omit<QuoteLine, "roundingMinor">[],
  currency: Currency,
): QuoteLine[] {
  const charged = inChargeSteps(
    exact.map((line) => line.totalMinor),
    currency,
  );
  return exact.map((line, index): QuoteLine => {
    const totalMinor = charged[index] ?? line.totalMinor;
    return { ...line, roundingMinor: line.totalMinor - totalMinor, totalMinor };
  });
}

type Goods = Pick<
  QuoteLine,
  "lineId" | "variantId" | "quantity" | "unitMinor" | "subtotalMinor" | "discountMinor"
> & {
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
    const parts = discount.shares.map((share) => share.minor);
    invariant(
      sum([...parts, discount.shippingMinor]) === discount.minor,
      "the shares of a discount sum to it",
    );
    for (const { lineId, minor } of discount.shares) {
      shares.set(lineId, counted((shares.get(lineId) ?? 0) + minor));
    }
  }
  return shares;
}

/** The threshold looks at the goods before discounts, so that a code never costs free shipping. */
function reckonShipping(
  { shipping: option, journey = null }: QuoteRequest,
  given: { readonly subtotalMinor: number; readonly discounts: readonly QuoteDiscount[] },
): QuoteShipping | null {
  const offMinor = sum(given.discounts.map((discount) => discount.shippingMinor));
  if (option === null) {
    invariant(offMinor === 0, "nothing is taken off a shipping that is not chosen");
    return null;
  }
  const { methodId, label, daysMin, daysMax } = option;
  const fullMinor = isShippingFree(option, given.subtotalMinor) ? 0 : counted(option.amountMinor);
  invariant(offMinor <= fullMinor, "no discount exceeds the shipping");
  return { methodId, label, minor: fullMinor - offMinor, daysMin, daysMax, journey };
}

/** By value; by units where nothing in the order costs anything. */
function shippingWeights(goods: readonly Goods[]): number[] {
  return goods.some((line) => line.netMinor > 0)
    ? goods.map((line) => line.netMinor)
    : goods.map((line) => line.quantity);
}

interface TaxPart {
  readonly minor: number;
  readonly exemptMinor: number;
}

interface TaxParts {
  readonly sums: readonly QuoteTax[];
  /** Of the goods of a line, and of its share of the shipping. */
  ofLine(index: number): readonly [TaxPart, TaxPart];
}

/** Goods and shares of shipping are taxed side by side, each by its own class. */
function taxParts(
  { taxes, lines, pricesIncludeTax: isIncluded }: QuoteRequest,
  { goods, shipped }: { readonly goods: readonly Goods[]; readonly shipped: readonly number[] },
): TaxParts {
  const untaxed = { minor: 0, exemptMinor: 0 };
  if (taxes === null) return { sums: [], ofLine: () => [untaxed, untaxed] };
  const { rules, place, policy, shippingClass } = taxes;
  // A table may have a thousand rules: each class looks through it once.
  const found = new Map<string, Taxable["rules"]>();
  const ofClass = (taxClass: string): Taxable["rules"] => {
    const known = found.get(taxClass) ?? taxesAt(rules, place, taxClass);
    found.set(taxClass, known);
    return known;
  };
  const amounts = goods.flatMap(({ netMinor }, index): Taxable[] => {
    const goodsClass = lines[index]?.facts.taxClass ?? "";
    return [
      { minor: netMinor, rules: ofClass(goodsClass) },
      { minor: shipped[index] ?? 0, rules: ofClass(shippingClass ?? goodsClass) },
    ];
  });
  const { sums, minors, exemptMinors } = reckonTaxes(amounts, { ...policy, isIncluded });
  const part = (at: number) => ({ minor: minors[at] ?? 0, exemptMinor: exemptMinors[at] ?? 0 });
  return {
    sums: sums.map((each) => ({ ...each, country: place.country, isIncluded })),
    ofLine: (index) => [part(2 * index), part(2 * index + 1)],
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((left, right) => counted(left + right), 0);
}

/** @throws Error where an amount is no safe integer of zero or more */
function counted(minor: number): number {
  invariant(Number.isSafeInteger(minor) && minor >= 0, `${minor} is an amount of zero or more`);
  return minor;
}
