/** One world: a shop, its people and its bad luck, all from one seed, played until it is at rest. */
import catalogMigrations from "migrations:catalog";
import orderMigrations from "migrations:orders";
import { holdIdOf, type Id, toId } from "../../domain/id.ts";
import { CartObject } from "../../durable-objects/cart-object.ts";
import { OrderObject } from "../../durable-objects/order-object.ts";
import { StockObject } from "../../durable-objects/stock-object.ts";
import type { Env } from "../../env.gen.ts";
import { Payments } from "../../gateways/payments.ts";
import * as gateway from "../../gateways/stripe-attempt.ts";
import { consume } from "../../queues/consume.ts";
import { onSchedule } from "../../queues/scheduled.ts";
import { type BranchCounts, noBranches } from "./checks/branches.ts";
import { checkFinally } from "./checks/final.ts";
import { type Violation, Watch } from "./checks/watch.ts";
import { taken } from "./doubles/order-step.ts";
import { connect } from "./doubles/stripe.ts";
import { type FaultCounts, type FaultName, Faults, noFaults, type Strike } from "./faults.ts";
import { enter } from "./globals.ts";
import { Catalog, idOf } from "./people/catalog.ts";
import { Shopper } from "./people/shopper.ts";
import { Staff } from "./people/staff.ts";
import { Street } from "./people/street.ts";
import { Database, Disk } from "./platform/database.ts";
import { Objects } from "./platform/objects.ts";
import { Queue } from "./platform/queues.ts";
import { QuickRows } from "./platform/quick-rows.ts";
import { type Rows, UnknownStatement } from "./platform/rows.ts";
import { SqliteRows } from "./platform/sqlite-rows.ts";
import { Account, type IntentRecord } from "./provider/account.ts";
import { StripeLine } from "./provider/line.ts";
import { Chance } from "./random.ts";
import { BEGINNING, Life, Stage } from "./stage.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long stock is held, as in wrangler.toml. */
const HOLD_MS = 15 * MINUTE_MS;
/** After the faults are over everything is at rest within the holds' time and this. */
const REST_MS = 30 * MINUTE_MS;
/** How long an order waits between two looks at a delayed method, and a little. */
const SLOW_MS = 65 * MINUTE_MS;
/** Three times as rare as in wrangler.toml: as if two runs of three were missed. */
const CRON_MS = 15 * MINUTE_MS;
/** No day of faults is longer than this. */
const LIFE_MS = 30 * HOUR_MS;
/** A world that does more than that runs in circles. */
const STEPS_MAX = 2_000_000;

/** What a world is made of; the seed alone decides all of it, unless told otherwise. */
export interface WorldOptions {
  readonly seed: number;
  readonly storage: "quick" | "sqlite";
  /** Copies everything that crosses between two lives. */
  readonly copies?: boolean;
  /** Writes down what happens. */
  readonly isTold?: boolean;
  /** Faults that do not strike, to find out which ones matter. */
  readonly off?: ReadonlySet<FaultName>;
  /** Shoppers who stay at home, for the same reason. */
  readonly absent?: ReadonlySet<number>;
  /** In place of chance: one shopper, and faults at given moments. */
  readonly script?: Script;
}

/** A small world that is told what to do. */
export interface Script {
  readonly strikes: readonly Strike[];
  readonly shoppers: number;
  readonly units: number;
}

interface ShopQueues {
  readonly payments: Queue;
  readonly orders: Queue;
  readonly stock: Queue;
  readonly notices: Queue;
  /** These and their dead letters. */
  readonly all: readonly Queue[];
}

/** What came of a world. */
export interface WorldEnd {
  readonly seed: number;
  readonly violation: Violation | null;
  readonly checkouts: number;
  readonly steps: number;
  readonly trace: number;
  readonly faults: FaultCounts;
  readonly branches: BranchCounts;
  readonly history: readonly string[];
  readonly shoppers: number;
  /** The moments of a scripted world, each with the faults that could have struck there. */
  readonly moments: readonly (readonly FaultName[])[];
}

const ordersDisk = new Disk(orderMigrations);
const catalogDisk = new Disk(catalogMigrations);

/** Plays one world to its end. */
export function play(options: WorldOptions): WorldEnd {
  return new World(options).play();
}

