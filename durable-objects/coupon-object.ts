/** The owner of one promotion's uses, named by the promotion: its limits are exact, whoever asks at once. */
import { DurableObject } from "cloudflare:workers";
import {
  budgetLeft,
  type CodeUses,
  countsWithout,
  type UseOutlook,
  type UseRefusal,
  type UseReport,
  useRefusal,
} from "../domain/coupon.ts";
import type { Id } from "../domain/id.ts";
import { HOLD_KEEP_MS } from "../domain/inventory-hold.ts";
import type { PromotionUse } from "../domain/order.ts";
import type { PromotionLimits } from "../domain/promotion.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { Env } from "../env.gen.ts";
import { DEADLINES_SCHEMA, Deadlines } from "../runtime/alarms.ts";
import { migrate } from "../runtime/schema.ts";
import { COUPON_SCHEMA, CouponStore, type StoredUse } from "./coupon-store.ts";

/** Alarms to forget old uses ring on whole hours; nobody waits for them. */
const FORGET_ROUND_MS = 60 * 60 * 1_000;

/** The limits as the last hold told them: a use that lapsed is had again under them. */
const LIMITS_SCHEMA =
  "CREATE TABLE limits (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL) STRICT";

/** Shoppers who come back from paying ask for what their own order holds. */
const OWN_SCHEMA = "CREATE INDEX uses_own ON uses (order_id) WHERE status = 'held'";

/** A use that is asked for, with the limits as the order knows them. */
export interface HoldUse {
  readonly holdId: Id<"hold">;
  readonly orderId: Id<"order">;
  readonly use: PromotionUse;
  readonly limits: PromotionLimits;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Whether the use is had. */
export type UseAnswer = Result<null, UseRefusal>;

/**
 * Counts the uses of one promotion. Every verb may be repeated: it acts once and answers the same.
 * A verb runs without an await, so that no other can come between.
 */
export class CouponObject extends DurableObject<Env> {
  readonly #storage: DurableObjectStorage;
  readonly #store: CouponStore;
  readonly #deadlines: Deadlines<"forget">;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, [COUPON_SCHEMA, LIMITS_SCHEMA, DEADLINES_SCHEMA, OWN_SCHEMA]);
    this.#storage = ctx.storage;
    this.#store = new CouponStore(ctx.storage.sql);
    this.#deadlines = new Deadlines(ctx.storage);
  }

  /** Holds a use for an order until `expiresAt`. Once per hold. */
  hold({ holdId, orderId, use, limits, expiresAt }: HoldUse): UseAnswer {
    return this.#turn((now) => {
      this.#storage.sql.exec("INSERT OR REPLACE INTO limits VALUES (1, ?)", JSON.stringify(limits));
      const known = this.#store.use(holdId);
      if (known?.status === "held" || known?.status === "used") return ok(null);
      if (known?.status === "released") return fail({ reason: "released" });
      const refusal = useRefusal(use, limits, this.#store.counts(use));
      if (refusal !== null) return fail(refusal);
      this.#store.put({ ...use, holdId, orderId, expiresAt, status: "held" }, known, now);
      return ok(null);
    });
  }

  /**
   * Makes a held use a paid order's. One that lapsed is looked for again, once: an order that is
   * refused pays back, and a late copy of its question must not have what became free since.
   */
  commit({ holdId }: { readonly holdId: Id<"hold"> }): UseAnswer {
    return this.#turn((now) => {
      const known = this.#store.use(holdId);
      if (known === null || known.status === "released") return fail({ reason: "released" });
      if (known.status === "used") return ok(null);
      const refusal =
        known.status === "held"
          ? null
          : useRefusal(known, this.#limits(), this.#store.counts(known));
      const status = refusal === null ? "used" : "released";
      this.#store.put({ ...known, status }, known, now);
      if (refusal !== null) return fail(refusal);
      return ok(null);
    });
  }

  /** Lets a use go and refuses it from then on, even where the hold itself never came. */
  release({
    holdId,
    orderId,
  }: {
    readonly holdId: Id<"hold">;
    readonly orderId: Id<"order">;
  }): UseAnswer {
    return this.#turn((now) => {
      const known = this.#store.use(holdId);
      const nobody = { code: null, customer: null, currency: "EUR", costMinor: 0 } as const;
      const use: StoredUse = known ?? {
        ...nobody,
        holdId,
        orderId,
        expiresAt: now,
        status: "held",
      };
      if (known?.status !== "released") this.#store.put({ ...use, status: "released" }, known, now);
      return ok(null);
    });
  }

  /**
   * What one more use would meet.
   * @param orderId the asking shopper's own order: what it holds goes back before they have it anew
   */
  outlook(
    use: PromotionUse,
    limits: PromotionLimits,
    orderId: Id<"order"> | null = null,
  ): UseOutlook {
    this.#letLapse(Date.now());
    const counts = this.#store.counts(use);
    const own = orderId === null ? null : this.#store.heldFor(orderId);
    const others = own === null ? counts : countsWithout(counts, own, use);
    return {
      refusal: useRefusal(use, limits, others),
      leftMinor: budgetLeft(use, limits, others),
    };
  }

  /** @returns what it was used for so far */
  report(): UseReport {
    this.#letLapse(Date.now());
    return this.#store.report();
  }

  /** @returns what became of some codes; those that nobody held or used are left out */
  codes(codes: readonly string[]): CodeUses[] {
    this.#letLapse(Date.now());
    return this.#store.codes(codes);
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    await this.#deadlines.ring(now, async () => {
      this.#transact(() => this.#store.forget(now - HOLD_KEEP_MS));
    });
  }

  #turn(work: (now: number) => UseAnswer): UseAnswer {
    const now = Date.now();
    this.#letLapse(now);
    const answer = this.#transact(() => work(now));
    this.#deadlines.plan(now);
    return answer;
  }

  /** Rows and deadline are stored together; where they are not, memory must not remember more. */
  #transact<Value>(work: () => Value): Value {
    try {
      return this.#storage.transactionSync(() => {
        const value = work();
        this.#planForget();
        return value;
      });
    } catch (error) {
      this.#deadlines.forget();
      throw error;
    }
  }

  /** Uses whose time is over count no more; each verb looks before it counts. */
  #letLapse(now: number): void {
    for (;;) {
      const lapsed = this.#store.lapsed(now);
      if (lapsed.length === 0) return;
      this.#transact(() => {
        for (const use of lapsed) this.#store.put({ ...use, status: "lapsed" }, use, now);
      });
      this.#deadlines.plan(now);
    }
  }

  #planForget(): void {
    const oldest = this.#store.oldestOver();
    const at = oldest === null ? null : oldest + HOLD_KEEP_MS;
    this.#deadlines.set(
      "forget",
      at === null ? null : Math.ceil(at / FORGET_ROUND_MS) * FORGET_ROUND_MS,
    );
  }

  #limits(): PromotionLimits {
    const { body } = this.#storage.sql.exec<{ body: string }>("SELECT body FROM limits").one();
    return JSON.parse(body);
  }
}
