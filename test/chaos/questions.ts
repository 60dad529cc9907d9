/** What the back door is asked, and how it is answered: within workerd, close to the rows. */
import type { Id } from "../../domain/id.ts";
import {
  LEDGER_START,
  type LedgerCheckpoint,
  type StockPromise,
} from "../../domain/inventory-audit.ts";
import type { Order } from "../../domain/order.ts";
import type { Env as CoreEnv } from "../../env.gen.ts";
import type { CartRows, ItemAudit, ItemRows, Lists, OrderRows, Promised, Ware } from "./rows.ts";

/** Objects that are read side by side. */
const PARALLEL_MAX = 16;
const CRON = "*/5 * * * *";
const MILL = "loc_mill" as Id<"location">;

/** The core's objects and databases, and the core itself for its clock. */
export type DoorEnv = Pick<CoreEnv, "CART" | "CATALOG" | "ORDER" | "ORDERS" | "STOCK"> & {
  readonly CORE: Clocked;
};

/** A Worker whose crons may be run. */
interface Clocked {
  scheduled(at: { readonly cron: string; readonly scheduledTime: Date }): Promise<unknown>;
}

type ItemId = Id<"stockItem">;

/** Units that come to the shelf, or are put right. */
export interface Delivery {
  readonly itemId: ItemId;
  readonly key: string;
  readonly units: number;
}

/** A round of a comparison that came to its end. */
export interface FinishedJob {
  readonly name: string;
  readonly roundAt: number;
}

/** The questions by name, each safe to repeat. */
export const QUESTIONS = {
  wares: async (core: DoorEnv, { count }: { count: number }): Promise<Ware[]> => {
    const found = core.CATALOG.prepare(
      `SELECT v.id AS variantId, v.stock_item_id AS itemId, p.handle
         FROM variants v JOIN products p ON p.id = v.product_id
        WHERE p.status = 'published'
          AND v.position = (SELECT min(position) FROM variants WHERE product_id = p.id)
        ORDER BY p.handle LIMIT ?`,
    ).bind(count);
    return (await found.all<Ware & Record<string, unknown>>()).results;
  },
  receive: async (core: DoorEnv, { itemId, key, units }: Delivery): Promise<number> => {
    const stock = core.STOCK.getByName(itemId);
    const answer = await stock.receive({ key, location: MILL, quantity: units });
    if (!answer.ok) throw new Error(`Not received: ${answer.problem.reason}`);
    return units;
  },
  /** Leaves exactly so many units for sale, all of them in one place. */
  leave: async (core: DoorEnv, { itemId, key, units }: Delivery): Promise<null> => {
    const stock = core.STOCK.getByName(itemId);
    const { locations } = await stock.level();
    for (const { location, onHand, held, allocated } of locations) {
      const delta = (location === MILL ? units : 0) + held + allocated - onHand;
      if (delta === 0) continue;
      const once = `${key}:${crypto.randomUUID()}`;
      const answer = await stock.adjust({ key: once, location, delta, reason: "Stocktaking" });
      if (!answer.ok) throw new Error(`Not counted: ${answer.problem.reason}`);
    }
    if (locations.some(({ location }) => location === MILL)) return null;
    const answer = await stock.receive({ key, location: MILL, quantity: units });
    if (!answer.ok) throw new Error(`Not received: ${answer.problem.reason}`);
    return null;
  },
  audits: (core: DoorEnv, { ids }: { ids: readonly ItemId[] }): Promise<ItemAudit[]> =>
    inParallel(ids, (itemId) => audit(core, itemId)),
  /** Orders as they are, without their past. */
  views: (core: DoorEnv, { ids }: { ids: readonly Id<"order">[] }): Promise<(Order | null)[]> =>
    inParallel(ids, async (orderId) => {
      const answer = await core.ORDER.getByName(orderId).view("shop");
      return answer.ok ? answer.value : null;
    }),
  promises: (core: DoorEnv, { ids }: { ids: readonly ItemId[] }): Promise<Promised[]> =>
    inParallel(ids, async (itemId) => ({ itemId, promises: await readPromises(core, itemId) })),
  items: (core: DoorEnv, { ids }: { ids: readonly ItemId[] }): Promise<ItemRows[]> =>
    inParallel(ids, (itemId) => readItem(core, itemId)),
  orders: (core: DoorEnv, { ids }: { ids: readonly Id<"order">[] }): Promise<OrderRows[]> =>
    inParallel(ids, async (orderId) => {
      const order = core.ORDER.getByName(orderId);
      const [answer, history] = await Promise.all([order.view("shop"), order.history()]);
      return { orderId, order: answer.ok ? answer.value : null, history };
    }),
  carts: (core: DoorEnv, { ids }: { ids: readonly Id<"cart">[] }): Promise<CartRows[]> =>
    inParallel(ids, async (cartId) => ({ cartId, cart: await core.CART.getByName(cartId).view() })),
  lists: (core: DoorEnv, _: { now: number }): Promise<Lists> => readLists(core),
  /** When each comparison finished its last round, by its own clock. */
  jobs: async (core: DoorEnv, _: { now: number }): Promise<FinishedJob[]> => {
    const found = core.ORDERS.prepare(
      "SELECT name, round_at AS roundAt FROM reconciliation_jobs WHERE finished_at IS NOT NULL",
    );
    return (await found.all<FinishedJob & Record<string, unknown>>()).results;
  },
  /** Runs the core's clock as if it were that much later. */
  cron: async ({ CORE }: DoorEnv, { aheadMs }: { aheadMs: number }): Promise<null> => {
    await CORE.scheduled({ cron: CRON, scheduledTime: new Date(Date.now() + aheadMs) });
    return null;
  },
} as const;

