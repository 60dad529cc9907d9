/** Words for stories of stock: what is said to it, and that it stayed as it was. */
import { expect } from "vitest";
import type { Id } from "./id.ts";
import { levelOf, QUANTITY_MAX, type StockCommand, type StockLevel } from "./inventory.ts";
import { HARBOUR, holding, StockMemory } from "./inventory-builders.ts";

/** Numbers that count nothing. */
export const BAD_QUANTITIES = [
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  QUANTITY_MAX + 1,
] as const;

/** The refusal of a reason. */
export function problem(reason: string, facts: object = {}): object {
  return { ok: false, problem: { reason, ...facts } };
}

/** The refusal of BAD_QUANTITIES. */
export const QUANTITY_INVALID = problem("quantity_invalid", { quantityMax: QUANTITY_MAX });

/** An item in memory that is spoken to in short words; orders are named by numbers. */
export class StockStory extends StockMemory {
  receive(quantity: number, location: Id<"location"> = HARBOUR) {
    return this.run({ type: "receive", location, quantity });
  }

  hold(serial: number, options?: Parameters<typeof holding>[1]) {
    return this.run({ type: "hold", ...holding(serial, options) });
  }

  release(serial: number) {
    return this.run({ type: "release", holdId: holding(serial).holdId });
  }

  commit(serial: number, quantity = 1) {
    return this.run({ type: "commit", ...holding(serial, { quantity }) });
  }

  restock(serial: number, quantity = 1) {
    return this.run({ type: "restock", holdId: holding(serial).holdId, quantity });
  }

  level(): StockLevel {
    return levelOf(this.stock);
  }

  /** Runs `command` and expects that it leaves everything as it was. */
  expectSilence(command: StockCommand): unknown {
    const before = { stock: this.stock, holds: new Map(this.holds) };
    const answer = this.run(command);
    expect(this.stock).toBe(before.stock);
    expect(this.holds).toEqual(before.holds);
    expect(this.step).toMatchObject({ holds: [], forgotten: [], entries: [], publish: null });
    return answer;
  }
}
