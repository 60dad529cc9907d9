/** The letter that confirms an order: what was bought, what it cost and why, where it goes. */
import type { Currency } from "../../domain/money.ts";
import { money } from "../../domain/money.ts";
import type { Address, Order } from "../../domain/order.ts";
import type { Quote, QuoteLine, QuoteShipping, QuoteTax } from "../../domain/quote.ts";
import type { CollectPlace } from "../../domain/shop-location.ts";
import { arrivalText, parcelsText } from "../arrival.ts";
import { priceText } from "../price.tsx";
import { rateText } from "../tax-rate.ts";
import type { Letter, LetterLine, LetterPart, LetterSum } from "./letter.ts";

/** What the letter is written from. */
export interface OrderConfirmation {
  readonly order: Pick<Order, "number" | "lines" | "address" | "email" | "quote">;
  readonly shopName: string;
  /** The whole address of the order's own page, signed. */
  readonly orderUrl: string;
  /** The same of its invoice, which is made when somebody asks; null where the shop issues none. */
  readonly invoiceUrl: string | null;
}

const COUNTRY_NAMES = new Intl.DisplayNames("en", { type: "region" });

/** @returns the confirmation; every figure in it is one of the quote's */
export function orderConfirmation(confirmation: OrderConfirmation): Letter {
  const { order, shopName, orderUrl, invoiceUrl } = confirmation;
  const { number, quote, address } = order;
  const thanks = address === null ? "Thank you." : `Thank you, ${address.name}.`;
  return {
    sender: shopName,
    subject: `Your order ${number} is confirmed`,
    preview: `${thanks} ${newsOf(quote, "")}`,
    heading: "Your order is confirmed",
    parts: [
      { kind: "paragraph", text: `${thanks} ${newsOf(quote, "your payment of ")}` },
      { kind: "action", label: "See your order", href: orderUrl },
      { kind: "lines", lines: linesOf(order) },
      sumsOf(quote),
      { kind: "facts", facts: factsOf(order) },
      ...(invoiceUrl === null
        ? []
        : [{ kind: "action", label: "Your invoice (PDF)", href: invoiceUrl } as const]),
    ],
    footer: `You get this message because you ordered at ${shopName}. Keep the link to your order to yourself: whoever has it can see the order.`,
  };
}

/** What has been paid, and what happens now. */
function newsOf(quote: Quote, before: string): string {
  const { grandTotalMinor } = quote.totals;
  const work = isCollected(quote)
    ? "getting your order ready for you to collect"
    : "getting your parcel ready";
  return grandTotalMinor === 0
    ? `There was nothing to pay. We are ${work}.`
    : `We have received ${before}${amountIn(quote.currency)(grandTotalMinor)} and are ${work}.`;
}

function linesOf({ lines, quote }: OrderConfirmation["order"]): LetterLine[] {
  return lines.flatMap((line) => {
    const quoted = quote.lines.find(({ lineId }) => lineId === line.lineId);
    if (quoted === undefined) return [];
    const price = amountIn(quote.currency);
    const units = `${quoted.quantity} × ${price(quoted.unitMinor)}`;
    return {
      title: line.title,
      detail: line.variantTitle === "" ? units : `${line.variantTitle} · ${units}`,
      amount: price(quoted.subtotalMinor),
      notes: [sharesOf(quoted, quote)],
    };
  });
}

/** What a line comes to with its shares: what would be paid back for it. */
function sharesOf(line: QuoteLine, quote: Quote): string {
  const price = amountIn(quote.currency);
  const tax = `${taxName(quote)} ${price(line.taxMinor)}`;
  const shares = [
    ...(line.discountMinor === 0 ? [] : [`discount ${price(-line.discountMinor)}`]),
    ...(line.shippingMinor === 0 ? [] : [`shipping ${price(line.shippingMinor)}`]),
    ...(line.taxMinor === 0 ? [] : [quote.pricesIncludeTax ? `${tax} included` : tax]),
    ...(line.exemptMinor === 0 ? [] : [`tax that you account for ${price(-line.exemptMinor)}`]),
    ...(line.roundingMinor === 0 ? [] : [`rounding ${price(-line.roundingMinor)}`]),
  ];
  const total = `${price(line.totalMinor)} in all`;
  return shares.length === 0 ? total : `${total}: ${shares.join(", ")}`;
}

