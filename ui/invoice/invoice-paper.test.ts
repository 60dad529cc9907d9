import { describe, expect, it } from "vitest";
import { countryTax } from "../../domain/checkout-rules.ts";
import { type Invoice, invoiceOf } from "../../domain/invoice.ts";
import { SELLER, soldInvoice, soldOrder, TERMS } from "../../domain/invoice-builders.ts";
import { creditNoteOf, creditOf } from "../../domain/invoice-credit.ts";
import { money } from "../../domain/money.ts";
import { LINES, rulesWith } from "../../domain/order-builders.ts";
import { priceText } from "../price.tsx";
import { invoiceHtml } from "./invoice-html.tsx";
import { invoicePaper } from "./invoice-paper.ts";

const NUMBER = "INV-2026-00042";

/** Every amount of money in the document. */
function figuresOf({ lines, taxes, totals, payableMinor, currency }: Invoice): string[] {
  const minors = [
    ...lines.flatMap(({ unitMinor, goods }) => [
      unitMinor,
      goods.netMinor,
      goods.taxMinor,
      goods.grossMinor,
    ]),
    ...taxes.flatMap(({ baseMinor, minor }) => [baseMinor, minor]),
    totals.netMinor,
    totals.taxMinor,
    payableMinor,
  ];
  return minors.map((minor) => priceText(money(minor, currency)));
}

function exempt(): Invoice {
  const { rules, ...order } = soldOrder();
  const tax = { ...rules.tax, exemptCountries: ["DE"] };
  const buyer = { key: null, groups: [], ordersBefore: null, taxId: "DE123456789" };
  return invoiceOf(
    soldOrder({ ...order, rules: { ...rules, tax }, buyer, quote: undefined! }),
    TERMS,
  );
}

describe("invoicePaper()", () => {
  it("prints every figure of the document, who sells, who buys and what for", () => {
    const invoice = soldInvoice();
    const html = invoiceHtml(invoicePaper(NUMBER, invoice));
    for (const figure of figuresOf(invoice)) expect(html).toContain(figure);
    for (const word of [NUMBER, SELLER.address.name, "VAT number DE123456789", "Ada Lovelace"]) {
      expect(html).toContain(word);
    }
    for (const word of ["TEST-0001", "Thing 1", "Shipping: Standard", "VAT 19%", SELLER.register]) {
      expect(html).toContain(word);
    }
  });

  it("prints yen without decimals and dollars with their tax on top", () => {
    const { rules } = soldOrder();
    const yen = soldInvoice({ currency: "JPY" });
    expect(invoicePaper(NUMBER, yen).total.value).toBe(
      priceText(money(yen.totals.grossMinor, "JPY")),
    );
    const onTop = soldInvoice({ currency: "USD", rules: { ...rules, pricesIncludeTax: false } });
    const { sums, notes } = invoicePaper(NUMBER, onTop);
    expect(sums[0]?.value).toBe(priceText(money(onTop.totals.netMinor, "USD")));
    expect(notes.join()).not.toContain("include");
  });

  it("tells apart what has different taxes, and shares the shipping among them", () => {
    const { rules } = soldOrder();
    const reduced = { ...countryTax({ country: "DE", label: "VAT", rateBp: 700 }), id: "r" };
    const tax = { ...rules.tax, rules: [...rules.tax.rules, { ...reduced, taxClass: "reduced" }] };
    const lines = LINES.map((line, at) => {
      return at === 0 ? line : { ...line, facts: { ...line.facts, taxClass: "reduced" } };
    });
    const paper = invoicePaper(NUMBER, soldInvoice({ lines, rules: { ...rules, tax } }));
    expect(paper.rows.map(({ title, rate }) => [title, rate])).toEqual([
      ["Thing 1", "19%"],
      ["Thing 2", "7%"],
      ["Shipping: Standard", "19%"],
      ["Shipping: Standard", "7%"],
    ]);
    expect(paper.taxes.map(({ label }) => label)).toEqual(["VAT 19%", "VAT 7%"]);
  });

  it("says who accounts for a tax that is not charged", () => {
    const invoice = exempt();
    const paper = invoicePaper(NUMBER, invoice);
    expect(invoice.isExempt).toBe(true);
    expect(invoice.totals.taxMinor).toBe(0);
    expect(paper.notes.join()).toContain("reverse charge");
    // 10.00 a unit, of which 8.40 are paid: somebody has to say why.
    expect(paper.notes).toContain(
      "Unit prices and discounts are shown with the tax, which is taken off.",
    );
    expect(paper.buyer).toContain("VAT number DE123456789");
  });

  it("does not say that somebody paid for what costs nothing", () => {
    const lines = LINES.map((line) => ({ ...line, unitMinor: 0 }));
    const rules = rulesWith({ amountMinor: 0, freeFromMinor: null });
    const { total, facts, notes } = invoicePaper(NUMBER, soldInvoice({ lines, rules }));
    expect(total.value).toBe("€0.00");
    expect(notes).toContain("There is nothing to pay.");
    expect([...notes, ...facts.map(({ label }) => label)].join()).not.toMatch(/paid/i);
  });

  it("prints of a credit note what it corrects and what goes back, and no other tax", () => {
    const invoice = soldInvoice();
    const [line] = invoice.lines;
    const lines = [{ lineId: line!.lineId, quantity: 1 }];
    const refund = { key: "r", amountMinor: 1000, lines, withShipping: false };
    const credit = creditOf(invoice, { earlier: [], refund });
    const note = creditNoteOf(invoice, credit, { ...TERMS, invoiceNumber: NUMBER });
    const paper = invoicePaper("CN-2026-00001", note);
    expect(paper.lead).toBe(`Corrects invoice ${NUMBER} of 15 January 2027`);
    expect(paper.rows.map(({ title, quantity, gross }) => [title, quantity, gross])).toEqual([
      ["Thing 1", "1", "€10.00"],
    ]);
    expect(paper.total).toEqual({ label: "Credited in all", value: "€10.00" });
    expect(paper.taxes).toEqual([{ label: "VAT 19%", base: "€8.40", amount: "€1.60" }]);
  });
});

describe("invoiceHtml()", () => {
  it("names its tables and every row of them, for those who hear it", () => {
    const html = invoiceHtml(invoicePaper(NUMBER, soldInvoice()));
    expect(html.match(/<table/g)).toHaveLength(html.match(/<table[^>]* aria-label="/g)!.length);
    for (const row of html.match(/<tr.*?<\/tr>/g) ?? []) expect(row).toMatch(/<th scope="/);
  });

  it("shows what people wrote as text, loads nothing and runs nothing", () => {
    const order = soldOrder();
    const name = `<img src=x onerror="alert(1)"></style><script>alert(2)</script>`;
    const html = invoiceHtml(
      invoicePaper(NUMBER, soldInvoice({ address: { ...order.address!, name } })),
    );
    expect(html).not.toMatch(/<img|<script|<link|@import|url\(/);
    expect(html).toContain("&lt;img");
  });
});
