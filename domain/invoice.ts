/** An invoice: what was sold, as bookkeepers and tax offices read it. Every amount is the order's quote's. */
import type { PriceExchange } from "./exchange.ts";
import type { Id } from "./id.ts";
import type { InvoiceGroup, InvoiceTax } from "./invoice-taxes.ts";
import { taxesOfInvoice } from "./invoice-taxes.ts";
import type { Currency } from "./money.ts";
import type { Address, Order } from "./order.ts";
import type { OrderLine } from "./order-line.ts";
import { taxTermsOf } from "./order-quote.ts";
import type { Quote, QuoteLine } from "./quote.ts";
import { invariant } from "./result.ts";

/** Who sells: what the law asks of the head and the foot of an invoice. */
export interface Seller {
  /** Its name is the one under which the shop is registered. */
  readonly address: Address;
  /** A VAT number or the number of another tax office; null where there is none. */
  readonly taxId: string | null;
  readonly email: string;
  /** Register, court, managing directors: one line for the foot; may be empty. */
  readonly register: string;
}

/** An amount without its tax, the tax, and both. */
export interface InvoiceAmounts {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
}

/** The goods of a line, or its share of the shipping. */
export interface InvoicePart extends InvoiceAmounts {
  /** Which of the document's groups of taxes it has; null where it has none. */
  readonly group: number | null;
}

/** A line of the order. */
export interface InvoiceLine {
  readonly lineId: Id<"line">;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly quantity: number;
  /** As it was shown: with its tax in it where prices include tax. */
  readonly unitMinor: number;
  /** The line's share of every discount, in the same sense. */
  readonly discountMinor: number;
  /** What rounding to amounts that can be charged takes off the line; see QuoteLine. */
  readonly roundingMinor: number;
  readonly goods: InvoicePart;
  readonly shipping: InvoicePart;
}

/** What an invoice and its credit notes have in common. */
export interface InvoiceHead {
  /** Versions the stored document. */
  readonly v: 1;
  readonly orderId: Id<"order">;
  readonly orderNumber: string;
  /** When the order was placed and when it was paid, epoch ms. */
  readonly orderedAt: number;
  readonly soldAt: number;
  /** The date of the document, epoch ms, and where it is read. */
  readonly datedAt: number;
  readonly timeZone: string;
  readonly seller: Seller;
  readonly buyer: {
    readonly address: Address | null;
    readonly email: string;
    readonly taxId: string | null;
  };
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  /** Whether the buyer accounts for the tax. */
  readonly isExempt: boolean;
  /** The rates that prices were made with, each once; none where all prices were set. */
  readonly rates: readonly InvoiceRate[];
  readonly taxes: readonly InvoiceTax[];
  /** What the lines and the shipping sum to. */
  readonly totals: InvoiceAmounts;
  /** What rounding to an amount that can be charged takes off it. */
  readonly roundingMinor: number;
  /** What was paid, or given back: the gross total less the rounding. */
  readonly payableMinor: number;
}

/** A rate that made prices of those in another currency. */
export type InvoiceRate = Pick<PriceExchange, "from" | "rate" | "quotedAt">;

/** The whole document. */
export interface Invoice extends InvoiceHead {
  readonly kind: "invoice";
  readonly lines: readonly InvoiceLine[];
  /** The name of the way of shipping; null where nothing is shipped. */
  readonly shippingLabel: string | null;
  readonly groups: readonly InvoiceGroup[];
}

/** The parts of an order that its invoice follows from. */
export type InvoiceOrder = Pick<
  Order,
  | "id"
  | "number"
  | "currency"
  | "rules"
  | "lines"
  | "email"
  | "address"
  | "buyer"
  | "shippingMethodId"
  | "quote"
  | "placedAt"
  | "confirmedAt"
>;

/** What the shop adds. */
export interface InvoiceTerms {
  readonly seller: Seller;
  /** Epoch milliseconds. */
  readonly datedAt: number;
  readonly timeZone: string;
}

/**
 * Writes the invoice of a paid order. Nothing is reckoned anew: amounts are put together and taken
 * apart, and their sum is what was paid.
 */
