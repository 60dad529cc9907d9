/** What the parent may ask of the process that runs the shop, and how it is answered. */
import type { Id } from "../../domain/id.ts";
import {
  LEDGER_START,
  type LedgerCheckpoint,
  type StockPromise,
} from "../../domain/inventory-audit.ts";
import type { Order } from "../../domain/order.ts";
import type { Env as CoreEnv } from "../../env.gen.ts";
import type { LocalShop } from "../../scripts/local-shop.ts";
import type { CartRows, ItemAudit, ItemRows, Lists, OrderRows, Promised, Ware } from "./rows.ts";

/** Objects that are read side by side. */
const PARALLEL_MAX = 16;
const CRON = "*/5 * * * *";

type Core = CoreEnv;
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
  wares: async ({ core }: Asked, { count }: { count: number }): Promise<Ware[]> => {
    const found = core.CATALOG.prepare(
      `SELECT v.id AS variantId, v.stock_item_id AS itemId, p.handle
         FROM variants v JOIN products p ON p.id = v.product_id
        WHERE p.status = 'published'
          AND v.position = (SELECT min(position) FROM variants WHERE product_id = p.id)
        ORDER BY p.handle LIMIT ?`,
    ).bind(count);
    return (await found.all<Ware & Record<string, unknown>>()).results;
  },
  receive: async ({ core }: Asked, { itemId, key, units }: Delivery): Promise<number> => {
    const location = "loc_mill" as Id<"location">;
    const answer = await core.STOCK.getByName(itemId).receive({ key, location, quantity: units });
    if (!answer.ok) throw new Error(`Not received: ${answer.problem.reason}`);
    return units;
  },
  /** Leaves exactly so many units for sale. @returns by how many it changed what is on hand */
  leave: async ({ core }: Asked, { itemId, key, units }: Delivery): Promise<number> => {
    const stock = core.STOCK.getByName(itemId);
    const level = await stock.level();
    let moved = 0;
    for (const { location, onHand, held, allocated } of level.locations) {
      const delta = held + allocated - onHand;
      if (delta === 0) continue;
      await stock.adjust({ key: `${key}:${location}`, location, delta, reason: "Stocktaking" });
      moved += delta;
    }
    const location = "loc_mill" as Id<"location">;
    await stock.receive({ key, location, quantity: units });
    return moved + units;
  },
  audits: ({ core }: Asked, { ids }: { ids: readonly ItemId[] }): Promise<ItemAudit[]> =>
    inParallel(ids, (itemId) => audit(core, itemId)),
  /** Orders as they are, without their past. */
  views: ({ core }: Asked, { ids }: { ids: readonly Id<"order">[] }): Promise<(Order | null)[]> =>
    inParallel(ids, async (orderId) => {
      const answer = await core.ORDER.getByName(orderId).view("shop");
      return answer.ok ? answer.value : null;
    }),
  promises: ({ core }: Asked, { ids }: { ids: readonly ItemId[] }): Promise<Promised[]> =>
    inParallel(ids, async (itemId) => ({ itemId, promises: await readPromises(core, itemId) })),
  items: ({ core }: Asked, { ids }: { ids: readonly ItemId[] }): Promise<ItemRows[]> =>
    inParallel(ids, (itemId) => readItem(core, itemId)),
  orders: ({ core }: Asked, { ids }: { ids: readonly Id<"order">[] }): Promise<OrderRows[]> =>
    inParallel(ids, async (orderId) => {
      const order = core.ORDER.getByName(orderId);
      const [answer, history] = await Promise.all([order.view("shop"), order.history()]);
      return { orderId, order: answer.ok ? answer.value : null, history };
    }),
  carts: ({ core }: Asked, { ids }: { ids: readonly Id<"cart">[] }): Promise<CartRows[]> =>
    inParallel(ids, async (cartId) => ({ cartId, cart: await core.CART.getByName(cartId).view() })),
  lists: ({ core }: Asked, _: { now: number }): Promise<Lists> => readLists(core),
  /** When each comparison finished its last round, by its own clock. */
  jobs: async ({ core }: Asked, _: { now: number }): Promise<FinishedJob[]> => {
    const found = core.ORDERS.prepare(
      "SELECT name, round_at AS roundAt FROM reconciliation_jobs WHERE finished_at IS NOT NULL",
    );
    return (await found.all<FinishedJob & Record<string, unknown>>()).results;
  },
  /** Runs the core's clock as if it were that much later. */
  cron: async ({ shop }: Asked, { aheadMs }: { aheadMs: number }): Promise<null> => {
    const core = await shop.mf.getWorker("kiosk-core");
    await core.scheduled({ cron: CRON, scheduledTime: new Date(Date.now() + aheadMs) });
    return null;
  },
} as const;

/** What answering needs; the bindings die with workerd and are opened anew. */
export interface Asked {
  readonly shop: LocalShop;
  readonly core: Core;
}

/** The questions' names, what they take, what they give. */
export type QuestionName = keyof typeof QUESTIONS;
export type Question<Name extends QuestionName> = Parameters<(typeof QUESTIONS)[Name]>[1];
export type Reply<Name extends QuestionName> = Awaited<ReturnType<(typeof QUESTIONS)[Name]>>;

async function audit(core: Core, itemId: ItemId): Promise<ItemAudit> {
  const stock = core.STOCK.getByName(itemId);
  let from: LedgerCheckpoint = LEDGER_START;
  for (;;) {
    const page: ItemAudit = await stock.audit(from);
    if (page.next === null) return page;
    from = page.next;
  }
}

async function readItem(core: Core, itemId: ItemId): Promise<ItemRows> {
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

async function readPromises(core: Core, itemId: ItemId): Promise<StockPromise[]> {
  const stock = core.STOCK.getByName(itemId);
  const promises: StockPromise[] = [];
  for (;;) {
    const page: StockPromise[] = await stock.promises({ after: promises.at(-1)?.holdId ?? "" });
    if (page.length === 0) return promises;
    promises.push(...page);
  }
}

async function readLists({ CATALOG, ORDERS }: Core): Promise<Lists> {
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
