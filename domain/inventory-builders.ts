/** Stock for tests: fixed ids and times, and a memory that stores steps as the object does. */
import { holdIdOf, type Id, idFromBytes, toId } from "./id.ts";
import type { Stock, StockAnswer, StockCommand, StockCommandName, StockStep } from "./inventory.ts";
import { type Hold, holdDueAt } from "./inventory-hold.ts";
import type { LedgerEntry } from "./inventory-ledger.ts";
import { stepStock } from "./inventory-step.ts";
import { fail, type Result } from "./result.ts";

/** When the stories of stock begin: so far ahead that no real alarm rings meanwhile. */
export const START = Date.parse("2030-01-01T10:00:00Z");
/** How long these stories hold units, in milliseconds. */
export const HOLD_MS = 15 * 60 * 1000;
export const HARBOUR = toId("location", "loc_harbour");
export const MILL = toId("location", "loc_mill");

/** @returns the id of the order with this number */
export function orderIdOf(serial: number): Id<"order"> {
  return idFromBytes("order", new Uint8Array(16).with(0, serial >> 8).with(1, serial & 255));
}

/** @returns the id of the stock item with this number */
export function itemIdOf(serial: number): Id<"stockItem"> {
  return idFromBytes("stockItem", new Uint8Array(16).with(0, serial >> 8).with(1, serial & 255));
}

/** @returns what the order with this number asks to be held */
export function holding(serial: number, { quantity = 1, expiresAt = START + HOLD_MS } = {}) {
  const orderId = orderIdOf(serial);
  return { holdId: holdIdOf(orderId, 1), orderId, quantity, expiresAt };
}

/** One item in memory: the contract of StockObject without its storage. */
export class StockMemory {
  stock: Stock;
  readonly holds = new Map<Id<"hold">, Hold>();
  readonly ledger: LedgerEntry[] = [];
  now = START;
  /** The last step taken. */
  step: StockStep | null = null;

  constructor(itemId: Id<"stockItem"> = itemIdOf(1)) {
    this.stock = { itemId, version: 0, locations: [] };
  }

  /** Takes a step at `now` and stores what follows. */
  run<Name extends StockCommandName>(command: StockCommand<Name>): StockAnswer<Name> {
    const hold = "holdId" in command ? (this.holds.get(command.holdId) ?? null) : null;
    const due = [...this.holds.values()].filter(
      (each) => (holdDueAt(each) ?? Number.POSITIVE_INFINITY) <= this.now,
    );
    const step = stepStock({ stock: this.stock, hold, due }, command, this.now);
    this.step = step;
    this.stock = step.stock;
    for (const each of step.holds) this.holds.set(each.holdId, each);
    for (const id of step.forgotten) this.holds.delete(id);
    this.ledger.push(...step.entries);
    return step.answer;
  }
}

/** @returns the answer to a question asked again: who was refused at the payment is let go by then */
export function answerAgain(
  { type }: StockCommand,
  answer: StockAnswer<StockCommandName>,
): Result<unknown> {
  const isRefused = type === "commit" && !answer.ok && answer.problem.reason === "sold_out";
  return isRefused ? fail({ reason: "hold_released" }) : answer;
}
