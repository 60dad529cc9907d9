import { describe, expect, it } from "vitest";
import { invoiceOf, sumOf } from "../../domain/invoice.ts";
import { TERMS } from "../../domain/invoice-builders.ts";
import { type Credit, creditOf } from "../../domain/invoice-credit.ts";
import type { Order } from "../../domain/order.ts";
import type { OrderInput } from "../../domain/order-input.ts";
import { NO_PAYMENT } from "../../domain/order-moves.ts";
import { stepOrder } from "../../domain/order-step.ts";
import { Dice } from "./cases.ts";
import { soldCase } from "./sold.ts";

const ORDERS = 500;
const DAY_MS = 24 * 60 * 60 * 1000;
/** What staff do to an order before they cancel it. */
const DEEDS = 30;
/** Until then every refund that had failed must have come through. */
const DAYS_MAX = 300;

/** A paid order of a random cart and its invoice, in the hands of staff and of a provider with moods. */
class Sale {
  readonly #dice: Dice;
  readonly invoice: ReturnType<typeof invoiceOf>;
  readonly credits: Credit[] = [];
  order: Order;
  #now = 1;

  constructor(seed: number) {
    const sold = soldCase(seed);
    const capturedMinor = sold.quote.totals.grandTotalMinor;
    const payment = { ...NO_PAYMENT, intentId: "pi_1", capturedMinor };
    this.order = { ...sold, status: "confirmed", payment, holds: [], refunds: [] };
    this.invoice = invoiceOf(this.order, TERMS);
    this.#dice = new Dice(seed * 7);
  }

  #tell(input: OrderInput): void {
    this.order = stepOrder(this.order, input, this.#now).order;
  }

  /** Some units of some lines. */
  ask(key: string): void {
    const dice = this.#dice;
    const lines = this.order.quote.lines
      .filter(() => dice.is(0.5))
      .map(({ lineId, quantity }) => ({ lineId, quantity: dice.int(1, Math.min(3, quantity)) }));
    const withShipping = dice.is(0.4);
    if (lines.length === 0) return;
    this.#tell({ type: "refund", key, lines, withShipping, withRestock: false, reason: "Chipped" });
  }

  /** Any of those under way, not the first one first. */
  settle(chanceToFail: number): void {
    const asked = this.order.refunds.filter(({ status }) => status === "asked");
    if (asked.length === 0) return;
    const { key } = this.#dice.pick(asked);
    const status = this.#dice.is(chanceToFail) ? "failed" : "succeeded";
    this.#tell({ type: "refund_settled", key, status });
  }

  /** Credit notes are asked for now and then, of whatever has come through by then. */
  issue(): void {
    for (const refund of this.order.refunds) {
      const isIssued = this.credits.some(({ refundKey }) => refundKey === refund.key);
      if (refund.status !== "succeeded" || isIssued) continue;
      this.credits.push(creditOf(this.invoice, { earlier: this.credits, refund }));
    }
  }

  live(): void {
    for (let deed = 0; deed < DEEDS; deed += 1) {
      const what = this.#dice.int(0, 3);
      if (what <= 1) this.ask(`r${deed}`);
      else if (what === 2) this.settle(0.3);
      else this.issue();
    }
    this.#tell({ type: "cancel", by: "staff" });
    for (let day = 0; day < DAYS_MAX && this.order.status !== "cancelled"; day += 1) {
      this.#now += 2 * DAY_MS;
      this.settle(day < 10 ? 0.3 : 0);
      if (this.#dice.is(0.3)) this.issue();
      this.#tell({ type: "tick" });
    }
    this.issue();
  }
}

describe("refunds and credit notes", () => {
  it(`are the whole invoice in the end, whatever fails, waits and overtakes, of ${ORDERS} orders`, () => {
    for (let seed = 1; seed <= ORDERS; seed += 1) {
      const sale = new Sale(seed);
      sale.live();
      const { order, invoice, credits } = sale;
      const label = `seed ${seed}, ${order.currency}`;
      expect(order.status, label).toBe("cancelled");
      const back = order.refunds.filter(({ status }) => status === "succeeded");
      const backMinor = back.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      expect(backMinor, label).toBe(invoice.payableMinor);
      for (const { totals, roundingMinor, payableMinor, lines, taxes } of credits) {
        expect(totals.grossMinor - roundingMinor, label).toBe(payableMinor);
        const parts = lines.flatMap(({ goods, shipping }) => [goods, shipping]);
        const least = Math.min(
          ...parts.flatMap(({ netMinor, taxMinor }) => [netMinor, taxMinor]),
          ...taxes.flatMap(({ baseMinor, minor }) => [baseMinor, minor]),
        );
        expect(least, label).toBeGreaterThanOrEqual(0);
      }
      // Where nothing was paid nothing goes back, and there is nothing to correct.
      if (backMinor === 0) continue;
      expect(sumOf(credits.map(({ totals }) => totals)), label).toEqual(invoice.totals);
      for (const [at, { baseMinor, minor }] of invoice.taxes.entries()) {
        const taxes = credits.flatMap((credit) => credit.taxes[at] ?? []);
        const sums = [
          taxes.reduce((sum, tax) => sum + tax.baseMinor, 0),
          taxes.reduce((sum, tax) => sum + tax.minor, 0),
        ];
        expect(sums, label).toEqual([baseMinor, minor]);
      }
    }
  });
});
