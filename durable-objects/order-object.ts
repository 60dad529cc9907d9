/** The object of one order: loads, steps, stores state and requests in one turn. */
import { DurableObject } from "cloudflare:workers";
import type { Order } from "../domain/order.ts";
import { openOrder } from "../domain/order-checkout.ts";
import type { OrderInput, OrderProblem } from "../domain/order-input.ts";
import { publish, type Step } from "../domain/order-moves.ts";
import type { OrderPulse } from "../domain/order-pulse.ts";
import type { OrderEffect } from "../domain/order-request.ts";
import { isAbandoned, stepOrder } from "../domain/order-step.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { Env } from "../env.gen.ts";
import { Deadlines } from "../runtime/alarms.ts";
import { enqueue, nextLookAt, strike } from "../runtime/outbox.ts";
import { migrate } from "../runtime/schema.ts";
import { waitAtMost } from "../runtime/within-time.ts";
import { OrderAnswers } from "./order-answers.ts";
import {
  type AskRefund,
  type CheckoutChange,
  type CommandKey,
  type FormerOpening,
  inputsOf,
  type NotFound,
  type OrderAnswer,
  type OrderClaim,
  type PlaceOrder,
  upgradeOpening,
} from "./order-commands.ts";
import { OrderCourier } from "./order-courier.ts";
import { perform } from "./order-effects.ts";
import { readPulse } from "./order-pulse.ts";
import {
  type HistoryEntry,
  hasOrder,
  ORDER_SCHEMA,
  readHistory,
  readOrder,
  recordHistory,
  writeOrder,
} from "./order-store.ts";

/** While requests are being delivered the alarm stands this far off, in case that dies. */
const WATCHDOG_MS = 15_000;
/** How long a caller waits for the order to come to rest before it gets the state as it is. */
const ANSWER_WAIT_MS = 12_000;

/** A step and the name of the input that led to it. */
interface Turn {
  readonly input: string;
  readonly step: Step;
}

