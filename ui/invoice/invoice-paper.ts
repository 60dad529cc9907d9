/** An invoice or a credit note as words: what its page and its file print, once. */
import type { Invoice, InvoiceAmounts } from "../../domain/invoice.ts";
import { sumOf } from "../../domain/invoice.ts";
import type { CreditNote } from "../../domain/invoice-credit.ts";
import type { InvoiceGroup, InvoiceTax } from "../../domain/invoice-taxes.ts";
import { type Currency, money } from "../../domain/money.ts";
import type { Address } from "../../domain/order.ts";
import { isTaxIdForm } from "../../domain/tax-id.ts";
import { priceText } from "../price.tsx";
import { rateText } from "../tax-rate.ts";

/** A label and what it stands for. */
export interface PaperFact {
  readonly label: string;
  readonly value: string;
}

/** A row of the table; all money in it is text already. */
export interface PaperRow {
  readonly title: string;
  /** Small print below the title. */
  readonly notes: readonly string[];
  readonly quantity: string;
  readonly unit: string;
  readonly rate: string;
  readonly net: string;
  readonly tax: string;
  readonly gross: string;
}

/** One tax at one rate. */
export interface PaperTax {
  readonly label: string;
  readonly base: string;
  readonly amount: string;
}

/** The whole document. */
export interface InvoicePaper {
  readonly title: string;
  readonly number: string;
  /** Below the title; empty where the title says it all. */
  readonly lead: string;
  readonly seller: readonly string[];
  readonly buyer: readonly string[];
  readonly facts: readonly PaperFact[];
  readonly columns: Readonly<Record<Exclude<keyof PaperRow, "notes">, string>>;
  readonly rows: readonly PaperRow[];
  readonly taxes: readonly PaperTax[];
  readonly sums: readonly PaperFact[];
  readonly total: PaperFact;
  readonly notes: readonly string[];
  readonly foot: string;
}

const COUNTRY_NAMES = new Intl.DisplayNames("en", { type: "region" });

const COLUMNS: InvoicePaper["columns"] = {
  title: "Item",
  quantity: "Units",
  unit: "Unit price",
  rate: "Tax rate",
  net: "Net",
  tax: "Tax",
  gross: "Total",
};

const EXEMPT = "No tax is charged: the buyer accounts for it (reverse charge).";

/** @returns what the document prints; every figure in it is one of the document's */
export function invoicePaper(number: string, document: Invoice | CreditNote): InvoicePaper {
  const { seller, currency, totals, taxes, roundingMinor, payableMinor } = document;
  const price = priceIn(currency);
  const isCredit = document.kind === "credit_note";
  return {
    title: isCredit ? "Credit note" : "Invoice",
    number,
    lead: leadOf(document),
    seller: [...addressLines(seller.address), ...taxIdLines(seller.taxId)],
    buyer: buyerLines(document),
    facts: factsOf(number, document),
    columns: COLUMNS,
    rows: document.kind === "credit_note" ? creditRows(document) : invoiceRows(document),
    taxes: taxes.filter(isPrinted).map(({ label, rateBp, baseMinor, minor }) => ({
      label: `${label} ${rateText(rateBp)}`,
      base: price(baseMinor),
      amount: price(minor),
    })),
    sums: [
      { label: "Total without tax", value: price(totals.netMinor) },
      { label: "Tax", value: price(totals.taxMinor) },
      ...(roundingMinor === 0 ? [] : [{ label: "Rounding", value: price(-roundingMinor) }]),
    ],
    total: { label: isCredit ? "Credited in all" : "Total", value: price(payableMinor) },
    notes: notesOf(document),
    foot: [seller.address.name, seller.email, seller.register]
      .filter((part) => part !== "")
      .join(" · "),
  };
}

function leadOf(document: Invoice | CreditNote): string {
  if (document.kind === "invoice") return "";
  const { invoice, timeZone } = document;
  return `Corrects invoice ${invoice.number} of ${dateText(invoice.datedAt, timeZone)}`;
}

function buyerLines({ buyer }: Invoice | CreditNote): string[] {
  const { address, email, taxId } = buyer;
  return [
    ...(address === null ? [] : addressLines(address)),
    ...(email === "" ? [] : [email]),
    ...taxIdLines(taxId),
  ];
}

function taxIdLines(taxId: string | null): string[] {
  if (taxId === null) return [];
  return [`${isTaxIdForm(taxId) ? "VAT number" : "Tax number"} ${taxId}`];
}

function factsOf(number: string, document: Invoice | CreditNote): PaperFact[] {
  const { datedAt, timeZone, orderNumber, orderedAt, soldAt } = document;
  const date = (at: number) => dateText(at, timeZone);
  return [
    { label: "Number", value: number },
    { label: "Date", value: date(datedAt) },
    { label: "Order", value: orderNumber },
    { label: "Ordered on", value: date(orderedAt) },
    ...(document.kind === "invoice" ? [{ label: soldLabel(document), value: date(soldAt) }] : []),
  ];
}

/** What costs nothing was never paid. */
function soldLabel({ payableMinor }: Invoice): string {
  return payableMinor === 0 ? "Sold on" : "Paid on";
}

