/** The owner of one item's stock: the shell around domain/inventory-step.ts, named by the item. */
import { DurableObject } from "cloudflare:workers";
import { type Id, toId } from "../domain/id.ts";
import {
  levelOf,
  type StockAnswer,
  type StockCommand,
  type StockCommandName,
  type StockCommands,
  type StockLevel,
  type StockProblems,
  type StockReasons,
  type StockStep,
  type StockValues,
} from "../domain/inventory.ts";
import {
  auditPage,
  LEDGER_START,
  type LedgerCheckpoint,
  type StockAudit,
  type StockPromise,
} from "../domain/inventory-audit.ts";
import { type Hold, holdDueAt } from "../domain/inventory-hold.ts";
import type { LedgerEntry } from "../domain/inventory-ledger.ts";
import { stepStock } from "../domain/inventory-step.ts";
import type { Result } from "../domain/result.ts";
import type { Env } from "../env.gen.ts";
import { DEADLINES_SCHEMA, Deadlines } from "../runtime/alarms.ts";
import { COMMANDS_SCHEMA, type IdempotencyMismatch, runCommand } from "../runtime/commands.ts";
import { migrate } from "../runtime/schema.ts";
import { StockPublisher } from "./stock-publisher.ts";
import { STOCK_SCHEMA } from "./stock-rows.ts";
import { StockStore } from "./stock-store.ts";

/** Holds that one step lets go of or forgets. */
const DUE_BATCH = 100;
/** Batches of holds that one alarm forgets; the next alarm goes on. */
const FORGET_BATCHES_MAX = 10;
/** Alarms for holds ring on whole seconds, so that holds which end together share one. */
const EXPIRE_ROUND_MS = 1_000;
/** The same for holds to be forgotten, for which nobody waits. */
const FORGET_ROUND_MS = 60 * 60 * 1_000;
/** Rows of each list in why(). */
const WHY_ROWS_MAX = 100;
/** Entries of one page of the ledger. */
const LEDGER_PAGE_MAX = 500;
/** Promises of one page. */
const PROMISES_PAGE_MAX = 100;

/** A caller's idempotency key. */
interface Keyed {
  readonly key: string;
}

/** Which entries of the ledger to read. */
export interface LedgerPage {
  /** The `seq` of the last entry that is known already. */
  readonly after?: number;
  readonly limit?: number;
}

/** Which promises to read. */
export interface PromisePage {
  /** The last hold that is known already. */
  readonly after?: string;
  readonly limit?: number;
}

/** The answer to a command that carries a key. */
export type KeyedAnswer<Name extends StockCommandName> = Result<
  StockValues[Name],
  StockProblems[Name] | IdempotencyMismatch
>;

/**
 * Owns the stock of one item. Every command may be repeated: it acts once and answers the same.
 * A command runs from its load to its store without an await, so that no other can come between.
 */
