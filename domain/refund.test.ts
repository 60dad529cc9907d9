import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Id, mintId } from "./id.ts";
import { CHARGE_STEP_MINOR, CURRENCIES } from "./money.ts";
import { quoteOrder } from "./pricing.ts";
import type { Quote } from "./quote.ts";
import { type PastRefund, type RefundParts, refundableParts, refundOf } from "./refund.ts";

const NOW = 1_790_000_000_000;

function lineId(index: number): Id<"line"> {
  return mintId("line", index, new Uint8Array(10));
}

type Part = readonly [quantity: number, unitMinor: number];

function quoteOf(
  parts: readonly Part[],
  {
    shippingMinor = 490,
    rateBp = 1900,
    pricesIncludeTax = true,
    isExempt = false,
    currency = CURRENCIES[0],
  } = {},
): Quote {
  const lines = parts.map(([quantity, unitMinor], index) => ({
    lineId: lineId(index),
    variantId: mintId("variant", index, new Uint8Array(10)),
    quantity,
    unitMinor,
    facts: { taxClass: "standard" },
  }));
  return quoteOrder(
    {
      currency,
      pricesIncludeTax,
      lines,
      shipping: {
        methodId: "standard",
        label: "Standard",
        daysMin: 1,
        daysMax: 2,
        amountMinor: shippingMinor,
        freeFromMinor: null,
      },
      taxes: {
        rules: [
          {
            id: "vat",
            country: "DE",
            region: null,
            postalFrom: null,
            postalTo: null,
            taxClass: null,
            label: "VAT",
            rateBp,
          },
        ],
        place: { country: "DE", region: "", postalCode: "" },
        policy: { rounding: "per_order", isExempt },
        shippingClass: null,
      },
    },
    NOW,
  );
}

const quotes = fc
  .record({
    parts: fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 9 }),
        fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 99_999 })),
      ),
      { minLength: 1, maxLength: 6 },
    ),
    shippingMinor: fc.nat({ max: 2000 }),
    rateBp: fc.nat({ max: 15_000 }),
    pricesIncludeTax: fc.boolean(),
    isExempt: fc.boolean(),
    currency: fc.constantFrom(...CURRENCIES),
  })
  .map(({ parts, ...fields }) => quoteOf(parts, fields as never));

function refundMinor(quote: Quote, past: readonly PastRefund[], parts: RefundParts): number {
  const result = refundOf(quote, { parts, past });
  if (!result.ok) throw new Error(result.problem.reason);
  return result.value.minor;
}

/** Refunds one after the other. @returns all of them with what they paid */
function refundAll(quote: Quote, all: readonly RefundParts[]): PastRefund[] {
  const past: PastRefund[] = [];
  for (const parts of all) past.push({ ...parts, amountMinor: refundMinor(quote, past, parts) });
  return past;
}

function paid(past: readonly PastRefund[]): number {
  return past.reduce((sum, refund) => sum + refund.amountMinor, 0);
}

/** A quote and all of its units in random order, cut into random refunds. */
const partitions = quotes.chain((quote) => {
  const units = quote.lines.flatMap((line) => Array(line.quantity).fill(line.lineId));
  return fc.record({
    quote: fc.constant(quote),
    units: fc.shuffledSubarray(units as Id<"line">[], {
      minLength: units.length,
      maxLength: units.length,
    }),
    cuts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: units.length }),
    flags: fc.array(fc.boolean(), { minLength: units.length, maxLength: units.length }),
  });
});

function cut(units: readonly Id<"line">[], sizes: readonly number[]): Id<"line">[][] {
  const groups: Id<"line">[][] = [];
  for (let from = 0, index = 0; from < units.length; index += 1) {
    const size = sizes[index] ?? 1;
    groups.push(units.slice(from, from + size));
    from += size;
  }
  return groups;
}

function refundOfUnits(units: readonly Id<"line">[], withShipping: boolean): RefundParts {
  return { lines: units.map((id) => ({ lineId: id, quantity: 1 })), withShipping };
}

