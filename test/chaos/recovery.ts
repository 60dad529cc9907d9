/** The shop is left alone until it is whole again: its alarms, its outboxes, its clock. */
import type { Id } from "../../domain/id.ts";
import { Client, type ClientParts } from "./client.ts";
import { findViolations, type Violation } from "./invariants.ts";
import { behave, readBooks } from "./provider.ts";
import type { Record } from "./record.ts";
import type { Ware, World } from "./rows.ts";
import { pause, type ShopProcess } from "./shop-process.ts";

/** Between two looks at the orders that are on their way, in milliseconds. */
const LOOK_MS = 500;
/** By then every order has come to its end by itself, in milliseconds: a hold, and retries. */
const REST_MS_MAX = 150_000;
/** The core's clock is run in quick steps of this length, as a cron does in slow ones, in milliseconds. */
const TICK_MS = 5 * 60 * 1000;
/** It begins so far ahead that every comparison is due and every grace is over, in milliseconds. */
const AHEAD_MS = 61 * 60 * 1000;
/** Between two ticks, in milliseconds. */
const PAUSE_MS = 200;
/** The comparisons that see all that happened today. */
const JOBS = [
  "orders.sweep",
  "orders.round",
  "stock.sweep",
  "stock.round",
  "payments.fresh",
  "desk",
];

/** What recovering needs. */
export interface RecoveryParts extends ClientParts {
  readonly shop: ShopProcess;
  readonly wares: readonly Ware[];
  /** After that long whatever is wrong stays wrong, in milliseconds. */
  readonly msMax: number;
}

/** How the shop came to rest. */
export interface Recovery {
  readonly violations: readonly Violation[];
  readonly world: World;
  readonly ms: number;
}

/** Switches the faults off and waits until everything holds, or for too long. */
export async function recover(parts: RecoveryParts): Promise<Recovery> {
  const { shop, record, wares, msMax } = parts;
  const client = new Client(parts);
  const startedAt = Date.now();
  const { faultsLeft } = await readBooks(client);
  await behave(client);
  const restless = await ordersAtRest(shop, record, startedAt + Math.min(msMax, REST_MS_MAX));
  const clock = new Clock(shop);
  let before = "";
  for (;;) {
    await clock.runRound(startedAt + msMax);
    const world = await readWorld(shop, client, { record, wares });
    const violations = [...restless, ...findViolations(world, record, wares)];
    const ms = Date.now() - startedAt;
    const isSame = JSON.stringify(violations) === before;
    before = JSON.stringify(violations);
    // What a whole round did not heal, no other will.
    if (violations.length === restless.length || isSame || ms > msMax) {
      return { violations, ms, world: { ...world, books: { ...world.books, faultsLeft } } };
    }
  }
}

/** The core's clock, in quick motion. */
class Clock {
  readonly #shop: ShopProcess;
  #aheadMs = AHEAD_MS;

  constructor(shop: ShopProcess) {
    this.#shop = shop;
  }

  /** Ticks until every comparison has gone through everything once more. */
  async runRound(deadline: number): Promise<void> {
    const since = Date.now() + this.#aheadMs;
    let left: readonly string[] = JOBS;
    while (left.length > 0 && Date.now() < deadline) {
      await this.#shop.ask("cron", { aheadMs: this.#aheadMs });
      this.#aheadMs += TICK_MS;
      const finished = await this.#shop.ask("jobs", { now: Date.now() });
      left = JOBS.filter((job) => !finished.some((of) => of.name === job && of.roundAt >= since));
      await pause(PAUSE_MS);
    }
  }
}

/** I11: nobody helps, no buyer comes back, no clock runs. @returns the orders that stay on their way */
async function ordersAtRest(
  shop: ShopProcess,
  record: Record,
  deadline: number,
): Promise<Violation[]> {
  let moving = [...record.orders.keys()];
  while (moving.length > 0) {
    const orders = await shop.ask("views", { ids: moving });
    const restless = orders.filter((order) => order !== null && !isAtRest(order.status));
    if (Date.now() > deadline) {
      return restless.flatMap((order) =>
        order === null
          ? []
          : { invariant: "I11", subject: order.id, says: `stays ${order.status} by itself` },
      );
    }
    moving = restless.flatMap((order) => order?.id ?? []);
    if (moving.length > 0) await pause(LOOK_MS);
  }
  return [];
}

function isAtRest(status: string): boolean {
  return status === "open" || status === "confirmed" || status === "cancelled";
}

async function readWorld(
  shop: ShopProcess,
  client: Client,
  { record, wares }: { record: Record; wares: readonly Ware[] },
): Promise<World> {
  const items = await shop.ask("items", { ids: wares.map(({ itemId }) => itemId) });
  const lists = await shop.ask("lists", { now: Date.now() });
  const books = await readBooks(client);
  const ids = new Set<Id<"order">>([
    ...record.orders.keys(),
    ...lists.orders.map(({ id }) => id),
    ...items.flatMap(({ promises }) => promises.map(({ orderId }) => orderId)),
    ...books.intents.map(({ metadata }) => metadata.order_id as Id<"order">),
  ]);
  const orders = await shop.ask("orders", { ids: [...ids] });
  const carts = await shop.ask("carts", { ids: [...record.carts.keys()] });
  return { items, orders, carts, lists, books };
}
