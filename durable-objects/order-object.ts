/** The object of one order: loads, steps, stores state and requests in one turn, delivers them. */
import { DurableObject } from "cloudflare:workers";
import {
  type CheckoutRates,
  type FormerRules,
  type StoredRules,
  upgradeRules,
} from "../domain/checkout-rules.ts";
import type { Id } from "../domain/id.ts";
import type { Address, Order, OrderEffect, OrderInput, OrderProblem } from "../domain/order.ts";
import { type OpenOrder, openOrder } from "../domain/order-checkout.ts";
import { publish, type Step } from "../domain/order-moves.ts";
import type { OrderPulse } from "../domain/order-pulse.ts";
import { isAbandoned, stepOrder } from "../domain/order-step.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { Env } from "../env.gen.ts";
import { Deadlines } from "../runtime/alarms.ts";
import type { IdempotencyMismatch } from "../runtime/commands.ts";
import { log } from "../runtime/log.ts";
import {
  dueRows,
  enqueue,
  nextLookAt,
  type OutboxRow,
  postpone,
  strike,
} from "../runtime/outbox.ts";
import { migrate } from "../runtime/schema.ts";
import { withinTime } from "../runtime/within-time.ts";
import { pauseAfter, perform } from "./order-effects.ts";
import { readPulse } from "./order-pulse.ts";
import {
  claimAnswer,
  type FormerLine,
  type HistoryEntry,
  hasOrder,
  keepAnswer,
  ORDER_SCHEMA,
  readAnswer,
  readHistory,
  readOrder,
  recordHistory,
  upgradeLine,
  upgradeOrder,
  writeOrder,
} from "./order-store.ts";

/** One that does not come back is given up after that long, so that it holds no other one up. */
const DELIVERY_MAX_MS = 60_000;
/** While requests are being delivered the alarm stands this far off, in case that dies. */
const WATCHDOG_MS = 15_000;
/** How long a caller waits for the order to come to rest before it gets the state as it is. */
const ANSWER_WAIT_MS = 12_000;
/** After that many failed deliveries a person should look. */
const STUCK_ATTEMPTS = 6;

/** A caller's idempotency key and what exactly was asked under it. */
export interface CommandKey {
  readonly key: string;
  readonly fingerprint: string;
}

/**
 * Who asks: a shopper with the cart that the checkout came from, the holder of the order's signed
 * link, or the shop itself (staff, queues). Foreign and missing orders look the same.
 */
export type OrderClaim = { readonly cartId: Id<"cart"> } | "link" | "shop";

/** What a caller of any version opens a checkout from. */
type FormerOpening = Omit<OpenOrder, "rules" | "lines"> & {
  readonly rules: StoredRules | FormerRules;
  readonly lines: readonly FormerLine[];
};

/** The checkout's parts that a shopper may set in one go. */
export interface CheckoutChange {
  readonly email?: string | undefined;
  readonly address?: Address | undefined;
  readonly shippingMethodId?: string | undefined;
  readonly taxId?: string | null | undefined;
  /** Prices of lists for a country or a group: all of them, in place of those before. */
  readonly prices?: Omit<Extract<OrderInput, { type: "set_prices" }>, "type"> | undefined;
  /** Taxes and shipping, where they were read or asked anew for this change. */
  readonly rates?: CheckoutRates | undefined;
  /** The codes entered, what they stand for, and what applies without any. */
  readonly promotions?: Omit<Extract<OrderInput, { type: "set_promotions" }>, "type"> | undefined;
}

/** A step and the name of the input that led to it. */
interface Turn {
  readonly input: string;
  readonly step: Step;
}

type Unknown = { readonly reason: "not_found" };
/** The order after a command, or why it does not do what it was told. */
export type OrderAnswer = Result<Order, OrderProblem | IdempotencyMismatch | Unknown>;
type Answer = OrderAnswer;
type PlaceOrder = Omit<Extract<OrderInput, { type: "place" }>, "type" | "holdMs">;
type AskRefund = Omit<Extract<OrderInput, { type: "refund" }>, "type" | "key">;

