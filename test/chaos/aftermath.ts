/** What must be true right after a kill, while the shop is busy again: nothing said is lost, nothing is half done. */
import { holdIdOf, type Id } from "../../domain/id.ts";
import type { StockPromise } from "../../domain/inventory-audit.ts";
import type { Order } from "../../domain/order.ts";
import type { Door } from "./door.ts";
import { findShelfViolations, isAllocated, type Violation } from "./invariants.ts";
import type { KnownOrder, Record } from "./record.ts";
import type { Promised, Ware } from "./rows.ts";

/** Rows of two objects are never read in one turn: an order that moved meanwhile is read again. */
const LOOKS_MAX = 8;
/** A hold this close to its end may lapse while it is looked at, in milliseconds. */
const LAPSE_MS = 2_000;

/** Looks at what was acknowledged and is not yet known to be settled. */
export class Aftermath {
  readonly #door: Door;
  readonly #record: Record;
  readonly #wares: readonly Ware[];
  /** Orders that were seen settled as they had been acknowledged: the last look reads them again. */
  readonly #settled = new Set<Id<"order">>();

  constructor(door: Door, record: Record, wares: readonly Ware[]) {
    this.#door = door;
    this.#record = record;
    this.#wares = wares;
  }

  /** @returns what is lost or half done; the record must not receive goods meanwhile */
  async look(): Promise<Violation[]> {
    const ids = this.#wares.map(({ itemId }) => itemId);
    const audits = await this.#door.askEach("audits", ids);
    const shelf = audits.flatMap((audit) =>
      findShelfViolations(audit, this.#record.onHand.get(audit.level.itemId) ?? 0),
    );
    return [...shelf, ...(await this.#lookAtOrders())];
  }

  async #lookAtOrders(): Promise<Violation[]> {
    let doubtful = [...this.#record.orders.values()].filter(
      ({ orderId }) => !this.#settled.has(orderId),
    );
    const seen = new Map<string, number>();
    let violations: Violation[] = [];
    for (let look = 0; look < LOOKS_MAX && doubtful.length > 0; look += 1) {
      const ids = doubtful.map(({ orderId }) => orderId);
      const orders = await this.#door.askEach("views", ids);
      const items = this.#wares.map(({ itemId }) => itemId);
      const shelves = await this.#door.askEach("promises", items);
      violations = [];
      const again: KnownOrder[] = [];
      for (const [at, order] of orders.entries()) {
        const known = doubtful[at]!;
        const found = judge(known, order, shelves);
        if (found.length === 0 && isOver(order)) this.#settled.add(known.orderId);
        // Only what stays the same from one look to the next is what it seems.
        if (found.length > 0 && seen.get(known.orderId) !== order?.version) again.push(known);
        else violations.push(...found);
        seen.set(known.orderId, order?.version ?? -1);
      }
      if (again.length === 0) return violations;
      doubtful = [...again, ...doubtful.filter(({ orderId }) => isFound(violations, orderId))];
    }
    return violations;
  }
}

function judge(known: KnownOrder, order: Order | null, shelves: readonly Promised[]): Violation[] {
  const { orderId, email, lastWord } = known;
  const found = (says: string) => [{ invariant: "I30", subject: orderId, says }];
  if (order === null) return found(`${lastWord}, and is gone`);
  const { status } = order;
  if (lastWord !== "opened" && order.email !== email) return found("forgot its shopper");
  switch (lastWord) {
    case "completed":
      if (status !== "confirmed") return found(`completed was said, it is ${status}`);
      break;
    case "cancelled":
      if (!isEnding(order)) return found(`cancelled was said, it is ${status}`);
      break;
    case "placed":
      if (order.attempt === 0) return found(`placed was said, it is ${status}`);
      break;
    default:
      break;
  }
  if (status === "confirmed" || status === "capturing") {
    return isAllocated(order, shelves) ? [] : found(`${status}, and not all lines are allocated`);
  }
  if (status === "awaiting_payment" && (order.holdExpiresAt ?? 0) > Date.now() + LAPSE_MS) {
    return isPromised(order, shelves) ? [] : found("may be paid, and not all lines are held");
  }
  return [];
}

function isEnding({ status, ending }: Order): boolean {
  return status === "cancelled" || ending?.to === "cancelled";
}

function isOver(order: Order | null): boolean {
  return order?.status === "confirmed" || order?.status === "cancelled";
}

function isPromised(order: Order, shelves: readonly Promised[]): boolean {
  const holdId = holdIdOf(order.id, order.attempt);
  const isWhole = (of: StockPromise, quantity: number) =>
    of.holdId === holdId && of.left === quantity;
  return order.holds.every(({ itemId, quantity }) =>
    shelves
      .find((item) => item.itemId === itemId)
      ?.promises.some((promise) => isWhole(promise, quantity)),
  );
}

function isFound(violations: readonly Violation[], orderId: string): boolean {
  return violations.some(({ subject }) => subject === orderId);
}
