/** The watch: sees every committed step and every move of money, and says at once what must not be. */

import type { Intent } from "../../../dev/stripe/payment-intent.ts";
import {
  type HoldSubject,
  isPromotionId,
  ORDER_MOVES,
  type Order,
  type OrderStatus,
} from "../../../domain/order.ts";
import { type Taken, taken } from "../doubles/order-step.ts";
import type { ObjectHost } from "../platform/object-host.ts";
import type { AskedAnswer, Objects } from "../platform/objects.ts";
import type { Account } from "../provider/account.ts";
import type { IntentRecord } from "../provider/records.ts";
import type { Stage } from "../stage.ts";
import type { BranchCounts, BranchName } from "./branches.ts";
import { CouponWatch } from "./coupon-watch.ts";
import { MoneyWatch } from "./money-watch.ts";
import { OrderBranches } from "./order-branches.ts";
import { checkMoney } from "./order-money.ts";
import { StockWatch } from "./stock-watch.ts";

/** A promise that was broken. */
export class Violation extends Error {
  readonly invariant: string;

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.name = "Violation";
    this.invariant = invariant;
  }
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
  readonly #counter: OrderBranches;
  readonly #stock: StockWatch;
  readonly #coupons: CouponWatch;
  readonly #money: MoneyWatch;
  /** Secrets that were stored with their order. */
  readonly #secrets = new Set<string>();

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#counter = new OrderBranches((branch) => this.meet(branch));
    this.#money = new MoneyWatch(this, parts);
    const onGivenBack = this.#money.onGivenBack.bind(this.#money);
    this.#stock = new StockWatch(this, parts, onGivenBack);
    this.#coupons = new CouponWatch(this, parts, onGivenBack);
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
    const counts = { stock: this.#stock, coupon: this.#coupons };
    const { kind } = host;
    if (kind !== "stock" && kind !== "coupon") return;
    host.onTurn = (isStored) => {
      if (isStored) counts[kind].onTurn(host);
    };
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
      this.expect(
        held === 0,
        isPromotionId(itemId) ? "I14" : "I4",
        () => `${after.id} is ${after.status} and holds ${held} of ${itemId}`,
      );
    }
  }

  #isRestart({ cartId, cartVersion }: Order): boolean {
    for (const order of this.orders.values()) {
      if (order.cartId === cartId && order.cartVersion === cartVersion) return true;
    }
    return false;
  }

  /** An item has answered. */
  onAnswer(host: ObjectHost, asked: AskedAnswer): void {
    if (host.kind === "coupon") this.#coupons.onAnswer(host, asked);
    else this.#stock.onAnswer(host, asked);
  }

  /** Money or its promise has moved at the provider. */
  onMove(record: IntentRecord, before: Intent): void {
    this.#money.onMove(record, before);
  }

  /** @returns what an order means to have now of an item or a promotion, by their own rows */
  unitsOf(itemId: HoldSubject, orderId: string): { held: number; committed: number } {
    const owner = isPromotionId(itemId) ? this.#coupons : this.#stock;
    return owner.unitsOf(itemId, orderId);
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