export function invoiceOf(order: InvoiceOrder, terms: InvoiceTerms): Invoice {
  const { quote, confirmedAt, currency } = order;
  invariant(confirmedAt !== null, "an invoice is of an order that is paid");
  const amounts = quote.lines.map((line) => amountsOf(line, quote));
  const { taxes, groups, groupOf } = taxesOfInvoice(order, amounts);
  const lines = quote.lines.map((quoted, index): InvoiceLine => {
    const line = order.lines.find(({ lineId }) => lineId === quoted.lineId);
    const [goods, shipping] = amounts[index] ?? [];
    invariant(line && goods && shipping, "the quote has the lines of the order");
    return {
      ...factsOf(line, quoted),
      goods: { ...goods, group: groupOf(index, "goods") },
      shipping: { ...shipping, group: groupOf(index, "shipping") },
    };
  });
  const totals = sumOf(lines.flatMap(({ goods, shipping }) => [goods, shipping]));
  const { roundingMinor, grandTotalMinor: payableMinor } = quote.totals;
  invariant(totals.grossMinor - roundingMinor === payableMinor, "the lines sum to the total");
  return {
    v: 1,
    kind: "invoice",
    orderId: order.id,
    orderNumber: order.number,
    orderedAt: order.placedAt ?? confirmedAt,
    soldAt: confirmedAt,
    ...terms,
    buyer: {
      address: order.address,
      email: order.email ?? "",
      taxId: order.buyer?.taxId ?? null,
    },
    currency,
    pricesIncludeTax: quote.pricesIncludeTax,
    isExempt: isExempt(order),
    rates: ratesOf(order),
    lines,
    shippingLabel: quote.shipping?.label ?? null,
    taxes,
    groups,
    totals,
    roundingMinor,
    payableMinor,
  };
}

/** @returns all amounts together */
export function sumOf(amounts: readonly InvoiceAmounts[]): InvoiceAmounts {
  return {
    netMinor: amounts.reduce((sum, { netMinor }) => sum + netMinor, 0),
    taxMinor: amounts.reduce((sum, { taxMinor }) => sum + taxMinor, 0),
    grossMinor: amounts.reduce((sum, { grossMinor }) => sum + grossMinor, 0),
  };
}

/** The goods of a line and its share of the shipping, as refundOf() tells them apart. */
function amountsOf(line: QuoteLine, quote: Quote): readonly [InvoiceAmounts, InvoiceAmounts] {
  const { shippingMinor, shippingTaxMinor, shippingExemptMinor } = line;
  const goodsMinor = line.subtotalMinor - line.discountMinor;
  const exemptMinor = line.exemptMinor - shippingExemptMinor;
  const taxMinor = line.taxMinor - shippingTaxMinor;
  const parts = quote.pricesIncludeTax
    ? ([
        within(goodsMinor - exemptMinor, taxMinor),
        within(shippingMinor - shippingExemptMinor, shippingTaxMinor),
      ] as const)
    : ([onTop(goodsMinor, taxMinor), onTop(shippingMinor, shippingTaxMinor)] as const);
  return parts;
}

function within(grossMinor: number, taxMinor: number): InvoiceAmounts {
  return { netMinor: grossMinor - taxMinor, taxMinor, grossMinor };
}

function onTop(netMinor: number, taxMinor: number): InvoiceAmounts {
  return { netMinor, taxMinor, grossMinor: netMinor + taxMinor };
}

function factsOf({ title, variantTitle, sku }: OrderLine, quoted: QuoteLine) {
  const { lineId, quantity, unitMinor, discountMinor, roundingMinor } = quoted;
  const facts = { lineId, title, variantTitle, sku, quantity };
  return { ...facts, unitMinor, discountMinor, roundingMinor };
}

function ratesOf({ lines }: InvoiceOrder): InvoiceRate[] {
  const rates = lines.flatMap(({ exchange }) => {
    if (exchange === undefined) return [];
    const { from, rate, quotedAt } = exchange;
    return [{ from, rate, quotedAt }];
  });
  return [...new Map(rates.map((rate) => [JSON.stringify(rate), rate])).values()];
}

/** A buyer with a VAT number, where such buyers owe the tax, who pays none here. */
function isExempt(order: InvoiceOrder): boolean {
  const { buyer, quote } = order;
  const isOwed = taxTermsOf(order)?.policy.isExempt === true;
  return isOwed && buyer?.taxId != null && quote.taxes.length > 0 && quote.totals.taxMinor === 0;
}