export class StockObject extends DurableObject<Env> {
  readonly #store: StockStore;
  /** "publish" is the outbox (see StockPublisher). */
  readonly #deadlines: Deadlines<"expire" | "forget" | "publish">;
  readonly #publisher: StockPublisher;
  /** Whether the turn in progress changes what shoppers see. */
  #isUrgent = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, [STOCK_SCHEMA, COMMANDS_SCHEMA, DEADLINES_SCHEMA]);
    this.#store = new StockStore(ctx.storage.sql, toId("stockItem", ctx.id.name ?? ""));
    this.#deadlines = new Deadlines(ctx.storage);
    this.#publisher = new StockPublisher({
      queue: env.STOCK_EVENTS,
      level: () => levelOf(this.#store.stock()),
      deadlines: this.#deadlines,
    });
  }

  /** Takes in goods. */
  receive({ key, ...command }: Keyed & StockCommands["receive"]): KeyedAnswer<"receive"> {
    return this.#runOnce(key, { ...command, type: "receive" });
  }

  /** Puts a count right; never below what is promised. */
  adjust({ key, ...command }: Keyed & StockCommands["adjust"]): KeyedAnswer<"adjust"> {
    return this.#runOnce(key, { ...command, type: "adjust" });
  }

  /** Moves units from one location to another. */
  transfer({ key, ...command }: Keyed & StockCommands["transfer"]): KeyedAnswer<"transfer"> {
    return this.#runOnce(key, { ...command, type: "transfer" });
  }

  /** Gives units of a paid order back before they left the house. */
  restock({ key, ...command }: Keyed & StockCommands["restock"]): KeyedAnswer<"restock"> {
    return this.#runOnce(key, { ...command, type: "restock" });
  }

  /** Holds units for an order until `expiresAt`: all of them or none. Once per hold id. */
  hold(command: StockCommands["hold"]): StockAnswer<"hold"> {
    return this.#run({ ...command, type: "hold" });
  }

  /** Lets a hold go and refuses it from then on, even where the hold itself never came. */
  release(command: StockCommands["release"]): StockAnswer<"release"> {
    return this.#run({ ...command, type: "release" });
  }

  /** Makes held units a paid order's. Where the hold lapsed, it looks for other units. */
  commit(command: StockCommands["commit"]): StockAnswer<"commit"> {
    return this.#run({ ...command, type: "commit" });
  }

  /** @returns the numbers as they are now, lapsed holds let go */
  level(): StockLevel {
    if (this.#store.nextLapseAt() <= Date.now()) this.#run({ type: "expire" });
    return levelOf(this.#store.stock());
  }

  /** @returns units that an order may count on: what is left, and what is held for it already */
  availableTo(orderId: Id<"order"> | null): number {
    const { available } = this.level();
    return orderId === null ? available : available + this.#store.heldFor(orderId);
  }

  /** @returns who has which units, until when, and what happened last */
  why(): StockReasons {
    return {
      level: this.level(),
      holds: this.#store.heldHolds(WHY_ROWS_MAX),
      allocations: this.#store.allocations(WHY_ROWS_MAX),
      lastMovements: this.#store.lastEntries(WHY_ROWS_MAX),
    };
  }

  /** @returns a page of the ledger, the oldest first */
  ledger({ after = 0, limit = LEDGER_PAGE_MAX }: LedgerPage = {}): LedgerEntry[] {
    return this.#store.ledgerAfter(after, Math.min(Math.max(limit, 1), LEDGER_PAGE_MAX));
  }

  /**
   * Looks after an item whose alarm or news may be lost: lets go of what has lapsed, plans everything
   * anew and tells its level once more. Safe to repeat.
   */
  wake(): StockLevel {
    const now = Date.now();
    this.#expire(now);
    const forgetAt = this.#store.nextForgetAt();
    if (forgetAt !== null) this.#deadlines.advance("forget", roundUp(forgetAt, FORGET_ROUND_MS));
    this.#publisher.note(now);
    this.#deadlines.renew(now);
    this.ctx.waitUntil(this.#publisher.send());
    return levelOf(this.#store.stock());
  }

  /** Checks a page of the ledger; with the last page also levels and holds. Changes nothing. */
  audit(from: LedgerCheckpoint = LEDGER_START): StockAudit {
    // Rows are what is audited, not the copy of them in memory.
    this.#store.forget();
    const entries = this.#store.ledgerAfter(from.after, LEDGER_PAGE_MAX);
    return auditPage(from, {
      entries,
      isLast: entries.length < LEDGER_PAGE_MAX,
      level: levelOf(this.#store.stock()),
      promised: this.#store.promisedUnits(),
    });
  }

  /** @returns what is promised under one hold; null where nothing is, or nothing is left */
  promise({ holdId }: { readonly holdId: Id<"hold"> }): StockPromise | null {
    const hold = this.#store.hold(holdId);
    if (hold?.status !== "held" && hold?.status !== "committed") return null;
    const { orderId, status, quantity } = hold;
    const left = quantity - (hold.status === "committed" ? hold.restocked : 0);
    return left === 0 ? null : { holdId, orderId, status, left };
  }

  /** @returns a page of what is promised to orders, in the order of the holds' ids */
  promises({ after = "", limit = PROMISES_PAGE_MAX }: PromisePage = {}): StockPromise[] {
    return this.#store.promises(after, Math.min(Math.max(limit, 1), PROMISES_PAGE_MAX));
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    await this.#deadlines.ring(now, async (due) => {
      if (due.includes("expire")) this.#expire(now);
      if (due.includes("forget")) this.#forget(now);
      if (due.includes("publish")) await this.#publisher.send();
    });
  }

  #run<Name extends StockCommandName>(command: StockCommand<Name>): StockAnswer<Name> {
    const now = Date.now();
    const { storage } = this.ctx;
    return this.#turn(now, () => storage.transactionSync(() => this.#step(command, now)));
  }

  #runOnce<Name extends StockCommandName>(
    key: string,
    command: StockCommand<Name>,
  ): KeyedAnswer<Name> {
    const now = Date.now();
    const call = { key, fingerprint: JSON.stringify(command), now };
    return this.#turn(now, () =>
      runCommand<StockValues[Name], StockProblems[Name]>(this.ctx.storage, call, () =>
        this.#step(command, now),
      ),
    );
  }

  /** A transaction and what follows from it: alarm and news, or a memory that is wrong by now. */
  #turn<Value>(now: number, transact: () => Value): Value {
    this.#isUrgent = false;
    try {
      const value = transact();
      this.#deadlines.plan(now);
      if (this.#isUrgent) this.ctx.waitUntil(this.#publisher.send());
      return value;
    } catch (error) {
      this.#store.forget();
      this.#deadlines.forget();
      throw error;
    }
  }

  /** Loads, steps, stores. However many holds have lapsed, all of them go first. */
  #step<Name extends StockCommandName>(
    command: StockCommand<Name>,
    now: number,
  ): StockAnswer<Name> {
    let due = this.#store.lapsed(now, DUE_BATCH);
    while (due.length === DUE_BATCH) {
      this.#letGo(due, now);
      due = this.#store.lapsed(now, DUE_BATCH);
    }
    const hold = "holdId" in command ? this.#store.hold(command.holdId) : null;
    const step = stepStock({ stock: this.#store.stock(), hold, due }, command, now);
    this.#save(step, now);
    return step.answer;
  }

  #letGo(due: readonly Hold[], now: number): void {
    const situation = { stock: this.#store.stock(), hold: null, due };
    this.#save(stepStock(situation, { type: "expire" }, now), now);
  }

  #save(step: StockStep, now: number): void {
    this.#store.save(step);
    for (const hold of step.holds) {
      const dueAt = holdDueAt(hold);
      if (dueAt === null) continue;
      if (hold.status === "held") {
        this.#deadlines.advance("expire", roundUp(dueAt, EXPIRE_ROUND_MS));
      } else {
        this.#deadlines.advance("forget", roundUp(dueAt, FORGET_ROUND_MS));
      }
    }
    if (step.publish !== null) this.#publisher.note(now);
    if (step.publish === "now") this.#isUrgent = true;
  }

  #expire(now: number): void {
    this.#run({ type: "expire" });
    const nextAt = this.#store.nextLapseAt();
    this.#deadlines.set("expire", nextAt === Infinity ? null : roundUp(nextAt, EXPIRE_ROUND_MS));
    this.#deadlines.plan(now);
  }

  #forget(now: number): void {
    const { storage } = this.ctx;
    for (let batch = 0; batch < FORGET_BATCHES_MAX; batch += 1) {
      const due = this.#store.forgettable(now, DUE_BATCH);
      if (due.length === 0) break;
      this.#turn(now, () => storage.transactionSync(() => this.#letGo(due, now)));
    }
    const nextAt = this.#store.nextForgetAt();
    this.#deadlines.set("forget", nextAt === null ? null : roundUp(nextAt, FORGET_ROUND_MS));
  }
}

function roundUp(at: number, step: number): number {
  return Math.ceil(at / step) * step;
}