function sumsOf(quote: Quote): LetterPart {
  const { totals, shipping, discounts, taxes, pricesIncludeTax } = quote;
  const price = amountIn(quote.currency);
  const sums: LetterSum[] = [
    { label: "Subtotal", amount: price(totals.subtotalMinor) },
    ...discounts
      // What a promotion takes off the shipping stands in the shipping's own price.
      .map(({ label, minor, shippingMinor }) => ({ label, minor: minor - shippingMinor }))
      .filter(({ minor }) => minor > 0)
      .map(({ label, minor }) => ({ label, amount: price(-minor) })),
    ...(shipping === null ? [] : [shippingSum(shipping, quote.currency)]),
    ...(pricesIncludeTax ? [] : taxes.map((tax) => taxSum(tax, quote.currency))),
    ...(totals.exemptMinor === 0
      ? []
      : [{ label: "Tax that you account for", amount: price(-totals.exemptMinor) }]),
    ...(totals.roundingMinor === 0
      ? []
      : [{ label: "Rounding", amount: price(-totals.roundingMinor) }]),
  ];
  const included = taxes
    .filter(({ minor }) => minor > 0)
    .map((tax) => `${taxSum(tax, quote.currency).label} ${price(tax.minor)}`);
  const grand = { label: "Total", amount: price(totals.grandTotalMinor) };
  return {
    kind: "sums",
    sums,
    grand:
      pricesIncludeTax && included.length > 0
        ? { ...grand, note: `Includes ${included.join(", ")}` }
        : grand,
  };
}

function shippingSum({ label, minor, journey }: QuoteShipping, currency: Currency): LetterSum {
  return {
    label: journey?.collectAt ? label : `Shipping: ${label}`,
    amount: minor === 0 ? "Free" : amountIn(currency)(minor),
  };
}

function taxSum({ label, rateBp, minor }: QuoteTax, currency: Currency): LetterSum {
  return { label: `${label} ${rateText(rateBp)}`, amount: amountIn(currency)(minor) };
}

function taxName({ taxes }: Quote): string {
  return taxes[0]?.label ?? "Tax";
}

function isCollected({ shipping }: Quote): boolean {
  return shipping?.journey?.collectAt != null;
}

function factsOf({ number, email, address, quote }: OrderConfirmation["order"]) {
  const collectAt = quote.shipping?.journey?.collectAt ?? null;
  return [
    { label: "Order number", lines: [number] },
    ...(address === null
      ? []
      : [{ label: collectAt === null ? "Ships to" : "Billed to", lines: addressLines(address) }]),
    ...(quote.shipping === null
      ? []
      : [{ label: "Shipping", lines: [quote.shipping.label, travelText(quote.shipping)] }]),
    ...(collectAt === null ? [] : [{ label: "Collect at", lines: collectLines(collectAt) }]),
    ...(email === null ? [] : [{ label: "Contact", lines: [email] }]),
  ];
}

/** An address as it is written on a parcel. */
function addressLines({ name, line1, line2, city, region, postalCode, country }: Address) {
  const place = [`${postalCode} ${city}`, region].filter((part) => part !== "").join(", ");
  const lines = [name, line1, line2, place, COUNTRY_NAMES.of(country) ?? country];
  return lines.filter((line) => line !== "");
}

function collectLines({ label, address, openingHours }: CollectPlace): string[] {
  const hours = openingHours.split("\n").filter((line) => line !== "");
  return [...addressLines({ name: label, ...address }), ...hours];
}

/** As it was when the order was placed. */
function travelText({ daysMin, daysMax, journey }: QuoteShipping): string {
  const { arrives = null, parcels = 1, collectAt = null } = journey ?? {};
  const text = arrivalText({ daysMin, daysMax, arrives, isCollected: collectAt !== null });
  const many = parcelsText(parcels);
  return many === null ? text : `${text}, in ${many}`;
}

function amountIn(currency: Currency): (minor: number) => string {
  return (minor) => priceText(money(minor, currency));
}