/** The questions' names, what they take, what they give. */
export type QuestionName = keyof typeof QUESTIONS;
export type Question<Name extends QuestionName> = Parameters<(typeof QUESTIONS)[Name]>[1];
export type Reply<Name extends QuestionName> = Awaited<ReturnType<(typeof QUESTIONS)[Name]>>;

async function audit(core: DoorEnv, itemId: ItemId): Promise<ItemAudit> {
  const stock = core.STOCK.getByName(itemId);
  let from: LedgerCheckpoint = LEDGER_START;
  for (;;) {
    const page: ItemAudit = await stock.audit(from);
    if (page.next === null) return page;
    from = page.next;
  }
}

async function readItem(core: DoorEnv, itemId: ItemId): Promise<ItemRows> {
  const stock = core.STOCK.getByName(itemId);
  const level = await stock.level();
  const ledger: ItemRows["ledger"][number][] = [];
  for (;;) {
    const page = await stock.ledger({ after: ledger.at(-1)?.seq ?? 0 });
    if (page.length === 0) break;
    ledger.push(...page);
  }
  return { itemId, level, ledger, promises: await readPromises(core, itemId) };
}

async function readPromises(core: DoorEnv, itemId: ItemId): Promise<StockPromise[]> {
  const stock = core.STOCK.getByName(itemId);
  const promises: StockPromise[] = [];
  for (;;) {
    const page: StockPromise[] = await stock.promises({ after: promises.at(-1)?.holdId ?? "" });
    if (page.length === 0) return promises;
    promises.push(...page);
  }
}

async function readLists({ CATALOG, ORDERS }: DoorEnv): Promise<Lists> {
  const [orders, notices, deadLetters, breaks] = await ORDERS.batch([
    ORDERS.prepare(
      `SELECT id, status, email, grand_total_minor, captured_minor, refunded_minor, unit_count,
         payment_intent, confirmed_at,
         (SELECT coalesce(sum(quantity), 0) FROM order_lines WHERE order_id = orders.id) AS line_units
       FROM orders`,
    ),
    ORDERS.prepare("SELECT subject_id, kind, status, attempts FROM notices"),
    ORDERS.prepare("SELECT queue, reason FROM dead_letters WHERE replayed_at IS NULL"),
    ORDERS.prepare("SELECT type, subject FROM reconciliation_breaks WHERE resolved_at IS NULL"),
  ]);
  const levels = await CATALOG.prepare(
    `SELECT stock_item_id AS itemId, location_id AS location, on_hand AS onHand, held, allocated,
       version FROM stock_levels`,
  ).all();
  const rows = { orders, notices, deadLetters, breaks, levels };
  return Object.fromEntries(
    Object.entries(rows).map(([name, result]) => [name, result?.results ?? []]),
  ) as unknown as Lists;
}

/** Does the work for every one of many, a few at a time. */
export async function inParallel<One, Made>(
  many: readonly One[],
  work: (one: One) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  let at = 0;
  const lane = async () => {
    for (let index = at++; index < many.length; index = at++) {
      made[index] = await work(many[index]!);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_MAX }, lane));
  return made;
}
