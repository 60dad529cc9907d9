/** Tells index, documents and caches of changed products: the one way by which copies are written. */
import { LISTINGS_TAG, productTag } from "../contracts/documents.ts";
import { refreshMembership } from "../db/collection-membership.ts";
import { convertPrices } from "../db/conversion.ts";
import { purgeTags } from "../db/edge-purges.ts";
import {
  formerHandles,
  heldChanges,
  isIndexOnly,
  settleStatements,
  type TakenChange,
  type Taking,
  takeChanges,
  takeForIndex,
} from "../db/product-changes.ts";
import type { Slot } from "../db/search-index.ts";
import { searchSources } from "../db/search-source.ts";
import type { Database } from "../db/statement.ts";
import type { Id } from "../domain/id.ts";
import type { Env } from "../env.gen.ts";
import { purgeCaches } from "../gateways/cache-purge.ts";
import { log } from "../runtime/log.ts";
import { writeCategoriesDocuments, writeProductDocuments } from "./catalog-documents.ts";
import { type Copies, writeIndex, writeSlot } from "./catalog-index.ts";

/** How long a teller that died keeps its products, in milliseconds; a round takes far less. */
const TAKEN_MS = 60_000;
/** How long a product that could not be told of is left alone, in milliseconds. */
const RETRY_MS = 10_000;
/** Products of one round. */
const ROUND_PRODUCTS = 10;
/** Products of one run: each has a document for every language and currency, and calls are counted. */
const RUN_PRODUCTS_MAX = 40;

/** How a run ended. */
export interface DrainEnd {
  readonly told: number;
  readonly failed: number;
  /** Whether products wait that this run did not come to. */
  readonly isMore: boolean;
}

/** Tells of marked products, oldest first. Safe to run at any time, many at once, and to die. */
export async function drainChanges(env: Env): Promise<DrainEnd> {
  let [told, failed] = [0, 0];
  let isMore = true;
  while (isMore && told + failed < RUN_PRODUCTS_MAX) {
    const taking = newTaking();
    const changes = await takeChanges(env.CATALOG, { ...taking, rows: ROUND_PRODUCTS });
    isMore = changes.length > 0;
    if (!isMore) break;
    const count = await tellRound(env, taking, changes);
    told += count;
    failed += changes.length - count;
  }
  return { told, failed, isMore };
}

/** The catalog and the index that is made of it. */
export interface IndexBindings {
  readonly CATALOG: Database;
  readonly SEARCH: Database;
}

/**
 * Indexes these products in one slot, changed or not. What else is old of them stays marked.
 * @returns those that somebody else was at: they are to be tried again
 */
export async function indexAnew(
  env: IndexBindings,
  slot: Slot,
  productIds: readonly Id<"product">[],
): Promise<Id<"product">[]> {
  const taking = newTaking();
  const { holder, now } = taking;
  const taken = await takeForIndex(env.CATALOG, taking, productIds);
  const ids = taken.map(({ productId }) => productId);
  try {
    if (ids.length > 0) {
      const sources = await searchSources(env.CATALOG, ids);
      await writeSlot(env, slot, ids, { sources, now });
    }
  } finally {
    const terms = { told: taken.filter(isIndexOnly), now: Date.now(), retryAt: 0 };
    await env.CATALOG.batch(settleStatements(env.CATALOG, holder, terms));
  }
  const done = new Set<string>(ids);
  return productIds.filter((id) => !done.has(id));
}

function newTaking(): Taking {
  const now = Date.now();
  return { holder: crypto.randomUUID(), now, until: now + TAKEN_MS };
}

/**
 * Tells of a round's changes and gives them back; what failed is free again after a pause. Copies
 * are not older than the round.
 * @returns how many were told of
 */
async function tellRound(env: Env, taking: Taking, found: readonly TakenChange[]): Promise<number> {
  const db = env.CATALOG;
  const { holder, now } = taking;
  const taken = await convertFirst(db, taking, found);
  const memberships = await membershipsOf(db, taken, now);
  const { told, hasMoved } = await tell(env, taken, now);
  const endedAt = Date.now();
  const retryAt = told.length < taken.length ? endedAt + RETRY_MS : 0;
  const changed = told.filter((change) => !isIndexOnly(change));
  const tags = [
    ...changed.map(({ productId }) => productTag(productId)),
    ...(hasMoved || memberships > 0 ? [LISTINGS_TAG] : []),
  ];
  await db.batch([
    ...(tags.length === 0 ? [] : [purgeTags(db, tags, { purgedAt: endedAt, copiesAt: now })]),
    ...settleStatements(db, holder, { told, now: endedAt, retryAt }),
  ]);
  await purgeCaches(env, tags);
  return told.length;
}