export class OrderObject extends DurableObject<Env> {
  readonly #storage: DurableObjectStorage;
  readonly #deadlines: Deadlines<"order" | "outbox">;
  readonly #answers: OrderAnswers;
  readonly #courier: OrderCourier;
  #order: Order | null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = ctx.storage;
    this.#deadlines = new Deadlines(ctx.storage);
    this.#answers = new OrderAnswers(ctx.storage.sql);
    this.#courier = new OrderCourier({
      sql: ctx.storage.sql,
      order: () => this.#order,
      perform: (order, request) => perform(this.env, order, request),
      onAnswer: (answer, delivered) => {
        if (answer === null) this.#commit([], Date.now(), { delivered });
        else this.#apply(answer, { delivered });
      },
      onPostponed: () => this.#commit([], Date.now()),
    });
    // Looking at an order that is not there must not cost storage for ever after.
    const isKnown = hasOrder(ctx.storage.sql);
    if (isKnown) migrate(ctx.storage, ORDER_SCHEMA);
    this.#order = isKnown ? readOrder(ctx.storage.sql) : null;
  }

  /** Opens the checkout; where there is one already under this id, that one is the answer. */
  async open(
    opening: FormerOpening,
    change: CheckoutChange,
    command: CommandKey,
  ): Promise<OrderAnswer> {
    if (this.#order === null) {
      const now = Date.now();
      const order = openOrder(upgradeOpening(opening), now);
      migrate(this.#storage, ORDER_SCHEMA);
      this.#storage.transactionSync(() =>
        this.#store(null, { order, effects: [] }, { input: "open", now }),
      );
      this.#order = order;
      this.#deadlines.plan(now);
      // What an earlier checkout knew and this one cannot use is left out.
      for (const input of inputsOf(change)) this.#apply(input);
    }
    const { cartId } = opening;
    return this.#answer({ cartId }, command, async () => this.#current());
  }

  /** @returns the order as it is */
  async view(claim: OrderClaim): Promise<OrderAnswer> {
    return this.#isFor(claim) ? this.#current() : fail({ reason: "not_found" });
  }

  /** Sets contact, address and shipping: all of them, or nothing where one is refused. */
  async change(
    claim: OrderClaim,
    change: CheckoutChange,
    command: CommandKey,
  ): Promise<OrderAnswer> {
    return this.#answer(claim, command, async () => {
      const problem = this.#applyAll(inputsOf(change));
      return problem === null ? this.#current() : fail(problem);
    });
  }

  /** Places the order; answers when the shopper can pay, or when it is clear that they cannot. */
  async place(claim: OrderClaim, request: PlaceOrder, command: CommandKey): Promise<OrderAnswer> {
    const holdMs = Number(this.env.HOLD_MS);
    return this.#answer(claim, command, () => this.#run({ type: "place", ...request, holdMs }));
  }

  /** Lets the order go: by the shopper before the money is taken, by staff also afterwards. */
  async cancel(claim: OrderClaim, command: CommandKey): Promise<OrderAnswer> {
    const by = claim === "shop" ? "staff" : "shopper";
    return this.#answer(claim, command, () => this.#run({ type: "cancel", by }));
  }

  /** Gives money back for some units. */
  async refund(request: AskRefund, command: CommandKey): Promise<OrderAnswer> {
    return this.#answer("shop", command, () =>
      this.#run({ type: "refund", key: command.key, ...request }),
    );
  }

  /** Somebody thinks that the provider has news; `eventId` makes the same news count once. */
  async poke(claim: OrderClaim, eventId: string | null = null): Promise<OrderAnswer> {
    if (this.#order === null || !this.#isFor(claim)) return fail({ reason: "not_found" });
    return this.#run({ type: "poke", eventId });
  }

  /**
   * Looks after an order whose alarm may be lost: does what time asks for, delivers what waits and
   * plans the alarm anew. Safe to repeat.
   */
  async wake(): Promise<Result<OrderPulse, NotFound>> {
    const now = Date.now();
    if (this.#order !== null && isAbandoned(this.#order, now)) await this.#forget();
    const order = this.#order;
    if (order === null) return fail({ reason: "not_found" });
    this.#deadlines.set("order", order.deadlineAt);
    await this.#run({ type: "tick" });
    this.#commit([], Date.now());
    this.#deadlines.renew(Date.now());
    return ok(readPulse(this.#storage.sql, this.#order ?? order));
  }

  /** Tells once more what lists should show; an order that nobody has heard of stays so. */
  async republish(): Promise<OrderAnswer> {
    const order = this.#order;
    if (order === null) return fail({ reason: "not_found" });
    if (!order.isTold) return ok(order);
    this.#commit([], Date.now(), { asks: [publish(order, "order.changed")] });
    await waitAtMost(this.#courier.deliver(), ANSWER_WAIT_MS);
    return this.#current();
  }

  /** @returns every change of status with the input that caused it */
  async history(): Promise<HistoryEntry[]> {
    return this.#order === null ? [] : readHistory(this.#storage.sql);
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    if (this.#order === null) return;
    if (isAbandoned(this.#order, now)) return this.#forget();
    await this.#deadlines.ring(now, async () => {
      this.#apply({ type: "tick" });
      await this.#courier.deliver();
    });
  }

  async #forget(): Promise<void> {
    this.#order = null;
    this.#deadlines.forget();
    await this.#storage.deleteAll();
  }

  #isFor(claim: OrderClaim): boolean {
    return typeof claim === "string" || claim.cartId === this.#order?.cartId;
  }

  #current(): OrderAnswer {
    return this.#order === null ? fail({ reason: "not_found" }) : ok(this.#order);
  }

  async #run(input: OrderInput): Promise<OrderAnswer> {
    const problem = this.#apply(input);
    await waitAtMost(this.#courier.deliver(), ANSWER_WAIT_MS);
    return problem === null ? this.#current() : fail(problem);
  }

  #answer(
    claim: OrderClaim,
    command: CommandKey,
    work: () => Promise<OrderAnswer>,
  ): Promise<OrderAnswer> {
    if (this.#order === null || !this.#isFor(claim)) {
      return Promise.resolve(fail({ reason: "not_found" }));
    }
    return this.#answers.once(command, work);
  }

  /** One input, one turn: state, history and requests are stored together or not at all. */
  #apply(input: OrderInput, options: { delivered?: string } = {}): OrderProblem | null {
    const before = this.#order;
    if (before === null) return null;
    const now = Date.now();
    const step = stepOrder(before, input, now);
    this.#commit([{ input: input.type, step }], now, options);
    return step.result.ok ? null : step.result.problem;
  }

  /** Several edits as one: where one is refused, none is stored. */
  #applyAll(inputs: readonly OrderInput[]): OrderProblem | null {
    let order = this.#order;
    if (order === null) return null;
    const now = Date.now();
    const turns: Turn[] = [];
    for (const input of inputs) {
      const step = stepOrder(order, input, now);
      if (!step.result.ok) return step.result.problem;
      turns.push({ input: input.type, step });
      order = step.order;
    }
    this.#commit(turns, now);
    return null;
  }

  #commit(
    turns: readonly Turn[],
    now: number,
    { delivered, asks = [] }: { delivered?: string; asks?: readonly OrderEffect[] } = {},
  ): void {
    let order = this.#order;
    try {
      this.#storage.transactionSync(() => {
        // Whoever finds the row gone comes second: the answer was taken in already.
        if (delivered !== undefined && !strike(this.#storage.sql, delivered)) return;
        this.#ask(asks);
        for (const { input, step } of turns) {
          if (step.order !== order) this.#store(order, step, { input, now });
          order = step.order;
        }
        this.#setOutboxDeadline(now);
      });
    } catch (error) {
      this.#deadlines.forget();
      throw error;
    }
    this.#order = order;
    this.#deadlines.plan(now);
  }

  #store(
    before: Order | null,
    { order, effects }: Pick<Step, "order" | "effects">,
    { input, now }: { input: string; now: number },
  ): void {
    const { sql } = this.#storage;
    writeOrder(sql, before, order);
    if (order.status !== before?.status) {
      recordHistory(sql, { version: order.version, at: now, input, status: order.status });
    }
    this.#ask(effects);
    this.#deadlines.set("order", order.deadlineAt);
  }

  #ask(effects: readonly OrderEffect[]): void {
    for (const effect of effects) {
      enqueue(this.#storage.sql, { id: effect.id, request: effect, dueAt: effect.notBefore });
    }
  }

  /** A watchdog that stands far enough off already stays there: moving it costs a write each turn. */
  #setOutboxDeadline(now: number): void {
    const at = nextLookAt(this.#storage.sql, { now, watchdogMs: WATCHDOG_MS });
    const known = this.#deadlines.at("outbox");
    const isWatched =
      at === now + WATCHDOG_MS && known !== null && known > now + WATCHDOG_MS / 2 && known <= at;
    if (!isWatched) this.#deadlines.set("outbox", at);
  }
}