function invoiceRows(invoice: Invoice): PaperRow[] {
  const { lines, currency, shippingLabel } = invoice;
  const price = priceIn(currency);
  const goods = lines.map((line): PaperRow => {
    const { quantity, unitMinor, discountMinor } = line;
    return {
      title: titleOf(line),
      notes: [
        ...(line.sku === "" ? [] : [line.sku]),
        ...(discountMinor === 0 ? [] : [`Discount ${price(-discountMinor)}`]),
      ],
      quantity: String(quantity),
      unit: price(unitMinor),
      ...amountsIn(invoice, line.goods, line.goods.group),
    };
  });
  const shares = lines.map(({ shipping }) => ({ amounts: shipping, group: shipping.group }));
  return [...goods, ...shippingRows(invoice, { shares, label: shippingLabel })];
}

function creditRows(note: CreditNote): PaperRow[] {
  const goods = note.lines
    .filter((line) => line.quantity > 0 || line.goods.grossMinor > 0)
    .map((line): PaperRow => {
      return {
        title: titleOf(line),
        notes: line.sku === "" ? [] : [line.sku],
        quantity: line.quantity === 0 ? "" : String(line.quantity),
        unit: "",
        ...amountsIn(note, line.goods, line.goodsGroup),
      };
    });
  const shares = note.lines
    .filter(({ shipping }) => shipping.grossMinor > 0)
    .map(({ shipping, shippingGroup }) => ({ amounts: shipping, group: shippingGroup }));
  return [...goods, ...shippingRows(note, { shares, label: note.shippingLabel })];
}

/** One row for each group of taxes that the shipping has. */
function shippingRows(
  document: Invoice | CreditNote,
  {
    shares,
    label,
  }: {
    readonly shares: readonly {
      readonly amounts: InvoiceAmounts;
      readonly group: number | null;
    }[];
    readonly label: string | null;
  },
): PaperRow[] {
  if (label === null) return [];
  const groups = Map.groupBy(shares, ({ group }) => group);
  const rows = [...groups].map(([group, same]) => ({
    group,
    amounts: sumOf(same.map(({ amounts }) => amounts)),
  }));
  const paid = rows.filter(({ amounts }) => amounts.grossMinor > 0);
  // What was free is told once.
  return (paid.length === 0 ? rows.slice(0, 1) : paid).map(({ group, amounts }) => ({
    title: `Shipping: ${label}`,
    notes: [],
    quantity: "",
    unit: "",
    ...amountsIn(document, amounts, group),
  }));
}

function amountsIn(
  { currency, groups, taxes }: Pick<Invoice, "currency" | "groups" | "taxes">,
  { netMinor, taxMinor, grossMinor }: InvoiceAmounts,
  group: number | null,
): Pick<PaperRow, "rate" | "net" | "tax" | "gross"> {
  const price = priceIn(currency);
  return {
    rate: group === null ? "–" : ratesText(groups[group], taxes),
    net: price(netMinor),
    tax: price(taxMinor),
    gross: price(grossMinor),
  };
}

function ratesText(group: InvoiceGroup | undefined, taxes: readonly InvoiceTax[]): string {
  const rates = (group?.shares ?? []).map(({ tax }) => rateText(taxes[tax]?.rateBp ?? 0));
  return rates.length === 0 ? "–" : rates.join(" + ");
}

function notesOf(document: Invoice | CreditNote): string[] {
  const { currency, rates, timeZone } = document;
  return [
    ...rates.map(
      ({ from, rate, quotedAt }) =>
        `Prices in ${currency} follow those in ${from}: 1 ${from} = ${rate} ${currency} (${dateText(quotedAt, timeZone)}).`,
    ),
    ...(document.isExempt ? [EXEMPT] : []),
    ...(document.kind === "invoice" && document.pricesIncludeTax ? [includedText(document)] : []),
    moneyText(document),
  ];
}

function includedText({ isExempt }: Invoice): string {
  return isExempt
    ? "Unit prices and discounts are shown with the tax, which is taken off."
    : "Unit prices and discounts include the tax.";
}

function moneyText({ kind, payableMinor }: Invoice | CreditNote): string {
  if (kind === "credit_note") return "The amount goes back the way it was paid.";
  return payableMinor === 0
    ? "There is nothing to pay."
    : "Paid in full. There is nothing left to pay.";
}

function titleOf({ title, variantTitle }: { title: string; variantTitle: string }): string {
  return variantTitle === "" ? title : `${title}, ${variantTitle}`;
}

/** An address as it is written on a letter. */
function addressLines({ name, line1, line2, city, region, postalCode, country }: Address) {
  const place = [`${postalCode} ${city}`, region].filter((part) => part !== "").join(", ");
  const lines = [name, line1, line2, place, COUNTRY_NAMES.of(country) ?? country];
  return lines.filter((line) => line !== "");
}

/** A tax of the invoice that nothing of is credited here says nothing. */
function isPrinted({ baseMinor, minor }: InvoiceTax): boolean {
  return baseMinor !== 0 || minor !== 0;
}

function dateText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone }).format(at);
}

function priceIn(currency: Currency): (minor: number) => string {
  return (minor) => priceText(money(minor, currency));
}
