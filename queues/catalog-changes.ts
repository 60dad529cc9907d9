/** Tells index, documents and caches of changed products: the one way by which copies are written. */
import { productTag } from "../contracts/documents.ts";
import { purgeTags } from "../db/edge-purges.ts";
import {
  formerHandles,
  isIndexOnly,
  settleStatements,
  type TakenChange,
  type Taking,
  takeChanges,
  takeForIndex,
} from "../db/product-changes.ts";
import { indexStatements, liveSlot, otherSlot, unindexStatements } from "../db/search-index.ts";
import { isUnderWay, readRebuild } from "../db/search-rebuild.ts";
import { type SearchSource, searchSources } from "../db/search-source.ts";
import type { Id } from "../domain/id.ts";
import type { Env } from "../env.gen.ts";
import { purgeCaches } from "../gateways/cache-purge.ts";
import { log } from "../runtime/log.ts";
import { writeCategoriesDocuments, writeProductDocuments } from "./catalog-documents.ts";

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
  if (told > 0) await refreshCategories(env);
  return { told, failed, isMore };
}

/**
 * Indexes these products, changed or not. What else is old of them stays marked.
 * @returns those that somebody else was at: they are to be tried again
 */
export async function indexAnew(
  env: Env,
  productIds: readonly Id<"product">[],
): Promise<Id<"product">[]> {
  const taking = newTaking();
  const { holder, now } = taking;
  const taken = await takeForIndex(env.CATALOG, taking, productIds);
  const ids = taken.map(({ productId }) => productId);
  try {
    if (ids.length > 0) {
      await writeIndex(env, ids, { sources: await searchSources(env.CATALOG, ids), now });
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
async function tellRound(env: Env, taking: Taking, taken: readonly TakenChange[]): Promise<number> {
  const db = env.CATALOG;
  const { holder, now } = taking;
  const changes = await withMembership(env, taking, taken);
  const told = await tell(env, changes, now);
  const endedAt = Date.now();
  const retryAt = told.length < changes.length ? endedAt + RETRY_MS : 0;
  const tags = told
    .filter((change) => !isIndexOnly(change))
    .map(({ productId }) => productTag(productId));
  await db.batch([
    ...(tags.length === 0 ? [] : [purgeTags(db, tags, { purgedAt: endedAt, copiesAt: now })]),
    ...settleStatements(db, holder, { told, now: endedAt, retryAt }),
  ]);
  await purgeCaches(env, tags);
  return told.length;
}

/** Collections by rule follow from products, and are told of with them. */
async function withMembership(
  _env: Env,
  _taking: Taking,
  taken: readonly TakenChange[],
): Promise<readonly TakenChange[]> {
  return taken;
}

/** Writes the copies. One product that cannot be told of harms no other. @returns what was told */
async function tell(
  env: Env,
  changes: readonly TakenChange[],
  now: number,
): Promise<readonly TakenChange[]> {
  try {
    const ids = changes.map(({ productId }) => productId);
    const sources = await searchSources(env.CATALOG, ids);
    await writeIndex(env, ids, { sources, now });
    return await writeDocuments(env, changes, { sources, now });
  } catch (error) {
    const [first] = changes;
    if (changes.length > 1) {
      const told: TakenChange[] = [];
      for (const change of changes) told.push(...(await tell(env, [change], now)));
      return told;
    }
    log.error("catalog.change.failed", { productId: first?.productId ?? null, error });
    return [];
  }
}

interface Copies {
  readonly sources: readonly SearchSource[];
  readonly now: number;
}

/** Writes the slot that answers, and the other one too while a rebuild fills it. */
async function writeIndex(
  { SEARCH }: Pick<Env, "SEARCH">,
  ids: readonly Id<"product">[],
  { sources, now }: Copies,
): Promise<void> {
  const documents = sources.flatMap((source) => source.documents);
  const shown = new Set(documents.map(({ productId }) => productId));
  const gone = ids.filter((id) => !shown.has(id));
  // In this order: where the slots are swapped in between, both are written.
  const rebuild = await readRebuild(SEARCH);
  const live = await liveSlot(SEARCH);
  const slots = isUnderWay(rebuild) ? [live, otherSlot(live)] : [live];
  for (const slot of slots) {
    const statements = [
      ...unindexStatements(SEARCH, slot, gone),
      ...indexStatements(SEARCH, slot, documents, now),
    ];
    if (statements.length > 0) await SEARCH.batch(statements);
  }
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

/** The counts of the tree follow from the products; what fails here is done by the clock. */
async function refreshCategories(env: Env): Promise<void> {
  try {
    await writeCategoriesDocuments(env, Date.now());
  } catch (error) {
    log.warn("catalog.categories.failed", { error });
  }
}
