/** The shop of a world: the production classes with bindings to everything that is simulated. */
import catalogMigrations from "migrations:catalog";
import orderMigrations from "migrations:orders";
import { CartObject } from "../../durable-objects/cart-object.ts";
import { CouponObject } from "../../durable-objects/coupon-object.ts";
import { OrderObject } from "../../durable-objects/order-object.ts";
import { StockObject } from "../../durable-objects/stock-object.ts";
import type { Env } from "../../env.gen.ts";
import { Payments } from "../../gateways/payments.ts";
import * as gateway from "../../gateways/stripe-attempt.ts";
import { CartPricing } from "../../queues/cart-pricing.ts";
import { consume } from "../../queues/consume.ts";
import { onSchedule } from "../../queues/scheduled.ts";
import type { Watch } from "./checks/watch.ts";
import { connect } from "./doubles/stripe.ts";
import type { Catalog } from "./people/catalog.ts";
import { Database, Disk } from "./platform/database.ts";
import { EmptyDatabase } from "./platform/empty-database.ts";
import { Objects } from "./platform/objects.ts";
import { Queue } from "./platform/queues.ts";
import { QuickRows } from "./platform/quick-rows.ts";
import { SqliteRows } from "./platform/sqlite-rows.ts";
import { Account } from "./provider/account.ts";
import { ProviderEvents } from "./provider/events.ts";
import { StripeLine } from "./provider/line.ts";
import { Life, type Stage } from "./stage.ts";

/** How long stock is held, as in wrangler.toml. */
export const HOLD_MS = 15 * 60_000;

/** Queues of which somebody repeats what they lost: the order looks itself, the cron asks again. */
const MAY_LOSE: ReadonlySet<string> = new Set(["kiosk-payment-events", "kiosk-notices"]);

/** Invoices are not part of these worlds: nothing of money or stock follows from them. */
const NOWHERE = { send: async () => undefined, sendBatch: async () => undefined };

/** The databases outlive the worlds; each world empties them. */
export const ordersDisk: Disk = new Disk(orderMigrations);
export const catalogDisk: Disk = new Disk(catalogMigrations);

/** What a shop is opened with. */
export interface ShopParts {
  readonly stage: Stage;
  readonly watch: Watch;
  readonly catalog: Catalog;
  readonly storage: "quick" | "sqlite";
  readonly copies: boolean;
}

/** Objects, queues, provider, letters. */
export class Shop {
  readonly #parts: ShopParts;
  readonly objects: Objects;
  readonly account: Account;
  readonly events: ProviderEvents;
  readonly env: Env;
  readonly queues: readonly Queue[];
  readonly hints: Queue;
  /** Letters that left the house, by order. */
  readonly letters = new Map<string, number>();

