/** The letter that comes with a credit note: what was given back, for what, and how it comes. */
import { sumOf } from "../../domain/invoice.ts";
import type { CreditNote } from "../../domain/invoice-credit.ts";
import { money } from "../../domain/money.ts";
import { priceText } from "../price.tsx";
import { rateText } from "../tax-rate.ts";
import type { Letter, LetterLine, LetterPart } from "./letter.ts";

/** What the letter is written from. */
export interface CreditNoteLetter {
  readonly note: CreditNote;
  /** The credit note's: "CN-2026-00007". */
  readonly number: string;
  readonly shopName: string;
  /** Whether the whole order ended with it. */
  readonly isCancelled: boolean;
  /** The whole addresses of the order's own page and of the credit note's file, signed. */
  readonly orderUrl: string;
  readonly noteUrl: string;
}

/** @returns the letter; every figure in it is one of the credit note's */
export function creditNoteLetter(credit: CreditNoteLetter): Letter {
  const { note, number, shopName, isCancelled, orderUrl, noteUrl } = credit;
  const { orderNumber, payableMinor, buyer } = note;
  const amount = priceIn(note)(payableMinor);
  const greeting = buyer.address === null ? "" : `${buyer.address.name}, `;
  const news = `we have refunded ${amount}. It goes back the way you paid, and takes the bank a few days.`;
  const text = greeting === "" ? `W${news.slice(1)}` : `${greeting}${news}`;
  return {
    sender: shopName,
    subject: isCancelled
      ? `Your order ${orderNumber} was cancelled`
      : `Your refund for order ${orderNumber}`,
    preview: text,
    heading: isCancelled ? "Your order was cancelled" : "Your money is on its way back",
    parts: [
      { kind: "paragraph", text },
      { kind: "action", label: "See your order", href: orderUrl },
      ...linesOf(note),
      sumsOf(note),
      {
        kind: "facts",
        facts: [
          { label: "Order number", lines: [orderNumber] },
          { label: "Credit note", lines: [`${number}, corrects invoice ${note.invoice.number}`] },
        ],
      },
      { kind: "action", label: "Your credit note (PDF)", href: noteUrl },
    ],
    footer: `You get this message because you ordered at ${shopName}. Keep the link to your order to yourself: whoever has it can see the order.`,
  };
}

function linesOf(note: CreditNote): LetterPart[] {
  const lines = note.lines
    .filter(({ quantity, goods }) => quantity > 0 || goods.grossMinor > 0)
    .map(({ title, variantTitle, quantity, goods }): LetterLine => {
      const facts = [variantTitle, unitsText(quantity)];
      return {
        title,
        detail: facts.filter((fact) => fact !== "").join(" · "),
        amount: priceIn(note)(goods.grossMinor),
        notes: [],
      };
    });
  return lines.length === 0 ? [] : [{ kind: "lines", lines }];
}

function sumsOf(note: CreditNote): LetterPart {
  const { lines, roundingMinor, taxes, shippingLabel, payableMinor } = note;
  const price = priceIn(note);
  const goods = sumOf(lines.map((line) => line.goods));
  const shipping = sumOf(lines.map((line) => line.shipping));
  const included = taxes
    .filter(({ minor }) => minor > 0)
    .map(({ label, rateBp, minor }) => `${label} ${rateText(rateBp)} ${price(minor)}`);
  const sums = [
    { label: "Items", minor: goods.grossMinor },
    { label: `Shipping: ${shippingLabel ?? ""}`, minor: shipping.grossMinor },
    { label: "Rounding", minor: -roundingMinor },
  ].filter(({ minor }) => minor !== 0);
  const grand = { label: "Refunded", amount: price(payableMinor) };
  return {
    kind: "sums",
    // One alone would say what the grand total says.
    sums: sums.length > 1 ? sums.map(({ label, minor }) => ({ label, amount: price(minor) })) : [],
    grand: included.length === 0 ? grand : { ...grand, note: `Includes ${included.join(", ")}` },
  };
}

/** None where only a difference is made up for. */
function unitsText(quantity: number): string {
  if (quantity === 0) return "";
  return quantity === 1 ? "1 unit" : `${quantity} units`;
}

function priceIn({ currency }: CreditNote): (minor: number) => string {
  return (minor) => priceText(money(minor, currency));
}