export class OrderObject extends DurableObject<Env> {
  readonly #storage: DurableObjectStorage;
  readonly #deadlines: Deadlines<"order" | "outbox">;
  #order: Order | null;
  /** The requests under way, of which there is one round at a time. */
  #round: Promise<void> | null = null;
  readonly #running = new Map<string, Promise<Answer>>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = ctx.storage;
    this.#deadlines = new Deadlines(ctx.storage);
    // Looking at an order that is not there must not cost storage for ever after.
    const isKnown = hasOrder(ctx.storage.sql);
    if (isKnown) migrate(ctx.storage, ORDER_SCHEMA);
    this.#order = isKnown ? readOrder(ctx.storage.sql) : null;
  }

  /** Opens the checkout; where there is one already under this id, that one is the answer. */
  async open(opening: FormerOpening, change: CheckoutChange, command: CommandKey): Promise<Answer> {
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
  async view(claim: OrderClaim): Promise<Answer> {
    return this.#isFor(claim) ? this.#current() : fail({ reason: "not_found" });
  }

  /** Sets contact, address and shipping: all of them, or nothing where one is refused. */
  async change(claim: OrderClaim, change: CheckoutChange, command: CommandKey): Promise<Answer> {
    return this.#answer(claim, command, async () => {
      const problem = this.#applyAll(inputsOf(change));
      return problem === null ? this.#current() : fail(problem);
    });
  }

  /** Places the order; answers when the shopper can pay, or when it is clear that they cannot. */
  async place(claim: OrderClaim, request: PlaceOrder, command: CommandKey): Promise<Answer> {
    const holdMs = Number(this.env.HOLD_MS);
    return this.#answer(claim, command, () => this.#run({ type: "place", ...request, holdMs }));
  }

  /** Lets the order go: by the shopper before the money is taken, by staff also afterwards. */
  async cancel(claim: OrderClaim, command: CommandKey): Promise<Answer> {
    const by = claim === "shop" ? "staff" : "shopper";
    return this.#answer(claim, command, () => this.#run({ type: "cancel", by }));
  }

  /** Gives money back for some units. */
  async refund(request: AskRefund, command: CommandKey): Promise<Answer> {
    return this.#answer("shop", command, () =>
      this.#run({ type: "refund", key: command.key, ...request }),
    );
  }

  /** Somebody thinks that the provider has news; `eventId` makes the same news count once. */
  async poke(claim: OrderClaim, eventId: string | null = null): Promise<Answer> {
    if (this.#order === null || !this.#isFor(claim)) return fail({ reason: "not_found" });
    return this.#run({ type: "poke", eventId });
  }

  /**
   * Looks after an order whose alarm may be lost: does what time asks for, delivers what waits and
   * plans the alarm anew. Safe to repeat.
   */
  async wake(): Promise<Result<OrderPulse, Unknown>> {
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
  async republish(): Promise<Answer> {
    const order = this.#order;
    if (order === null) return fail({ reason: "not_found" });
    if (!order.isTold) return ok(order);
    const told = publish(order, "order.changed");
    enqueue(this.#storage.sql, { id: told.id, request: told, dueAt: told.notBefore });
    this.#commit([], Date.now());
    await this.#atMost(ANSWER_WAIT_MS, this.#deliver());
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
      await this.#deliver();
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

  #current(): Answer {
    return this.#order === null ? fail({ reason: "not_found" }) : ok(this.#order);
  }

  async #run(input: OrderInput): Promise<Answer> {
    const problem = this.#apply(input);
    await this.#atMost(ANSWER_WAIT_MS, this.#deliver());
    return problem === null ? this.#current() : fail(problem);
  }

  /** The same key is answered once: later calls get the first answer, simultaneous ones share it. */
  async #answer(
    claim: OrderClaim,
    { key, fingerprint }: CommandKey,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    if (this.#order === null || !this.#isFor(claim)) return fail({ reason: "not_found" });
    const { sql } = this.#storage;
    const now = Date.now();
    const known = readAnswer(sql, key, now);
    if (known !== null && known.fingerprint !== fingerprint) {
      return fail({ reason: "idempotency_mismatch" });
    }
    if (known?.answer != null) return parseAnswer(known.answer);
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    claimAnswer(sql, { key, fingerprint, now });
    const answer = work().then((given) => {
      keepAnswer(sql, key, JSON.stringify(given));
      return given;
    });
    this.#running.set(key, answer);
    try {
      return await answer;
    } finally {
      this.#running.delete(key);
    }
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

  #commit(turns: readonly Turn[], now: number, { delivered }: { delivered?: string } = {}): void {
    let order = this.#order;
    try {
      this.#storage.transactionSync(() => {
        // Whoever finds the row gone comes second: the answer was taken in already.
        if (delivered !== undefined && !strike(this.#storage.sql, delivered)) return;
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
    for (const effect of effects) {
      enqueue(sql, { id: effect.id, request: effect, dueAt: effect.notBefore });
    }
    this.#deadlines.set("order", order.deadlineAt);
  }

  /** A watchdog that stands far enough off already stays there: moving it costs a write each turn. */
  #setOutboxDeadline(now: number): void {
    const at = nextLookAt(this.#storage.sql, { now, watchdogMs: WATCHDOG_MS });
    const known = this.#deadlines.at("outbox");
    const isWatched =
      at === now + WATCHDOG_MS && known !== null && known > now + WATCHDOG_MS / 2 && known <= at;
    if (!isWatched) this.#deadlines.set("outbox", at);
  }

  /** Delivers what is due, and what its answers ask for, until nothing is. */
  async #deliver(): Promise<void> {
    for (;;) {
      const rows = dueRows<OrderEffect>(this.#storage.sql, Date.now());
      if (rows.length === 0) return;
      // Whoever comes second waits for the round under way and then looks again.
      this.#round ??= this.#deliverAll(rows).finally(() => {
        this.#round = null;
      });
      await this.#round;
    }
  }

  async #deliverAll(rows: readonly OutboxRow<OrderEffect>[]): Promise<void> {
    await Promise.all(rows.map((row) => this.#deliverOne(row)));
  }

  async #deliverOne({ id, request, attempts }: OutboxRow<OrderEffect>): Promise<void> {
    const order = this.#order;
    if (order === null) return;
    try {
      const answer = await withinTime(perform(this.env, order, request), DELIVERY_MAX_MS);
      if (answer === null) this.#commit([], Date.now(), { delivered: id });
      else this.#apply(answer, { delivered: id });
    } catch (error) {
      const pauseMs = pauseAfter(error, attempts, Math.random());
      postpone(this.#storage.sql, id, Date.now() + pauseMs);
      this.#commit([], Date.now());
      const fields = { orderId: order.id, kind: request.kind, attempt: attempts, error };
      if (attempts >= STUCK_ATTEMPTS) log.error("order.request.stuck", fields);
      else log.warn("order.request.retried", fields);
    }
  }

  async #atMost(ms: number, work: Promise<void>): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([work, patience]);
    clearTimeout(timer);
  }
}

function inputsOf(change: CheckoutChange): OrderInput[] {
  const { email, address, shippingMethodId, taxId, prices, rates, promotions: given } = change;
  const inputs: OrderInput[] = [];
  if (given !== undefined) inputs.push({ type: "set_promotions", ...given });
  if (rates !== undefined) inputs.push({ type: "set_rates", rates });
  if (taxId !== undefined) inputs.push({ type: "set_tax_id", taxId });
  if (email !== undefined) inputs.push({ type: "set_contact", email });
  if (address !== undefined) inputs.push({ type: "set_address", address });
  if (prices !== undefined) inputs.push({ type: "set_prices", ...prices });
  if (shippingMethodId !== undefined) {
    inputs.push({ type: "set_shipping", methodId: shippingMethodId });
  }
  return inputs;
}

/** An answer that was kept by any version of this program, in the present form. */
function parseAnswer(text: string): Answer {
  const answer: Answer = JSON.parse(text);
  return answer.ok ? ok(upgradeOrder(answer.value)) : answer;
}

function upgradeOpening(opening: FormerOpening): OpenOrder {
  const { rules, lines, currency } = opening;
  return { ...opening, rules: upgradeRules(rules, currency), lines: lines.map(upgradeLine) };
}
