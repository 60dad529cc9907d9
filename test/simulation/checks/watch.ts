/** The watch: sees every committed step and every move of money, and says at once what must not be. */

import type { Intent } from "../../../dev/stripe/payment-intent.ts";
import type { Id } from "../../../domain/id.ts";
import {
  findLedgerBreak,
  type LedgerEntry,
  type LocationLevel,
} from "../../../domain/inventory-ledger.ts";
import { ORDER_MOVES, type Order, type OrderStatus } from "../../../domain/order.ts";
import type { Problem, Result } from "../../../domain/result.ts";
import {
  type HoldRow,
  type LedgerRow,
  type LevelRow,
  toEntry,
  toHold,
  toLevel,
} from "../../../durable-objects/stock-rows.ts";
import { type Taken, taken } from "../doubles/order-step.ts";
import type { ObjectHost } from "../platform/object-host.ts";
import type { AskedAnswer, Objects } from "../platform/objects.ts";
import type { Account } from "../provider/account.ts";
import { type IntentRecord, keptMinor, takenMinor } from "../provider/records.ts";
import type { Stage } from "../stage.ts";
import type { BranchCounts, BranchName } from "./branches.ts";
import { OrderBranches } from "./order-branches.ts";
import { checkMoney } from "./order-money.ts";

/** A promise that was broken. */
export class Violation extends Error {
  readonly invariant: string;

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.name = "Violation";
    this.invariant = invariant;
  }
}

/** What is known of one stock item from its own ledger. */
interface Tally {
  seq: number;
  levels: readonly LocationLevel[];
}

/** What the world shows to the watch. */
export interface WatchParts {
  readonly stage: Stage;
  readonly objects: () => Objects;
  readonly account: () => Account;
  readonly branches: BranchCounts;
}