describe("refundOf()", () => {
  it("pays back units one by one so that they sum to the line", () => {
    const quote = quoteOf([[3, 3333]], { shippingMinor: 1 });
    const one = { lines: [{ lineId: lineId(0), quantity: 1 }], withShipping: true };
    const past = refundAll(quote, [one, one, one]);
    expect(past.map((refund) => refund.amountMinor)).toEqual([3333, 3333, 3334]);
    expect(paid(past)).toBe(quote.totals.grandTotalMinor);
  });

  it("keeps the shipping unless asked, and makes up for it when asked later", () => {
    const quote = quoteOf([[2, 1000]]);
    const one = { lines: [{ lineId: lineId(0), quantity: 1 }], withShipping: false };
    const past = refundAll(quote, [one]);
    expect(paid(past)).toBe(1000);
    expect(refundMinor(quote, past, { ...one, withShipping: true })).toBe(1490);
    expect(refundMinor(quote, past, one)).toBe(1000);
  });

  it("pays the tax back that came on top, the goods' with the goods", () => {
    const quote = quoteOf([[1, 1000]], {
      shippingMinor: 500,
      rateBp: 1000,
      pricesIncludeTax: false,
    });
    const parts = { lines: [{ lineId: lineId(0), quantity: 1 }], withShipping: false };
    expect(quote.totals.grandTotalMinor).toBe(1650);
    expect(refundMinor(quote, [], parts)).toBe(1100);
    expect(refundMinor(quote, [], { ...parts, withShipping: true })).toBe(1650);
  });

  it("refuses foreign lines and more units than were bought", () => {
    const quote = quoteOf([[2, 1000]]);
    const ask = (id: Id<"line">, quantity: number) =>
      refundOf(quote, {
        parts: { lines: [{ lineId: id, quantity }], withShipping: true },
        past: refundAll(quote, [refundOfUnits([lineId(0)], true)]),
      });
    expect(ask(lineId(9), 1)).toEqual({
      ok: false,
      problem: { reason: "refund_line_unknown", lineId: lineId(9) },
    });
    expect(ask(lineId(0), 2)).toEqual({
      ok: false,
      problem: { reason: "refund_exceeds_bought", lineId: lineId(0), left: 1 },
    });
  });

  it("sums to what was captured for every order and partition of the units", () => {
    fc.assert(
      fc.property(partitions, ({ quote, units, cuts }) => {
        const past = refundAll(
          quote,
          cut(units, cuts).map((group) => refundOfUnits(group, true)),
        );
        expect(paid(past)).toBe(quote.totals.grandTotalMinor);
        for (const { amountMinor } of past) {
          expect(amountMinor).toBeGreaterThanOrEqual(0);
          expect(amountMinor % CHARGE_STEP_MINOR[quote.currency]).toBe(0);
        }
      }),
    );
  });

  it("never exceeds what was captured, whatever was said of shipping, and can be completed", () => {
    fc.assert(
      fc.property(partitions, ({ quote, units, cuts, flags }) => {
        const groups = cut(units, cuts).slice(0, -1);
        const past = refundAll(
          quote,
          groups.map((group, index) => refundOfUnits(group, flags[index] ?? false)),
        );
        expect(paid(past)).toBeLessThanOrEqual(quote.totals.grandTotalMinor);
        const rest = refundMinor(quote, past, refundableParts(quote, past));
        expect(paid(past) + rest).toBe(quote.totals.grandTotalMinor);
      }),
    );
  });

  it("pays the exact rest although a refund in between failed", () => {
    fc.assert(
      fc.property(partitions, ({ quote, units, cuts }) => {
        const all = refundAll(
          quote,
          cut(units, cuts).map((group) => refundOfUnits(group, true)),
        );
        const past = all.filter((_, index) => index !== 0);
        const rest = refundMinor(quote, past, refundableParts(quote, past));
        expect(paid(past) + rest).toBe(quote.totals.grandTotalMinor);
      }),
    );
  });

  it("pays more for more units", () => {
    fc.assert(
      fc.property(partitions, fc.boolean(), ({ quote, units }, withShipping) => {
        let before = 0;
        for (let count = 1; count <= units.length; count += 1) {
          const minor = refundMinor(quote, [], refundOfUnits(units.slice(0, count), withShipping));
          expect(minor).toBeGreaterThanOrEqual(before);
          before = minor;
        }
      }),
    );
  });
});

describe("refundableParts()", () => {
  it("asks for every unit and the shipping", () => {
    const quote = quoteOf([
      [2, 1000],
      [1, 5],
    ]);
    expect(refundMinor(quote, [], refundableParts(quote, []))).toBe(2495);
  });
});
