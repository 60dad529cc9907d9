import { describe, expect, it } from "vitest";
import { type Invoice, invoiceOf, sumOf } from "../../domain/invoice.ts";
import { TERMS } from "../../domain/invoice-builders.ts";
import { type Credit, creditOf, type PaidRefund } from "../../domain/invoice-credit.ts";
import type { InvoiceTax } from "../../domain/invoice-taxes.ts";
import { refundableParts, refundOf } from "../../domain/refund.ts";
import { Dice } from "./cases.ts";
import { soldCase } from "./sold.ts";

const ORDERS = 2_000;

/** Refunds of random units in random portions until nothing is left; some fail on the way. */
function refundsOf(
  { quote }: ReturnType<typeof soldCase>,
  dice: Dice,
  { mayFail }: { mayFail: boolean },
) {
  const settled: PaidRefund[] = [];
  const pending: PaidRefund[] = [];
  for (let at = 0; at < 200; at += 1) {
    const past = [...settled, ...pending];
    const left = refundableParts(quote, past).lines;
    const isLast = left.every(({ quantity }) => quantity === 0) || at === 199;
    const parts = isLast
      ? { lines: left, withShipping: true }
      : {
          lines: left.flatMap(({ lineId, quantity }) => {
            const units = dice.int(0, quantity);
            return units === 0 ? [] : [{ lineId, quantity: units }];
          }),
          withShipping: dice.is(0.4),
        };
    const amount = refundOf(quote, { parts, past });
    if (!amount.ok) throw new Error(amount.problem.reason);
    const refund = { key: `r${at}`, ...parts, amountMinor: amount.value.minor };
    if (refund.amountMinor > 0) {
      // One that is under way counts for the next one, and may fail all the same.
      if (mayFail && !isLast && dice.is(0.3)) pending.push(refund);
      else settled.push(refund);
    }
    if (mayFail && dice.is(0.5)) {
      const ended = pending.splice(0);
      settled.push(...ended.filter(() => dice.is(0.5)));
    }
    if (isLast && pending.length === 0) break;
    if (isLast) pending.length = 0;
  }
  return settled;
}

function credit(invoice: Invoice, refunds: readonly PaidRefund[]): Credit[] {
  const earlier: Credit[] = [];
  for (const refund of refunds) earlier.push(creditOf(invoice, { earlier, refund }));
  return earlier;
}

function together(taxes: readonly (readonly InvoiceTax[])[]): number[][] {
  const [first = []] = taxes;
  return first.map((_, at) => [
    taxes.reduce((sum, each) => sum + (each[at]?.baseMinor ?? 0), 0),
    taxes.reduce((sum, each) => sum + (each[at]?.minor ?? 0), 0),
  ]);
}

describe("invoiceOf()", () => {
  it(`has lines and taxes that sum to what was paid, of ${ORDERS} random orders`, () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const order = soldCase(seed);
      const invoice = invoiceOf(order, TERMS);
      const { totals, taxes } = order.quote;
      const grossMinor = totals.grandTotalMinor + totals.roundingMinor;
      const { taxMinor } = totals;
      const netMinor = grossMinor - taxMinor;
      expect(invoice.totals, `seed ${seed}`).toEqual({ netMinor, taxMinor, grossMinor });
      expect(invoice.payableMinor, `seed ${seed}`).toBe(totals.grandTotalMinor);
      const told = taxes.map(({ label, rateBp, baseMinor, minor }) => {
        return { label, rateBp, baseMinor, minor };
      });
      expect(invoice.taxes, `seed ${seed}`).toEqual(told);
      for (const group of invoice.groups) expect(group.shares.length).toBeGreaterThan(0);
      for (const { goods, shipping } of invoice.lines) {
        for (const part of [goods, shipping]) {
          expect(part.netMinor + part.taxMinor, `seed ${seed}`).toBe(part.grossMinor);
          expect(Math.min(part.netMinor, part.taxMinor), `seed ${seed}`).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });

  it("knows the taxes of each line: no order of the built-in rules has them shared by proportion", () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const order = soldCase(seed);
      const { groups, lines } = invoiceOf(order, TERMS);
      const parts = lines.flatMap(({ goods, shipping }) => [goods, shipping]);
      for (const [at, group] of groups.entries()) {
        const net = sumOf(parts.filter((part) => part.group === at)).netMinor;
        for (const share of group.shares) expect(share.baseMinor, `seed ${seed}`).toBe(net);
      }
    }
  });
});

describe("creditOf()", () => {
  it(`takes back exactly what was refunded, and in the end the invoice, of ${ORDERS} orders`, () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const order = soldCase(seed);
      const invoice = invoiceOf(order, TERMS);
      const refunds = refundsOf(order, new Dice(seed), { mayFail: false });
      const credits = credit(invoice, refunds);
      for (const [at, { totals, lines, taxes, ...credit }] of credits.entries()) {
        const label = `seed ${seed}, refund ${at}`;
        expect(credit.payableMinor, label).toBe(refunds[at]!.amountMinor);
        expect(totals.grossMinor - credit.roundingMinor, label).toBe(credit.payableMinor);
        expect(sumOf(lines.flatMap((line) => [line.goods, line.shipping])), label).toEqual(totals);
        const taxMinor = taxes.reduce((sum, { minor }) => sum + minor, 0);
        expect(taxMinor, label).toBe(totals.taxMinor);
        for (const { goods, shipping } of lines) {
          const least = Math.min(...[goods, shipping].flatMap((each) => Object.values(each)));
          expect(least, label).toBeGreaterThanOrEqual(0);
        }
      }
      // What is less than can be given back is not given back.
      const isWhole = invoice.lines.every(({ lineId, quantity }) => {
        const lines = credits.flatMap((each) => each.lines.filter((one) => one.lineId === lineId));
        const returned = lines.reduce((sum, line) => sum + line.quantity, 0);
        return returned === quantity && lines.at(-1)?.shippedQuantity === quantity;
      });
      if (!isWhole) continue;
      expect(sumOf(credits.map(({ totals }) => totals)), `seed ${seed}`).toEqual(invoice.totals);
      const roundings = credits.reduce((sum, { roundingMinor }) => sum + roundingMinor, 0);
      expect(roundings, `seed ${seed}`).toBe(invoice.roundingMinor);
      const told = invoice.taxes.map(({ baseMinor, minor }) => [baseMinor, minor]);
      expect(together(credits.map(({ taxes }) => taxes)), `seed ${seed}`).toEqual(told);
    }
  });

  it("never takes back more than was refunded, whatever failed on the way and in whatever order", () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const order = soldCase(seed);
      const invoice = invoiceOf(order, TERMS);
      const dice = new Dice(seed);
      const refunds = refundsOf(order, dice, { mayFail: true }).toSorted(() => dice.next() - 0.5);
      const credits = credit(invoice, refunds);
      expect(
        credits.map(({ totals, roundingMinor }) => totals.grossMinor - roundingMinor),
        `seed ${seed}`,
      ).toEqual(refunds.map(({ amountMinor }) => amountMinor));
      for (const { totals, taxes } of credits) {
        expect(taxes.reduce((sum, { minor }) => sum + minor, 0)).toBe(totals.taxMinor);
        expect(totals.netMinor + totals.taxMinor).toBe(totals.grossMinor);
      }
    }
  });
});