/** Checks every step. The first violation is kept; the world ends with it. */
export class Watch {
  violation: Violation | null = null;
  /** Orders as they were last stored. */
  readonly orders = new Map<string, Order>();
  /** Totals that the order's shopper has agreed to. */
  readonly agreed = new Map<string, Set<number>>();
  /** Intents whose secret a browser has seen. */
  readonly shown = new Set<string>();
  readonly #parts: WatchParts;
  readonly #tallies = new Map<string, Tally>();
  readonly #counter: OrderBranches;
  /** Holds that were let go, whether they had come or not, with their item. */
  readonly #released = new Set<string>();
  /** Holds that were refused, with their item: a refusal leaves no trace in the stock. */
  readonly #refused = new Set<string>();
  /** Those of which a copy came late, when there were units again. Only their time ends them. */
  readonly #revived = new Set<string>();
  /** Secrets that were stored with their order. */
  readonly #secrets = new Set<string>();

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#counter = new OrderBranches((branch) => this.meet(branch));
  }

  /** Says what must not be. */
  violate(invariant: string, message: string): void {
    if (this.violation !== null) return;
    this.#parts.stage.tell(() => `VIOLATION ${invariant}: ${message}`);
    this.violation = new Violation(invariant, message);
  }

  expect(claim: boolean, invariant: string, message: () => string): void {
    if (!claim) this.violate(invariant, message());
  }

  meet(branch: BranchName): void {
    this.#parts.branches[branch] += 1;
  }

  /** Begins to look at an object. */
  follow(host: ObjectHost): void {
    if (host.kind === "order") {
      host.onTurn = (isStored) => this.#onOrderTurn(host, isStored);
      host.onWake = () => {
        if (host.rows.read("outbox").length > 0) this.meet("woke_with_requests");
      };
    }
    if (host.kind === "stock") host.onTurn = (isStored) => this.#onStockTurn(host, isStored);
  }

  #onOrderTurn(host: ObjectHost, isStored: boolean): void {
    const [row] = host.rows.read("orders");
    // The tables come first: the order itself is stored in a turn of its own.
    if (isStored && row === undefined) return;
    const steps = taken.splice(0);
    if (!isStored) return;
    const version = Number(row?.version ?? 0);
    for (const step of steps) {
      if (step.after === step.before || step.after.version > version) continue;
      if (step.after.id !== host.name) continue;
      this.#onStep(step);
      this.orders.set(host.name, step.after);
    }
  }

  #onStep(step: Taken): void {
    const { before, after, input } = step;
    const { stage } = this.#parts;
    if (after.payment.clientSecret !== null) this.#secrets.add(after.payment.clientSecret);
    stage.mix(after.version);
    stage.tell(
      () =>
        `order ${after.id.slice(-5)} v${after.version} ${input}: ${before?.status ?? "-"} -> ${after.status}` +
        ` asks ${step.effects.map((effect) => effect.id).join(" ")}`,
    );
    if (before !== null) {
      const known = this.orders.get(after.id);
      this.expect(before.version === known?.version, "I10", () => `${after.id} skips a version`);
      this.expect(after.version === before.version + 1, "I10", () => `${after.id} version`);
      const isLegal = after.status === before.status || mayMove(before.status, after.status);
      this.expect(isLegal, "I10", () => `${before.status} -> ${after.status} by ${input}`);
      this.#counter.count(before, step);
      this.#checkLetGo(before, after);
    }
    if (before === null && this.#isRestart(after)) this.meet("restarted");
    checkMoney(this, after);
  }

  /** I4: an attempt that is over holds nothing any more, from this moment on. */
  #checkLetGo(before: Order, after: Order): void {
    const isOver = after.status === "open" || after.status === "cancelled";
    if (!isOver || before.status === after.status || before.holds.length === 0) return;
    // R4: nor can anybody still pay for it.
    for (const record of this.#parts.account().of(after.id)) {
      const { status } = record.intent;
      const isAuthorised = status === "requires_capture" || status === "processing";
      this.expect(!isAuthorised, "R4", () => `${after.id} is over and ${record.id} is ${status}`);
    }
    for (const { itemId } of before.holds) {
      const { held } = this.unitsOf(itemId, after.id);
      this.expect(held === 0, "I4", () => `${after.id} is ${after.status} and holds ${held}`);
    }
  }

  #isRestart({ cartId, cartVersion }: Order): boolean {
    for (const order of this.orders.values()) {
      if (order.cartId === cartId && order.cartVersion === cartVersion) return true;
    }
    return false;
  }

  /** What an item answered: I3, what was let go is never held again. */
  onAnswer({ name }: ObjectHost, { method, asked, answer }: AskedAnswer): void {
    if (method !== "hold" && method !== "release") return;
    const holdId = `${(asked[0] as { readonly holdId: string }).holdId} of ${name}`;
    const { ok, problem } = answer as Result<unknown> & { readonly problem?: Problem };
    if (method === "release") {
      if (ok) this.#released.add(holdId);
      return;
    }
    if (problem?.reason === "hold_released") this.meet("hold_outrun");
    if (problem?.reason === "sold_out") this.#refused.add(holdId);
    if (ok && this.#refused.has(holdId)) this.#revived.add(holdId);
    this.expect(!ok || !this.#released.has(holdId), "I3", () => `${holdId} was let go before`);
  }

  #onStockTurn(host: ObjectHost, isStored: boolean): void {
    if (!isStored) return;
    const ledger = host.rows.read("ledger");
    const tally = this.#tallies.get(host.name) ?? { seq: 0, levels: [] };
    if (ledger.length === tally.seq) return;
    const entries = ledger.slice(tally.seq).map((row) => toEntry(row as unknown as LedgerRow));
    const levels = host.rows.read("levels").map((row) => toLevel(row as unknown as LevelRow));
    this.expect(entries[0]?.seq === tally.seq + 1, "I5", () => `${host.name} ledger has a gap`);
    const broken = findLedgerBreak(entries, tally.levels);
    this.expect(broken === null, "I5", () => `${host.name} ledger breaks at ${broken}`);
    this.#checkLevels(host.name, entries, levels);
    this.#tallies.set(host.name, { seq: ledger.length, levels });
    for (const entry of entries) this.#onMovement(entry);
    if (entries.filter((entry) => entry.kind === "hold").length > 1) this.meet("hold_split");
  }

  #checkLevels(
    name: string,
    entries: readonly LedgerEntry[],
    levels: readonly LocationLevel[],
  ): void {
    for (const { location, onHand, held, allocated } of levels) {
      const isSound = onHand >= 0 && held >= 0 && allocated >= 0 && held + allocated <= onHand;
      this.expect(isSound, "I2", () => `${name} ${location}: ${onHand} ${held} ${allocated}`);
      const last = entries.findLast((entry) => entry.location === location);
      const isTold =
        last === undefined ||
        (last.onHand === onHand && last.held === held && last.allocated === allocated);
      this.expect(isTold, "I5", () => `${name} ${location} differs from its ledger`);
    }
  }

  #onMovement(entry: LedgerEntry): void {
    const { kind, orderId } = entry;
    this.#parts.stage.mix(entry.seq);
    this.#parts.stage.tell(
      () => `  ledger ${kind} ${entry.quantity} ${entry.holdId ?? ""} at ${entry.location}`,
    );
    if (kind === "expire") this.meet("hold_lapsed");
    if (kind === "allocate") this.meet("hold_reacquired");
    if (orderId !== null && (kind === "release" || kind === "restock")) {
      this.#checkGivenBack(orderId, kind);
    }
  }

  /** R4, I9: units go back only when nobody can pay for them any more, or was paid back. */
  #checkGivenBack(orderId: Id<"order">, kind: string): void {
    const isEnding = this.orders.get(orderId)?.status === "releasing";
    for (const record of this.#parts.account().of(orderId)) {
      const { status } = record.intent;
      const isPayable =
        status === "requires_capture" ||
        status === "processing" ||
        (status !== "succeeded" && status !== "canceled" && this.shown.has(record.id));
      this.expect(!isPayable, "I9", () => `${kind} of ${orderId} while ${record.id} is ${status}`);
      // Of an order that ends all the money is back; of one that goes on, at least some of it.
      const least = isEnding ? takenMinor(record) : Math.min(1, takenMinor(record));
      const back = takenMinor(record) - keptMinor(record);
      this.expect(
        back >= least,
        "I9",
        () => `${kind} of ${orderId}: ${record.id} gave ${back} back`,
      );
    }
  }

  /** Money or its promise has moved at the provider. */
  onMove(record: IntentRecord, before: Intent): void {
    const { orderId, intent } = record;
    this.#parts.stage.tell(() => `${record.id} ${before.status} -> ${intent.status}`);
    const order = this.orders.get(orderId);
    const others = this.#parts.account().of(orderId);
    const captured = others.filter((one) => takenMinor(one) > 0);
    this.expect(captured.length <= 1, "I7", () => `${orderId} has ${captured.length} captures`);
    const authorised = others.filter((one) => one.intent.status === "requires_capture");
    this.expect(authorised.length <= 1, "I7", () => `${orderId} is authorised twice`);
    if (intent.status === "requires_capture" || intent.status === "processing") {
      this.expect(this.shown.has(record.id), "R3", () => `${record.id} was never shown`);
      const isAgreed = this.agreed.get(orderId)?.has(intent.terms.amountMinor) ?? false;
      this.expect(isAgreed, "I13", () => `${record.id} is for what nobody agreed to`);
      if (order === undefined || order.status !== "awaiting_payment") {
        this.meet("late_authorisation");
        this.#parts.stage.faults.happened("F48");
      }
    }
    if (intent.status === "canceled" && before.status === "requires_capture") {
      this.meet("authorisation_let_go");
    }
    if (intent.status === "succeeded" && before.status === "requires_capture") {
      this.#checkCapture(record, order);
    }
  }

  /** R2, I9, I13: every unit is allocated and the amount is what was agreed. */
  #checkCapture(record: IntentRecord, order: Order | undefined): void {
    if (order === undefined) {
      this.violate("I7", `${record.orderId} paid without an order`);
      return;
    }
    const total = takenMinor(record);
    this.expect(
      this.agreed.get(order.id)?.has(total) ?? false,
      "I13",
      () => `${order.id} was charged ${total}, which nobody agreed to`,
    );
    for (const { itemId, quantity } of order.holds) {
      const held = this.unitsOf(itemId, order.id);
      this.expect(
        held.committed >= quantity,
        "I9",
        () => `${order.id} captured with ${held.committed} of ${quantity} of ${itemId}`,
      );
    }
  }

  /** @returns the units of an item that an order means to have now, by its holds' rows */
  unitsOf(itemId: string, orderId: string): { held: number; committed: number } {
    const host = this.#parts.objects().host("stock", itemId);
    let held = 0;
    let committed = 0;
    for (const row of host.rows.read("holds")) {
      if (row.order_id !== orderId) continue;
      const hold = toHold(row as unknown as HoldRow);
      const isRevived = this.#revived.has(`${hold.holdId} of ${itemId}`);
      if (hold.status === "held" && !isRevived) held += hold.quantity;
      if (hold.status === "committed") committed += hold.quantity - hold.restocked;
    }
    return { held, committed };
  }

  /** R3: a browser sees a secret only once its intent is stored with the order. */
  onSecret(orderId: string, secret: string): void {
    this.expect(this.#secrets.has(secret), "R3", () => `${orderId}: the secret is not stored`);
    const record = this.#parts
      .account()
      .of(orderId)
      .find((one) => one.clientSecret === secret);
    if (record !== undefined) this.shown.add(record.id);
  }
}

/** A step may pass through one state that needs nothing (docs/decisions/0003-order-saga.md). */
function mayMove(from: OrderStatus, to: OrderStatus): boolean {
  const direct: readonly OrderStatus[] = ORDER_MOVES[from];
  return direct.some((via) => {
    const next: readonly OrderStatus[] = ORDER_MOVES[via];
    return via === to || next.includes(to);
  });
}