  constructor(parts: ShopParts) {
    const { stage, watch, storage, copies } = parts;
    this.#parts = parts;
    forgetCircuits();
    ordersDisk.empty();
    catalogDisk.empty();
    parts.catalog.shelve();
    this.objects = new Objects({
      stage,
      makeRows: () => (storage === "quick" ? new QuickRows() : new SqliteRows()),
      classes: {
        stock: StockObject,
        cart: CartObject,
        order: OrderObject,
        coupon: CouponObject,
      },
      copies,
      onNew: (host) => watch.follow(host),
      onAnswer: (host, asked) => watch.onAnswer(host, asked),
    });
    this.events = new ProviderEvents({
      stage,
      account: () => this.account,
      hints: () => this.hints,
      onDelayedFailure: () => watch.meet("delayed_failed"),
    });
    this.account = new Account({
      now: () => stage.timeline.now,
      onEvent: (type, record) => this.events.tell(type, record),
      onMove: (record, before) => watch.onMove(record, before),
      onRare: (what) => {
        watch.meet(what);
        if (what === "key_forgotten") stage.faults.happened("F49");
      },
      onDelayed: (record) => this.events.delay(record),
    });
    connect(new StripeLine(stage, this.account));
    const names = ["payment-events", "order-events", "stock-events", "notices"] as const;
    const [hints, orders, stock, notices] = names.map((name) => this.#queue(`kiosk-${name}`));
    if (!hints || !orders || !stock || !notices) throw new Error("A queue is missing");
    this.hints = hints.live;
    this.queues = [hints, orders, stock, notices].flatMap((each) => [each.live, each.dead]);
    this.env = this.#bindings({
      PAYMENT_EVENTS: hints.live,
      ORDER_EVENTS: orders.live,
      STOCK_EVENTS: stock.live,
      NOTICES: notices.live,
    });
    this.objects.env = this.env;
  }

  #queue(name: string): { readonly live: Queue; readonly dead: Queue } {
    const parts = {
      stage: this.#parts.stage,
      consume: (batch: object) => consume(batch as MessageBatch<unknown>, this.env),
    };
    const dead = new Queue(`${name}-dlq`, { ...parts, deadLetters: null });
    const mayLose = MAY_LOSE.has(name);
    return { live: new Queue(name, { ...parts, deadLetters: dead, mayLose }), dead };
  }

  #bindings(queues: Readonly<Record<string, Queue>>): Env {
    const { stage, catalog } = this.#parts;
    const prices: Database = new Database(stage, catalogDisk, (text, values) =>
      catalog.answer(prices, text, values),
    );
    const env = {
      STOCK: this.objects.namespace("stock"),
      CART: this.objects.namespace("cart"),
      ORDER: this.objects.namespace("order"),
      COUPON: this.objects.namespace("coupon"),
      PAYMENTS: new Payments({} as never, { STRIPE_SECRET_KEY: "sk_test" } as never),
      ...queues,
      INVOICE_EVENTS: NOWHERE,
      ORDERS: new Database(stage, ordersDisk),
      CATALOG: prices,
      SEARCH: new EmptyDatabase(),
      EMAIL: { send: (message: { subject: string }) => this.#post(message.subject) },
      SIGNING_KEY: "key",
      STRIPE_SECRET_KEY: "sk_test",
      STRIPE_PUBLISHABLE_KEY: "pk_test",
      SHOP_ORIGIN: "https://shop.example",
      SHOP_NAME: "Tidewick",
      MAIL_FROM: "orders@shop.example",
      HOLD_MS: String(HOLD_MS),
    };
    const core = env as unknown as Env;
    return Object.assign(core, { PRICING: new CartPricing({} as never, core) });
  }

  /** A letter leaves the house; now and then nobody learns of it. */
  #post(orderId: string): Promise<void> {
    const { faults, chance } = this.#parts.stage;
    const isDoubtful = faults.strikes("F63", 0.01);
    const nobody = new Life("post office");
    return this.#parts.stage.call(
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
          this.letters.set(orderId, (this.letters.get(orderId) ?? 0) + 1);
        },
      },
    );
  }

  /** The cron rings. */
  runCron(): void {
    const { stage } = this.#parts;
    stage.current = new Life("cron");
    onSchedule({ scheduledTime: stage.timeline.now }, this.env).catch(() => {});
  }

  /** @returns whether the platform owes an object its alarm */
  hasLostAlarms(): boolean {
    return [...this.objects.hosts.values()].some((host) => host.hasLostAlarm);
  }

  /** Nothing goes wrong any more, and what was late comes now. */
  calm(): void {
    this.account.cutOff.clear();
    for (const host of this.objects.hosts.values()) {
      host.skewMs = 0;
      host.kill();
      host.hurryAlarm();
    }
    this.events.hurry();
    for (const queue of this.queues) queue.hurry();
  }
}

/** What an isolate knows of the provider's health ends with the world. */
function forgetCircuits(): void {
  const forget: unknown = Reflect.get(gateway, "forgetCircuits");
  if (typeof forget === "function") forget();
}
