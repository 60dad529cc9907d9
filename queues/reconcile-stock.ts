/** Stock against itself, against what listings show, and against the orders that it is promised to. */
import { everyItem, itemsHeldLong, shownLevel } from "../db/lookout.ts";
import { openSubjects } from "../db/reconciliation.ts";
import { type Id, parseId } from "../domain/id.ts";
import {
  LEDGER_START,
  type LedgerCheckpoint,
  type StockAudit,
  type StockPromise,
} from "../domain/inventory-audit.ts";
import { breakTypes, type Finding } from "../domain/reconciliation.ts";
import {
  auditFindings,
  checkPromise,
  checkShownLevel,
  type Orphan,
  orphanFindings,
} from "../domain/stock-check.ts";
import { callObject, stockStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";
import { forMany, type Job } from "./job.ts";
import { LEFT_ALONE, Look, type Remedied } from "./look.ts";
import { isLate, lookAt, readOrder, unlistedAmong } from "./reconcile-orders.ts";

/** Units on hold are heard of within twice the time of a hold, and a little. */
const HELD_SLACK_MS = 5 * 60 * 1000;
/** Items of one page. */
const ITEMS = 10;
/** Orders that are asked side by side. */
const AT_ONCE = 10;
/** Parts of one item in one page: pages of its ledger, pages of its promises. */
const PARTS_MAX = 10;
/** Orphans that are carried from page to page of one item. */
const ORPHANS_MAX = 50;

const TYPES = breakTypes("stock");

type Bindings = Pick<Env, "CATALOG" | "ORDER" | "ORDERS" | "STOCK">;
type ItemId = Id<"stockItem">;

/** How far one item is: first its ledger, then its promises. */
interface ItemPlace {
  readonly itemId: ItemId;
  readonly ledger: LedgerCheckpoint | null;
  readonly findings: readonly Finding[];
  readonly promisesAfter: string;
  readonly orphans: readonly Orphan[];
}

/** Where the round of all items is. */
interface RoundPlace {
  /** The form of this place; one of another form begins its round again. */
  readonly v: 1;
  /** The last item that is done. */
  readonly after: string;
  /** An item that is longer than a page. */
  readonly item: ItemPlace | null;
}

/** Every few minutes: items whose holds should have lapsed, and items with open differences. */
export const sweepStock: Job = {
  name: "stock.sweep",
  everyMs: 0,
  pagesMax: 1,
  async page(env, _cursor, { now }) {
    const before = now - 2 * Number(env.HOLD_MS) - HELD_SLACK_MS;
    const held = await itemsHeldLong(env.CATALOG, { before, rows: ITEMS });
    await forMany(held, { kind: "stock", atOnce: 1 }, (itemId) => sweepItem(env, itemId, now));
    const subjects = await openSubjects(env.ORDERS, TYPES, ITEMS);
    const open = subjects.flatMap((subject) => parseId("stockItem", subject) ?? []);
    await forMany(open, { kind: "stock", atOnce: 1 }, async (itemId) => {
      await compareItem(env, startOf(itemId), now);
    });
    return { cursor: null, count: held.length + open.length };
  },
};

/** Slowly, all items: a page is a few items, or a part of one that is long. */
export const compareStock: Job = {
  name: "stock.round",
  everyMs: 60 * 60 * 1000,
  pagesMax: 5,
  async page(env, cursor, { now }) {
    const { after, item } = isPlace(cursor) ? cursor : START;
    if (item !== null) {
      const next = await compareItem(env, item, now);
      const place: RoundPlace =
        next === null ? { v: 1, after: item.itemId, item: null } : { v: 1, after, item: next };
      return { cursor: place, count: 1 };
    }
    const items = await everyItem(env.CATALOG, after, ITEMS);
    let last = after;
    for (const itemId of items) {
      const next = await compareItem(env, startOf(itemId), now);
      if (next !== null) return { cursor: { v: 1, after: last, item: next }, count: 1 };
      last = itemId;
    }
    const place: RoundPlace = { v: 1, after: last, item: null };
    return { cursor: items.length < ITEMS ? null : place, count: items.length };
  },
};

const START: RoundPlace = { v: 1, after: "", item: null };

function isPlace(cursor: unknown): cursor is RoundPlace {
  return typeof cursor === "object" && cursor !== null && "v" in cursor && cursor.v === 1;
}

function startOf(itemId: ItemId): ItemPlace {
  return { itemId, ledger: LEDGER_START, findings: [], promisesAfter: "", orphans: [] };
}

/** Wakes the orders that hold units for too long, then the item itself. */
async function sweepItem(env: Bindings, itemId: ItemId, now: number): Promise<void> {
  const promises = await readPromises(env, itemId, "");
  const held = promises.filter(({ status }) => status === "held");
  await lookAt(env, [...new Set(held.map(({ orderId }) => orderId))], now);
  await wakeItem(env, itemId);
}

/** Looks at an item part by part. @returns where to go on; null where all of it was looked at */
async function compareItem(
  env: Bindings,
  start: ItemPlace,
  now: number,
): Promise<ItemPlace | null> {
  let place: ItemPlace | null = start;
  for (let part = 0; part < PARTS_MAX && place !== null; part += 1) {
    place = await comparePart(env, place, now);
  }
  return place;
}

async function comparePart(
  env: Bindings,
  place: ItemPlace,
  now: number,
): Promise<ItemPlace | null> {
  if (place.ledger !== null) return auditPart(env, place, place.ledger);
  const { itemId, promisesAfter } = place;
  const promises = await readPromises(env, itemId, promisesAfter);
  const found = await orphansAmong(env, { itemId, promises }, now);
  const orphans = [...place.orphans, ...found].slice(0, ORPHANS_MAX);
  const last = promises.at(-1);
  if (last !== undefined) return { ...place, orphans, promisesAfter: last.holdId };
  const look = new Look(TYPES);
  const findings = [...place.findings, ...orphanFindings(itemId, orphans)];
  await look.at(itemId, findings, (finding) => remedy(env, itemId, finding));
  await look.keep(env.ORDERS, now);
  return null;
}

async function auditPart(
  env: Bindings,
  place: ItemPlace,
  from: LedgerCheckpoint,
): Promise<ItemPlace> {
  const { itemId } = place;
  // Listings are read first: the item's own level can then only be newer.
  const shown = await shownLevel(env.CATALOG, itemId);
  const audit = await callObject(
    () => stockStub(env, itemId),
    async (stock): Promise<StockAudit> => await stock.audit(from),
  );
  if (audit.next !== null) return { ...place, ledger: audit.next };
  const findings = [...auditFindings(audit), ...checkShownLevel(audit.level, shown)];
  return { ...place, ledger: null, findings };
}

async function readPromises(
  env: Bindings,
  itemId: ItemId,
  after: string,
): Promise<readonly StockPromise[]> {
  return callObject(
    () => stockStub(env, itemId),
    async (stock): Promise<readonly StockPromise[]> => await stock.promises({ after }),
  );
}

/** Orders that should be done with their units by now, or that no list knows, are woken besides. */
async function orphansAmong(
  env: Bindings,
  { itemId, promises }: { itemId: ItemId; promises: readonly StockPromise[] },
  now: number,
): Promise<Orphan[]> {
  const orphans: Orphan[] = [];
  const late = new Set<Id<"order">>();
  await forMany(promises, { kind: "promise", atOnce: AT_ONCE }, async (promise) => {
    const order = await readOrder(env, promise.orderId);
    const orphan = checkPromise(promise, { order, itemId }, now);
    if (orphan !== null) orphans.push(orphan);
    if (order !== null && isLate(order, now)) late.add(order.id);
  });
  const unlisted = await unlistedAmong(
    env,
    promises.map(({ orderId }) => orderId),
  );
  await lookAt(env, [...new Set([...late, ...unlisted])], now);
  return orphans.toSorted((left, right) => (left.promise.holdId < right.promise.holdId ? -1 : 1));
}

async function remedy(env: Bindings, itemId: ItemId, finding: Finding): Promise<Remedied> {
  if (finding.remedy !== "republish") return LEFT_ALONE;
  await wakeItem(env, itemId);
  return { action: "republished", isOver: false };
}

async function wakeItem(env: Bindings, itemId: ItemId): Promise<void> {
  await callObject(
    () => stockStub(env, itemId),
    async (stock) => {
      await stock.wake();
    },
  );
}
