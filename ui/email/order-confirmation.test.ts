import { describe, expect, it } from "vitest";
import { type Currency, money } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import { newOrder, rulesWith, Story } from "../../domain/order-builders.ts";
import { quoteOf } from "../../domain/order-quote.ts";
import { priceText } from "../price.tsx";
import { letterHtml } from "./letter-html.tsx";
import { letterText } from "./letter-text.ts";
import { orderConfirmation } from "./order-confirmation.ts";

const ORDER_URL = "https://shop.example/orders/ord_1?token=a.b.c";
const INVOICE_URL = "https://shop.example/orders/ord_1/invoices/inv_1.pdf?token=a.b.c";

function written(order: Order) {
  const urls = { orderUrl: ORDER_URL, invoiceUrl: INVOICE_URL };
  const letter = orderConfirmation({ order, shopName: "Tidewick", ...urls });
  return { letter, html: letterHtml(letter), text: letterText(letter) };
}

/** A ready order, re-quoted in another way. */
function orderIn(currency: Currency, options: { isIncluded: boolean; freeFromMinor?: number }) {
  const ready = new Story(newOrder()).ready().order;
  const { isIncluded, freeFromMinor = null } = options;
  const rules = rulesWith({ amountMinor: 490, freeFromMinor }, currency);
  const changed = {
    ...ready,
    currency,
    rules: { ...rules, pricesIncludeTax: isIncluded },
  };
  return { ...changed, quote: quoteOf(changed, 0) };
}

function wordsOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function figuresOf(text: string): string[] {
  return text.match(/-?[€$¥][\d,.]*\d/g)?.toSorted() ?? [];
}

describe("orderConfirmation()", () => {
  it.each([
    ["EUR", true],
    ["USD", false],
    ["JPY", true],
  ] as const)("prints every figure of a quote in %s, tax included: %s", (currency, isIncluded) => {
    const order = orderIn(currency, { isIncluded });
    const { html, text } = written(order);
    const { totals, lines, taxes, shipping } = order.quote;
    const minors = [
      totals.subtotalMinor,
      totals.taxMinor,
      totals.grandTotalMinor,
      shipping?.minor ?? 0,
      ...taxes.map((tax) => tax.minor),
      ...lines.flatMap((line) => [
        line.unitMinor,
        line.subtotalMinor,
        line.shippingMinor,
        line.taxMinor,
        line.totalMinor,
      ]),
    ];
    for (const minor of minors) {
      expect(text).toContain(priceText(money(minor, currency)));
      expect(wordsOf(html)).toContain(priceText(money(minor, currency)));
    }
  });

  it("says the same in HTML and in text", () => {
    const { html, text, letter } = written(new Story().confirmed().order);
    const preview = figuresOf(letter.preview);
    expect(figuresOf(wordsOf(html))).toEqual([...figuresOf(text), ...preview].toSorted());
    const words = (from: string) => new Set(from.match(/[\p{L}\d@.-]{3,}/gu));
    const inHtml = words(wordsOf(html));
    const missing = [...words(text)].filter(
      (word) => !inHtml.has(word) && !`${ORDER_URL} ${INVOICE_URL}`.includes(word),
    );
    expect(missing.filter((word) => !/^-+$/.test(word) && !word.endsWith("order"))).toEqual([]);
  });

  it("names the order, the address, the way it goes and the link", () => {
    const { html, text } = written(new Story().confirmed().order);
    for (const fact of ["TEST-0001", "Ada Lovelace", "Hafenstr. 1", "20457 Hamburg", "Germany"]) {
      expect(text).toContain(fact);
      expect(html).toContain(fact);
    }
    expect(text).toContain("3 to 5 working days");
    expect(text).toContain(ORDER_URL);
    expect(html).toContain(`href="${ORDER_URL}"`);
  });

  it("leads to the invoice where the shop issues any", () => {
    const { order } = new Story().confirmed();
    const { html, text } = written(order);
    expect(text).toContain(`Your invoice (PDF):\n${INVOICE_URL}`);
    expect(html).toContain(`href="${INVOICE_URL}"`);
    const none = orderConfirmation({
      order,
      shopName: "Tidewick",
      orderUrl: ORDER_URL,
      invoiceUrl: null,
    });
    expect(letterText(none)).not.toContain("invoice");
  });

  it("tells free shipping in a word", () => {
    const { text } = written(orderIn("EUR", { isIncluded: true, freeFromMinor: 0 }));
    expect(text).toMatch(/Shipping: Standard +Free/);
  });

  it("shows what a shopper wrote as text and not as markup", () => {
    const { order } = new Story().confirmed();
    const address = { ...order.address!, name: '<img src=x onerror="alert(1)">' };
    const { html, text } = written({ ...order, address });
    expect(html).not.toContain("<img");
    expect(wordsOf(html)).toContain(address.name);
    expect(text).toContain(address.name);
  });
});

describe("letterHtml()", () => {
  it("loads nothing and runs nothing", () => {
    const { html } = written(new Story().confirmed().order);
    expect(html).not.toMatch(/<(?:img|script|link|iframe)|url\(|@import/);
    expect(html.match(/https?:\/\//g)).toHaveLength(2);
    expect(html.startsWith("<!doctype html><html")).toBe(true);
  });
});

describe("letterText()", () => {
  it("keeps to lines of a width, except for the link", () => {
    const { text } = written(new Story().confirmed().order);
    const long = text.split("\n").filter((line) => line.length > 72);
    expect(long).toEqual([ORDER_URL].filter((line) => line.length > 72));
  });
});
