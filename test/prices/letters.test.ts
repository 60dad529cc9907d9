import { describe, expect, it } from "vitest";
import { invoiceOf } from "../../domain/invoice.ts";
import { TERMS } from "../../domain/invoice-builders.ts";
import { creditNoteOf, creditOf } from "../../domain/invoice-credit.ts";
import { CURRENCY_DECIMALS, type Currency } from "../../domain/money.ts";
import { refundableParts, refundOf } from "../../domain/refund.ts";
import { totalViews } from "../../http/totals.ts";
import { creditNoteLetter } from "../../ui/email/credit-note-letter.ts";
import type { LetterPart } from "../../ui/email/letter.ts";
import { orderConfirmation } from "../../ui/email/order-confirmation.ts";
import { type InvoicePaper, invoicePaper } from "../../ui/invoice/invoice-paper.ts";
import { soldCase } from "./sold.ts";

const ORDERS = 300;

/** What a text of money says, in minor units. */
function minorOf(text: string, currency: Currency): number {
  if (text === "Free") return 0;
  const [, sign = "", digits = ""] = /^(-?)\D*([\d,.]+)$/.exec(text) ?? [];
  const [whole = "", fraction = ""] = digits.replaceAll(",", "").split(".");
  expect(fraction, text).toHaveLength(CURRENCY_DECIMALS[currency]);
  return Number(`${sign}${whole}${fraction}`);
}

function sum(minors: readonly number[]): number {
  return minors.reduce((left, right) => left + right, 0);
}

function partOf<Kind extends LetterPart["kind"]>(parts: readonly LetterPart[], kind: Kind) {
  const found = parts.find((part) => part.kind === kind);
  return found as Extract<LetterPart, { kind: Kind }>;
}

function letterOf(order: ReturnType<typeof soldCase>) {
  const urls = { orderUrl: "https://shop.example/", invoiceUrl: null };
  return orderConfirmation({ order, shopName: "Tidewick", ...urls });
}

/** The columns of a document's table against its sums. */
function expectToAddUp(paper: InvoicePaper, { currency, label }: Labelled): void {
  const read = (text: string) => minorOf(text, currency);
  const column = (name: "net" | "tax" | "gross") => sum(paper.rows.map((row) => read(row[name])));
  expect(column("net") + column("tax"), label).toBe(column("gross"));
  const [net, tax, rounding] = paper.sums.map(({ value }) => read(value));
  expect([column("net"), column("tax")], label).toEqual([net, tax]);
  expect(column("gross") + (rounding ?? 0), label).toBe(read(paper.total.value));
  expect(sum(paper.taxes.map(({ amount }) => read(amount))), label).toBe(tax);
}

interface Labelled {
  readonly currency: Currency;
  readonly label: string;
}

describe("orderConfirmation()", () => {
  it(`has rows that sum to what was paid, of ${ORDERS} random orders`, () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const order = soldCase(seed);
      const { currency, totals } = order.quote;
      const { sums, grand } = partOf(letterOf(order).parts, "sums");
      const label = `seed ${seed}: ${JSON.stringify(sums)}`;
      expect(minorOf(grand.amount, currency), label).toBe(totals.grandTotalMinor);
      expect(sum(sums.map(({ amount }) => minorOf(amount, currency))), label).toBe(
        totals.grandTotalMinor,
      );
    }
  });

  it("explains what each line comes to", () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const order = soldCase(seed);
      const { currency, lines: quoted } = order.quote;
      const { lines } = partOf(letterOf(order).parts, "lines");
      for (const [at, { amount, notes }] of lines.entries()) {
        const [note = ""] = notes;
        const [total = "", shares = ""] = note.split(/ in all(?:: )?/);
        const parts = shares.split(/, (?=[a-zA-Z])/).filter((part) => part !== "");
        const counted = parts.filter((part) => !part.endsWith(" included"));
        const texts = counted.map((part) => /-?(?:[€$¥]|KWD\s)[\d,.]+$/.exec(part)?.[0] ?? part);
        const label = `seed ${seed}: ${amount}, ${note}`;
        expect(minorOf(total, currency), label).toBe(quoted[at]?.totalMinor);
        expect(sum([amount, ...texts].map((text) => minorOf(text, currency))), label).toBe(
          quoted[at]?.totalMinor,
        );
      }
    }
  });

  it("says what the order's page says", () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const { quote } = soldCase(seed);
      const { sums } = partOf(letterOf(soldCase(seed)).parts, "sums");
      const page = totalViews(quote).filter(({ type, included }) => type !== "total" && !included);
      expect(
        sums.map(({ amount }) => minorOf(amount, quote.currency)),
        `seed ${seed}`,
      ).toEqual(page.map(({ amount }) => amount.minor));
    }
  });
});

describe("creditNoteLetter()", () => {
  it("has rows that sum to what was given back", () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const order = soldCase(seed);
      const { quote, currency } = order;
      const [line] = quote.lines;
      const parts = {
        lines: [{ lineId: line!.lineId, quantity: 1 }],
        withShipping: seed % 2 === 0,
      };
      const amount = refundOf(quote, { parts, past: [] });
      if (!amount.ok || amount.value.minor === 0) continue;
      const refund = { key: "r", ...parts, amountMinor: amount.value.minor };
      const invoice = invoiceOf(order, TERMS);
      const credit = creditOf(invoice, { earlier: [], refund });
      const letter = creditNoteLetter({
        note: creditNoteOf(invoice, credit, { ...TERMS, invoiceNumber: "INV-1" }),
        number: "CN-1",
        shopName: "Tidewick",
        isCancelled: false,
        orderUrl: "https://shop.example/",
        noteUrl: "https://shop.example/",
      });
      const { sums, grand } = partOf(letter.parts, "sums");
      expect(minorOf(grand.amount, currency), `seed ${seed}`).toBe(refund.amountMinor);
      if (sums.length === 0) continue;
      expect(sum(sums.map((each) => minorOf(each.amount, currency))), `seed ${seed}`).toBe(
        refund.amountMinor,
      );
    }
  });
});

describe("invoicePaper()", () => {
  it(`prints rows that add up to its sums, of ${ORDERS} orders and all that was given back`, () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const order = soldCase(seed);
      const { quote, currency } = order;
      const invoice = invoiceOf(order, TERMS);
      expectToAddUp(invoicePaper("INV-1", invoice), { currency, label: `seed ${seed}` });
      const amountMinor = quote.totals.grandTotalMinor;
      if (amountMinor === 0) continue;
      const refund = { key: "r", amountMinor, ...refundableParts(quote, []) };
      const credit = creditOf(invoice, { earlier: [], refund });
      const note = creditNoteOf(invoice, credit, { ...TERMS, invoiceNumber: "INV-1" });
      expectToAddUp(invoicePaper("CN-1", note), { currency, label: `seed ${seed}, credit` });
    }
  });
});
