import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { soldInvoice, soldOrder, TERMS } from "../../domain/invoice-builders.ts";
import { LINES } from "../../domain/order-builders.ts";
import { numbered } from "../../domain/promotion-builders.ts";
import { pdfText } from "../../test/pdf-text.ts";
import { type InvoicePaper, invoicePaper } from "./invoice-paper.ts";
import { invoicePdf } from "./invoice-pdf.ts";

const letters = { regular: bytesIn("regular"), bold: bytesIn("bold") };
const NUMBER = "INV-2026-00042";
const PAPER = invoicePaper(NUMBER, soldInvoice());

function bytesIn(weight: string): Uint8Array {
  return new Uint8Array(readFileSync(`ui/fonts/noto-sans-${weight}.bin`));
}

function drawn(paper: InvoicePaper): Promise<Uint8Array> {
  return invoicePdf(paper, { letters, datedAt: TERMS.datedAt });
}

describe("invoicePdf()", () => {
  it("says every word that the page says", async () => {
    const bytes = await drawn(PAPER);
    expect(new TextDecoder().decode(bytes.slice(0, 5))).toBe("%PDF-");
    const [text = ""] = await pdfText(bytes);
    const words = [
      PAPER.title,
      PAPER.number,
      PAPER.total.value,
      ...PAPER.seller,
      ...PAPER.buyer,
      ...PAPER.notes,
      ...PAPER.taxes.flatMap(({ label, base, amount }) => [label, base, amount]),
      ...PAPER.rows.flatMap(({ title, net, tax, gross }) => [title, net, tax, gross]),
    ];
    for (const word of words) expect(text).toContain(word);
  });

  it("is the same to the byte for the same document, whatever is drawn between", async () => {
    const first = await drawn(PAPER);
    const address = { ...soldOrder().address!, name: "Ελένη Жанна Nguyễn AVA fi" };
    await drawn(invoicePaper(NUMBER, soldInvoice({ address })));
    expect(Buffer.compare(first, await drawn(PAPER))).toBe(0);
  });

  it("goes on on further sheets, and every sheet says which one it is", async () => {
    const lines = Array.from({ length: 90 }, (_, at) => {
      return { ...LINES[0]!, lineId: numbered("line", at), title: `Thing number ${at}` };
    });
    const pages = await pdfText(await drawn(invoicePaper(NUMBER, soldInvoice({ lines }))));
    expect(pages.length).toBeGreaterThan(2);
    for (const [at, text] of pages.entries()) {
      expect(text).toContain(`Invoice ${NUMBER} · ${at + 1} of ${pages.length}`);
    }
    for (let at = 0; at < 90; at += 1) expect(pages.join("\n")).toContain(`Thing number ${at}`);
  });

  it("leaves nothing out that is too long for its place", async () => {
    const name = "Handelsgesellschaft für maritime Gebrauchsgegenstände und Zubehör mbH & Co. KG";
    const paper: InvoicePaper = {
      ...PAPER,
      number: "TIDEWICK-HAMBURG/2026/11/0000000042",
      seller: [name, ...PAPER.seller],
      facts: PAPER.facts.map((fact, at) =>
        at === 0 ? { ...fact, value: "TIDEWICK-HAMBURG/2026/11/0000000042" } : fact,
      ),
      taxes: [
        { label: "Sales Tax, Los Angeles County (county) 0.25%", base: "$40.00", amount: "$0.10" },
        { label: "Donaudampfschifffahrtsabgabe 12.5%", base: "$40.00", amount: "$5.00" },
      ],
      foot: `${name} · books@tidewick.example · Amtsgericht Hamburg, HRB 123456 · Geschäftsführung: Ada Lovelace, Grace Hopper, Katherine Johnson · WEEE-Reg.-Nr. DE 12345678`,
    };
    const pages = await pdfText(await drawn(paper));
    const squeezed = (text: string) => text.replaceAll(/\s/g, "");
    const all = squeezed(pages.join("\n"));
    for (const word of [
      ...paper.seller,
      ...paper.facts.map(({ value }) => value),
      ...paper.taxes.flatMap(({ label, base, amount }) => [label, base, amount]),
      paper.foot,
    ]) {
      expect(all).toContain(squeezed(word));
    }
  });

  it("goes on on the next sheet in the middle of a row that is longer than one", async () => {
    const title = `${"very ".repeat(700)}long`;
    const lines = [{ ...LINES[0]!, title }];
    const pages = await pdfText(await drawn(invoicePaper(NUMBER, soldInvoice({ lines }))));
    expect(pages.filter((text) => text.includes("very very")).length).toBeGreaterThan(1);
    expect(pages.join("\n")).toMatch(/\blong\b/);
  });

  it("spells Greek, Cyrillic and Vietnamese, and shows where it has no letter", async () => {
    const address = { ...soldOrder().address!, name: "Ελένη Жанна Nguyễn 王小明" };
    const [text = ""] = await pdfText(await drawn(invoicePaper(NUMBER, soldInvoice({ address }))));
    expect(text).toContain("Ελένη Жанна Nguyễn \ufffd\ufffd\ufffd");
    expect(text).toContain("stands for a character that this file cannot show");
  });

  it("breaks on no text that anybody could write", async () => {
    const text = fc.string({ unit: "binary", maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(text, async (name) => {
        const order = soldOrder();
        const address = { ...order.address!, name, city: name };
        const lines = order.lines.map((line) => ({ ...line, title: name, sku: name }));
        const bytes = await drawn(invoicePaper(NUMBER, soldInvoice({ address, lines })));
        expect(bytes.length).toBeGreaterThan(1000);
      }),
      { numRuns: 25 },
    );
  });
});