class World {
  readonly #options: WorldOptions;
  readonly #chance: Chance;
  readonly #stage: Stage;
  readonly #branches = noBranches();
  readonly #counts = noFaults();
  readonly #watch: Watch;
  readonly #objects: Objects;
  readonly #account: Account;
  readonly #catalog: Catalog;
  readonly #queues: readonly Queue[];
  readonly #payments: Queue;
  readonly #env: Env;
  readonly #street: Street;
  readonly #shoppers: readonly Shopper[];
  readonly #received = new Map<string, number>();
  readonly #letters = new Map<string, number>();
  readonly #delayed = new Set<string>();
  readonly #webhooks: { readonly at: number; readonly send: () => void }[] = [];
  /** The quick tables met a statement that they have not learned. */
  #unknown: UnknownStatement | null = null;
  #visitors = 0;
  #eventIds = 0;

  constructor(options: WorldOptions) {
    const { seed, script } = options;
    this.#options = options;
    this.#chance = new Chance(seed, "world");
    const chance = this.#chance;
    const intensity = script ? 1 : chance.pick([0, 0.3, 1, 1, 1, 2, 2, 4]);
    const faults = new Faults({
      chance: new Chance(seed, "faults"),
      intensity,
      off: options.off ?? new Set(),
      counts: this.#counts,
      script: script?.strikes ?? null,
    });
    this.#stage = new Stage({
      faults,
      chance: new Chance(seed, "network"),
      isTold: options.isTold ?? false,
    });
    const stage = this.#stage;
    enter(stage, seed);
    taken.length = 0;
    const forgetCircuits: unknown = Reflect.get(gateway, "forgetCircuits");
    if (typeof forgetCircuits === "function") forgetCircuits();
    ordersDisk.empty();
    catalogDisk.empty();
    this.#watch = new Watch({
      stage,
      branches: this.#branches,
      objects: () => this.#objects,
      account: () => this.#account,
    });
    stage.onError = (error) => this.#onError(error);
    this.#objects = new Objects({
      stage,
      makeRows: (): Rows => (options.storage === "quick" ? new QuickRows() : new SqliteRows()),
      classes: { stock: StockObject, cart: CartObject, order: OrderObject },
      copies: options.copies ?? false,
      onNew: (host) => this.#watch.follow(host),
      onAnswer: (host, asked) => this.#watch.onAnswer(host, asked),
    });
    this.#account = new Account({
      now: () => stage.timeline.now,
      onEvent: (type, record) => this.#onEvent(type, record),
      onMove: (record, before) => this.#watch.onMove(record, before),
      onRare: (what) => {
        this.#watch.meet(what);
        if (what === "key_forgotten") faults.happened("F49");
      },
      onDelayed: (record) => this.#onDelayed(record),
    });
    connect(new StripeLine(stage, this.#account));
    this.#catalog = new Catalog(seed, script ? 1 : chance.int(1, 5), {
      stage,
      disk: catalogDisk,
      chance: new Chance(seed, "catalog"),
    });
    const queues = this.#makeQueues();
    this.#queues = queues.all;
    this.#payments = queues.payments;
    this.#env = this.#bindings(queues);
    this.#objects.env = this.#env;
    this.#street = new Street({
      seed,
      stage,
      watch: this.#watch,
      account: this.#account,
      catalog: this.#catalog,
      env: this.#env,
      spreadMs: script ? 100 : chance.pick([2_000, 3 * MINUTE_MS, 20 * MINUTE_MS]),
      isPlain: script !== undefined,
      mixesCurrencies: !script && chance.is(0.3),
      hostile: (orderId, of) => this.#beHostile(orderId, of),
    });
    const people = script ? script.shoppers : chance.pick([2, 15, 40, 80, 120]);
    this.#shoppers = Array.from(
      { length: people },
      (_, number) => new Shopper(this.#street, number, idOf("cart", seed, number)),
    );
  }

  #onError(error: unknown): void {
    if (error instanceof UnknownStatement) this.#unknown = error;
    if (!(error instanceof Error)) return;
    const isBug =
      /^(?:Type|Range|Reference|Syntax|Zod)Error$/.test(error.name) ||
      /Invariant broken|I20|constraint failed|UNIQUE|under our hands|Unreachable|dead object/.test(
        error.message,
      );
    const invariant = error.message.includes("I20") ? "I20" : "I30";
    if (isBug) this.#watch.violate(invariant, `the program broke: ${error.name} ${error.message}`);
  }

  #makeQueues(): ShopQueues {
    const stage = this.#stage;
    const parts = { stage, consume: (batch: object) => this.#consume(batch) };
    const make = (name: string, mayLose: boolean) => {
      const deadLetters = new Queue(`${name}-dlq`, { ...parts, deadLetters: null });
      return { live: new Queue(name, { ...parts, deadLetters, mayLose }), deadLetters };
    };
    const payments = make("kiosk-payment-events", true);
    const orders = make("kiosk-order-events", false);
    const stock = make("kiosk-stock-events", false);
    const notices = make("kiosk-notices", true);
    const all = [payments, orders, stock, notices].flatMap((each) => [each.live, each.deadLetters]);
    return {
      payments: payments.live,
      orders: orders.live,
      stock: stock.live,
      notices: notices.live,
      all,
    };
  }

  async #consume(batch: object): Promise<void> {
    await consume(batch as MessageBatch<unknown>, this.#env);
  }

  #bindings(queues: ShopQueues): Env {
    const stage = this.#stage;
    const env = {
      STOCK: this.#objects.namespace("stock"),
      CART: this.#objects.namespace("cart"),
      ORDER: this.#objects.namespace("order"),
      PAYMENTS: new Payments({} as never, { STRIPE_SECRET_KEY: "sk_test" } as never),
      PAYMENT_EVENTS: queues.payments,
      ORDER_EVENTS: queues.orders,
      STOCK_EVENTS: queues.stock,
      NOTICES: queues.notices,
      ORDERS: new Database(stage, ordersDisk),
      CATALOG: this.#catalogDatabase(),
      EMAIL: { send: (message: { subject: string }) => this.#post(message.subject) },
      SIGNING_KEY: "key",
      STRIPE_SECRET_KEY: "sk_test",
      STRIPE_PUBLISHABLE_KEY: "pk_test",
      SHOP_ORIGIN: "https://shop.example",
      SHOP_NAME: "Tidewick",
      MAIL_FROM: "orders@shop.example",
      HOLD_MS: String(HOLD_MS),
    };
    return env as unknown as Env;
  }

  #catalogDatabase(): Database {
    const database: Database = new Database(this.#stage, catalogDisk, (text, values) =>
      this.#catalog.answer(database, text, values),
    );
    return database;
  }

  /** A letter leaves the house; now and then nobody learns of it. */
  #post(orderId: string): Promise<void> {
    const { faults, chance } = this.#stage;
    const isDoubtful = faults.strikes("F63", 0.01);
    const nobody = new Life("post office");
    return this.#stage.call(
      {
        requestMs: chance.int(20, 300),
        replyMs: 5,
        runs: 1,
        failure: isDoubtful ? () => new Error("The post office did not answer") : null,
        failureMs: 15_000,
        death: null,
      },
      {
        life: () => nobody,
        serve: () => {
          this.#letters.set(orderId, (this.#letters.get(orderId) ?? 0) + 1);
        },
      },
    );
  }

  /** The provider tells of an event, or fails to. */
  #onEvent(type: string, record: IntentRecord): void {
    const { faults, chance, timeline } = this.#stage;
    this.#eventIds += 1;
    const id = `evt_${this.#eventIds}`;
    const send = () => this.#deliverWebhook(id, type, record);
    if (faults.strikes("F45", 0.06)) return;
    if (faults.strikes("F42", 0.05)) timeline.after(chance.int(100, 30_000), send);
    if (faults.strikes("F44", 0.02)) {
      this.#webhooks.push({ at: timeline.now + chance.int(HOUR_MS, 72 * HOUR_MS), send });
      return;
    }
    const isSlow = faults.strikes("F43", 0.05);
    timeline.after(isSlow ? chance.int(2_000, 60_000) : chance.int(50, 800), send);
  }

  #deliverWebhook(
    eventId: string,
    type: string,
    { id, orderId }: Pick<IntentRecord, "id" | "orderId">,
  ): void {
    const { stage } = this;
    const life = new Life("webhook");
    stage.current = life;
    const event = {
      id: eventId,
      type: "payment.observed",
      version: 1,
      at: stage.timeline.now,
      subject: orderId,
      data: { provider: "stripe", orderId, intentId: id, providerType: type },
    };
    // Stripe repeats what was not taken.
    this.#payments.send(event).catch(() => {
      stage.timeline.after(30_000, () => this.#deliverWebhook(eventId, type, { id, orderId }));
    });
  }

  get stage(): Stage {
    return this.#stage;
  }

  #onDelayed(record: IntentRecord): void {
    this.#delayed.add(record.id);
    const { chance, timeline } = this.#stage;
    timeline.after(chance.int(5_000, 5 * HOUR_MS), () => this.#settle(record.id));
  }

  #settle(id: string): void {
    if (!this.#delayed.delete(id)) return;
    const record = this.#account.intents.get(id);
    this.#account.happen(id, { type: "settle" });
    if (record?.intent.status === "requires_payment_method") this.#watch.meet("delayed_failed");
  }

  /** A stranger calls the objects: every answer is a refusal, and nothing moves. */
  async #beHostile(orderId: Id<"order">, chance: Chance): Promise<void> {
    const { ORDER, STOCK } = this.#env;
    const foreign = { cartId: idOf("cart", this.#options.seed, 9_999) };
    const quantity = chance.pick([0, -1, 1.5, 2_000_000]);
    const itemId = this.#catalog.itemIds[0];
    const order = this.#watch.orders.get(orderId);
    if (itemId === undefined || order === undefined) return;
    try {
      const seen = await ORDER.getByName(orderId).view(foreign);
      this.#watch.expect(!seen.ok, "I26", () => `${orderId} was shown to a stranger`);
      const stock = STOCK.getByName(itemId);
      const location = toId("location", "loc_harbour");
      const taken = await stock.receive({ key: `evil ${chance.next()}`, location, quantity });
      this.#watch.expect(!taken.ok, "I1", () => `${itemId} took in ${quantity}`);
      const holdId = holdIdOf(orderId, order.attempt);
      const back = await stock.restock({ key: `evil ${chance.next()}`, holdId, quantity: 999 });
      this.#watch.expect(!back.ok, "I24", () => `${itemId} took back 999`);
      this.#stage.faults.happened("F59");
    } catch {
      // A stranger is not owed an answer.
    }
  }

  play(): WorldEnd {
    let violation: Violation | null = null;
    try {
      this.#begin();
      this.#playUntil(() => this.#isOver(), LIFE_MS);
      this.#calm();
      const restAt = this.#stage.timeline.now + HOLD_MS + REST_MS;
      this.#playUntil(() => false, restAt - BEGINNING);
      if (this.#waitsForDelayed()) this.#playUntil(() => false, restAt + SLOW_MS - BEGINNING);
      if (this.#watch.violation === null) this.#finish();
    } catch (error) {
      if (error instanceof UnknownStatement) throw error;
      this.#watch.violate("I30", `the simulation broke: ${String(error)}`);
    }
    violation = this.#watch.violation;
    const { timeline, trace, history, faults } = this.#stage;
    return {
      seed: this.#options.seed,
      violation,
      checkouts: this.#watch.orders.size,
      steps: timeline.steps,
      trace: trace >>> 0,
      faults: this.#counts,
      branches: this.#branches,
      history: history ?? [],
      shoppers: this.#shoppers.length,
      moments: faults.moments,
    };
  }

  /** Everybody has gone home, and whoever was cut off from the provider no longer is. */
  #isOver(): boolean {
    if (this.#visitors > 0) return false;
    const { now } = this.#stage.timeline;
    if (now < BEGINNING + (this.#options.script ? 0 : 20 * MINUTE_MS)) return false;
    for (const until of this.#account.cutOff.values()) {
      if (now < until + 10 * MINUTE_MS) return false;
    }
    return true;
  }

  /** A delayed method whose end was told to nobody: the order asks once an hour. */
  #waitsForDelayed(): boolean {
    for (const { status, payment } of this.#watch.orders.values()) {
      if (status === "awaiting_payment" && payment.intentStatus === "processing") return true;
    }
    return false;
  }

  #playUntil(isOver: () => boolean, limitMs: number): void {
    const { timeline } = this.#stage;
    while (this.#watch.violation === null && !isOver()) {
      if (timeline.nextAt() > BEGINNING + limitMs) break;
      timeline.step();
      if (this.#unknown !== null) throw this.#unknown;
      if (timeline.steps > STEPS_MAX) {
        this.#watch.violate("I11", "the world runs in circles");
      }
    }
    timeline.now = Math.max(timeline.now, Math.min(BEGINNING + limitMs, timeline.nextAt()));
  }

  #begin(): void {
    const { script, absent } = this.#options;
    const staff = new Staff({
      stage: this.#stage,
      chance: new Chance(this.#options.seed, "staff"),
      env: this.#env,
      watch: this.#watch,
      account: this.#account,
      catalog: this.#catalog,
      received: this.#received,
      deeds: 4 + Math.floor(this.#shoppers.length / 3),
      isBrief: script !== undefined,
      unitsMax: script ? script.units : this.#chance.pick([1, 3, 20, 60, 200]),
    });
    staff.work();
    this.#shoppers.forEach((shopper, number) => {
      if (absent?.has(number)) return;
      this.#visitors += 1;
      let isHere = true;
      const leave = () => {
        if (isHere) this.#visitors -= 1;
        isHere = false;
      };
      shopper.life.onDeath = leave;
      this.#stage.after(shopper.life, 2_000, () => {
        shopper
          .visit()
          .then(leave, (error) => this.#watch.violate("I30", `a shopper saw ${String(error)}`));
      });
    });
    this.#planCron();
    if (script === undefined) this.#planDisasters();
  }

  #planCron(): void {
    const { stage } = this;
    const { faults } = stage;
    stage.timeline.after(CRON_MS, () => {
      this.#planCron();
      if (faults.strikes("F60a", 0.1)) return;
      this.#runCron();
      if (faults.strikes("F60b", 0.1)) this.#runCron();
    });
  }

  #runCron(): void {
    const { stage } = this;
    stage.current = new Life("cron");
    onSchedule({ scheduledTime: stage.timeline.now }, this.#env).catch(() => {});
  }

  #planDisasters(): void {
    const { stage } = this;
    const { faults, chance, timeline } = stage;
    const spread = 25 * MINUTE_MS;
    if (faults.strikes("F5", 0.3)) {
      timeline.after(chance.int(0, spread), () => this.#objects.killSome(0.5));
    }
    if (faults.strikes("F28", 0.15)) {
      timeline.after(chance.int(0, spread), () => this.#objects.killSome(1));
    }
    if (faults.strikes("F33", 0.1)) {
      timeline.after(chance.int(0, spread), () => this.#payments.put({ nonsense: true }));
    }
    if (faults.strikes("F47", 0.1)) {
      const unknown = idOf("order", this.#options.seed, 9_999);
      const record = { id: "pi_unknown", orderId: unknown };
      timeline.after(chance.int(0, spread), () =>
        this.#deliverWebhook("evt_unknown", "payment_intent.succeeded", record),
      );
    }
  }

  /** From here on nothing goes wrong any more; what was late comes now. */
  #calm(): void {
    const { stage } = this;
    stage.tell(() => "the faults are over");
    stage.faults.stop();
    this.#account.cutOff.clear();
    for (const host of this.#objects.hosts.values()) {
      host.skewMs = 0;
      host.kill();
      host.hurryAlarm();
    }
    for (const { send } of this.#webhooks) stage.timeline.after(stage.chance.int(0, 60_000), send);
    for (const id of this.#delayed) {
      stage.timeline.after(stage.chance.int(0, 5 * MINUTE_MS), () => this.#settle(id));
    }
    for (const queue of this.#queues) queue.hurry();
    this.#sweep();
  }

  /** Orders whose alarm the platform lost are poked by whoever looks over the lists. */
  #sweep(): void {
    const { stage } = this;
    for (const host of this.#objects.hosts.values()) {
      if (host.kind !== "order" || !host.hasLostAlarm) continue;
      stage.current = new Life("sweeper");
      this.#env.ORDER.getByName(host.name).poke("shop");
    }
  }

  #finish(): void {
    const [letters] = ordersDisk.all("SELECT count(*) AS count FROM dead_letters");
    this.#branches.message_parked += Number(letters?.count ?? 0);
    checkFinally({
      watch: this.#watch,
      objects: this.#objects,
      account: this.#account,
      orders: ordersDisk,
      catalog: catalogDisk,
      letters: this.#letters,
      shoppers: this.#shoppers,
      received: this.#received,
    });
  }
}
