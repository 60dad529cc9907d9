/** The shop is left alone until it is whole again: its alarms, its outboxes, its clock. */
import type { Id } from "../../domain/id.ts";
import { Client, type ClientParts } from "./client.ts";
import type { Door } from "./door.ts";
import { findViolations, type Violation } from "./invariants.ts";
import { behave, readBooks } from "./provider.ts";
import type { Record } from "./record.ts";
import type { Ware, World } from "./rows.ts";
import { pause, type ShopProcess } from "./shop-process.ts";

/** Between two looks at the orders that are on their way, in milliseconds. */
const LOOK_MS = 500;
/** By then every order has come to its end by itself, in milliseconds: retries pause for five minutes at most. */
const REST_MS_MAX = 330_000;
/** The core's clock is run in quick steps of this length, as a cron does in slow ones, in milliseconds. */
const TICK_MS = 5 * 60 * 1000;
/** It begins so far ahead that every comparison is due and every grace is over, in milliseconds. */
const AHEAD_MS = 61 * 60 * 1000;
/** Between two ticks, in milliseconds. */
const PAUSE_MS = 200;
/** Ticks, and looks, after which somebody who waits is told. */
const [TICKS_TOLD, LOOKS_TOLD] = [10, 20];
/**
 * By then the claims of senders that were killed have run out (NOTICE_LEASE_MS in queues/notices.ts),
 * which no clock in quick motion brings about, in milliseconds.
 */
const CLAIMS_OVER_MS = 75_000;
/** The comparisons that see all that happened today. */
const JOBS = [
  "orders.sweep",
  "orders.round",
  "stock.sweep",
  "stock.round",
  "payments.fresh",
  "desk",
  "invoices.sweep",
];

/** What recovering needs. */
export interface RecoveryParts extends ClientParts {
  readonly shop: ShopProcess;
  readonly wares: readonly Ware[];
  /** After that long whatever is wrong stays wrong, in milliseconds. */
  readonly msMax: number;
  readonly say: (line: string) => void;
}

/** How the shop came to rest. */
export interface Recovery {
  readonly violations: readonly Violation[];
  readonly world: World;
  readonly ms: number;
}

/** Switches the faults off and waits until everything holds, or for too long. */
export async function recover(parts: RecoveryParts): Promise<Recovery> {
  const { shop, record, wares, msMax, say } = parts;
  const client = new Client(parts);
  const startedAt = Date.now();
  const { faultsLeft } = await readBooks(client);
  await behave(client);
  const restless = await ordersAtRest(parts, startedAt + Math.min(msMax, REST_MS_MAX));
  say(`faults off: ${restless.length} of ${record.orders.size} orders stay on their way`);
  const clock = new Clock(shop.door, say);
  let before = "";
  for (;;) {
    const unfinished = await clock.runRound(startedAt + msMax);
    const world = await readWorld(shop.door, client, { record, wares });
    const violations = [...restless, ...unfinished, ...findViolations(world, record, wares)];
    const ms = Date.now() - startedAt;
    say(`everything read: ${violations.length} violations`);
    const isSame = ms > CLAIMS_OVER_MS && JSON.stringify(violations) === before;
    before = JSON.stringify(violations);
    // What a whole round did not heal, no other will, once nothing waits for a claim.
    if (violations.length === restless.length || isSame || ms > msMax) {
      return { violations, ms, world: { ...world, books: { ...world.books, faultsLeft } } };
    }
  }
}

/** The core's clock, in quick motion. */
class Clock {
  readonly #door: Door;
  readonly #say: (line: string) => void;
  #aheadMs = AHEAD_MS;

  constructor(door: Door, say: (line: string) => void) {
    this.#door = door;
    this.#say = say;
  }

  /** I19: ticks until every comparison has gone through everything once more. @returns those that did not */
  async runRound(deadline: number): Promise<Violation[]> {
    const since = Date.now() + this.#aheadMs;
    let left: readonly string[] = JOBS;
    let ticks = 0;
    while (left.length > 0 && Date.now() < deadline) {
      await this.#door.ask("cron", { aheadMs: this.#aheadMs });
      this.#aheadMs += TICK_MS;
      ticks += 1;
      const finished = await this.#door.ask("jobs", { now: Date.now() });
      // Once is enough: a short round is done again before a long one ends.
      left = left.filter((job) => !finished.some((of) => of.name === job && of.roundAt >= since));
      if (ticks % TICKS_TOLD === 0) this.#say(`tick ${ticks}: ${left.join(", ")} to come`);
      await pause(PAUSE_MS);
    }
    this.#say(`reconciled in ${ticks} ticks`);
    return left.map((subject) => ({ invariant: "I19", subject, says: "its round does not end" }));
  }
}

/** I11: nobody helps, no buyer comes back, no clock runs. @returns the orders that stay on their way */
async function ordersAtRest(
  { shop, record, say }: RecoveryParts,
  deadline: number,
): Promise<Violation[]> {
  let moving = [...record.orders.keys()];
  for (let look = 1; ; look += 1) {
    const orders = await shop.door.askEach("views", moving);
    const restless = orders.flatMap((order) =>
      order === null || isAtRest(order.status) ? [] : [order],
    );
    if (restless.length === 0) return [];
    if (Date.now() > deadline) {
      return restless.map(({ id, status }) => {
        return { invariant: "I11", subject: id, says: `stays ${status} by itself` };
      });
    }
    if (look % LOOKS_TOLD === 0) {
      const [first] = restless;
      say(`${restless.length} orders are on their way, such as ${first?.id}: ${first?.status}`);
    }
    moving = restless.map(({ id }) => id);
    await pause(LOOK_MS);
  }
}

function isAtRest(status: string): boolean {
  return status === "open" || status === "confirmed" || status === "cancelled";
}

async function readWorld(
  door: Door,
  client: Client,
  { record, wares }: { record: Record; wares: readonly Ware[] },
): Promise<World> {
  const items = await door.askEach(
    "items",
    wares.map(({ itemId }) => itemId),
  );
  const lists = await door.ask("lists", { now: Date.now() });
  const books = await readBooks(client);
  const ids = new Set<Id<"order">>([
    ...record.orders.keys(),
    ...lists.orders.map(({ id }) => id),
    ...items.flatMap(({ promises }) => promises.map(({ orderId }) => orderId)),
    ...books.intents.map(({ metadata }) => metadata.order_id as Id<"order">),
  ]);
  const orders = await door.askEach("orders", [...ids]);
  const carts = await door.askEach("carts", [...record.carts.keys()]);
  return { items, orders, carts, lists, books };
}