/**
 * Writes prices that follow from one that changed, before anybody is told.
 * @returns the changes, marked anew where a price came of them
 */
async function convertFirst(
  db: D1Database,
  { holder, now }: Taking,
  changes: readonly TakenChange[],
): Promise<readonly TakenChange[]> {
  const ids = changes.filter((change) => !isIndexOnly(change)).map(({ productId }) => productId);
  try {
    const count = await convertPrices(db, ids, now);
    return count === 0 ? changes : await heldChanges(db, holder);
  } catch (error) {
    // Prices stay as they were until the product is told of again, or rates change.
    log.error("catalog.conversion.failed", { count: ids.length, error });
    return changes;
  }
}

/** A product that joins or leaves a collection by rule is marked anew, and told of once more. */
async function membershipsOf(
  db: D1Database,
  changes: readonly TakenChange[],
  now: number,
): Promise<number> {
  const ids = changes.filter((change) => !isIndexOnly(change)).map(({ productId }) => productId);
  try {
    return await refreshMembership(db, ids, now);
  } catch (error) {
    // The clock compares them again; the products themselves are told of all the same.
    log.error("catalog.membership.failed", { count: ids.length, error });
    return 0;
  }
}

/** What became of changes. */
interface Told {
  readonly told: readonly TakenChange[];
  /** Whether a product appeared in lists or went from them. */
  readonly hasMoved: boolean;
}

/** Writes the copies. One product that cannot be told of harms no other. */
async function tell(env: Env, changes: readonly TakenChange[], now: number): Promise<Told> {
  try {
    const ids = changes.map(({ productId }) => productId);
    const sources = await searchSources(env.CATALOG, ids);
    const hasMoved = await writeIndex(env, ids, { sources, now });
    return { told: await writeDocuments(env, changes, { sources, now }), hasMoved };
  } catch (error) {
    if (changes.length > 1) return tellEach(env, changes, now);
    log.error("catalog.change.failed", { productId: changes[0]?.productId ?? null, error });
    return { told: [], hasMoved: false };
  }
}

async function tellEach(env: Env, changes: readonly TakenChange[], now: number): Promise<Told> {
  const ends: Told[] = [];
  for (const change of changes) ends.push(await tell(env, [change], now));
  return {
    told: ends.flatMap(({ told }) => told),
    hasMoved: ends.some(({ hasMoved }) => hasMoved),
  };
}

/** @returns the changes whose documents are written, or need none */
async function writeDocuments(
  env: Env,
  changes: readonly TakenChange[],
  { sources, now }: Copies,
): Promise<readonly TakenChange[]> {
  const whole = changes.filter((change) => !isIndexOnly(change));
  if (whole.length === 0) return changes;
  const byId = new Map(sources.map((source) => [source.productId, source]));
  const former = await formerHandles(
    env.CATALOG,
    whole.map(({ productId }) => productId),
  );
  const ends = await Promise.allSettled(
    whole.map(async ({ productId }) => {
      const source = byId.get(productId);
      const subject = {
        productId,
        handle: source?.handle ?? null,
        isShown: (source?.documents.length ?? 0) > 0,
        formerHandles: former.get(productId) ?? [],
      };
      await writeProductDocuments(env, subject, now);
    }),
  );
  const failed = new Set<string>();
  for (const [at, end] of ends.entries()) {
    if (end.status === "fulfilled") continue;
    const productId = whole[at]?.productId ?? "";
    failed.add(productId);
    log.error("catalog.change.failed", { productId, error: end.reason });
  }
  return changes.filter(({ productId }) => !failed.has(productId));
}

/** Writes the tree of categories anew; what fails here is done by the clock. */
export async function refreshCategories(env: Env): Promise<void> {
  try {
    await writeCategoriesDocuments(env, Date.now());
  } catch (error) {
    log.warn("catalog.categories.failed", { error });
  }
}
