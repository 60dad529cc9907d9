/**
 * Rebuilds the search index in the slot that does not answer, and swaps. It takes its products as
 * the change feed takes them, so that the two never write the same one at the same time; meanwhile
 * every change is written into both slots.
 */
import { publishedAfter } from "../db/product-changes.ts";
import { clearSlotStatements, flipStatements, liveSlot, otherSlot } from "../db/search-index.ts";
import {
  beginRebuild,
  isRebuildOvertaken,
  isUnderWay,
  noteCleared,
  noteFlipped,
  noteIndexed,
  type Rebuild,
  readRebuild,
} from "../db/search-rebuild.ts";
import type { Database } from "../db/statement.ts";
import { log } from "../runtime/log.ts";
import { type IndexBindings, indexAnew } from "./catalog-changes.ts";
import { type Job, type JobEnd, runJob } from "./job.ts";

/** Products of one step: a change waits behind no more than these. */
const CHUNK_PRODUCTS = 200;
/** Steps of one run; its time ends sooner. */
const STEPS_MAX = 100_000;
/** How long the old slot stays after the swap, in milliseconds: somebody may be reading it. */
const OLD_SLOT_MS = 2 * 60 * 1000;

/** What the job's cursor says while it goes on; how far it is stands with the index. */
const GOING = "going";

/** What a rebuild reads and writes; it is a job, and ORDERS knows who is at it. */
export interface RebuildBindings extends IndexBindings {
  readonly ORDERS: Database;
}

/** How far a rebuild came. */
export interface RebuildEnd {
  readonly isOver: boolean;
  /** Products indexed so far. */
  readonly products: number;
}

const rebuild: Job<RebuildBindings> = {
  name: "search.rebuild",
  everyMs: 0,
  pagesMax: STEPS_MAX,
  async page(env) {
    const before = await readRebuild(env.SEARCH);
    if (!isUnderWay(before)) return { cursor: null, count: 0 };
    const count = await step(env, before);
    // Nothing was left but what others are at: this run ends, the next one looks again.
    if (count === null) return { cursor: null, count: 0 };
    const isOver = !isUnderWay(await readRebuild(env.SEARCH));
    if (isOver) log.info("search.rebuild.finished", { count: before.products });
    return { cursor: isOver ? null : GOING, count };
  },
};

/** Begins a rebuild, unless one is under way. @returns the rebuild that is under way now */
export async function askForRebuild({ SEARCH }: Pick<RebuildBindings, "SEARCH">): Promise<Rebuild> {
  const known = await readRebuild(SEARCH);
  if (isUnderWay(known)) return known;
  const slot = otherSlot(await liveSlot(SEARCH));
  const begun = [beginRebuild(SEARCH, slot, Date.now()), ...clearSlotStatements(SEARCH, slot)];
  await unlessOvertaken(SEARCH.batch(begun));
  return readRebuild(SEARCH);
}

/** Goes on with the rebuild that was asked for, for as long as one run may take. */
export async function rebuildSearch(env: RebuildBindings): Promise<JobEnd> {
  return runJob(env, rebuild, { now: Date.now(), isForced: true });
}

/**
 * Rebuilds as far as one run goes, beginning unless a rebuild is under way. Call it again until it
 * says that it is over.
 */
export async function rebuildFurther(env: RebuildBindings): Promise<RebuildEnd> {
  await askForRebuild(env);
  await rebuildSearch(env);
  const now = await readRebuild(env.SEARCH);
  return { isOver: !isUnderWay(now), products: now.products };
}

/** Empties the slot that answered before the last swap, when nobody reads it any more. */
export async function clearOldSlot(
  { SEARCH }: Pick<RebuildBindings, "SEARCH">,
  now: number,
): Promise<void> {
  try {
    const { state, finishedAt } = await readRebuild(SEARCH);
    if (state !== "done" || now - (finishedAt ?? now) < OLD_SLOT_MS) return;
    const old = otherSlot(await liveSlot(SEARCH));
    const cleared = [noteCleared(SEARCH, old), ...clearSlotStatements(SEARCH, old)];
    await unlessOvertaken(SEARCH.batch(cleared));
  } catch (error) {
    log.error("search.clear.failed", { error });
  }
}

/** Somebody else was quicker with the rebuild: the batch wrote nothing, and nothing is lost. */
async function unlessOvertaken(batch: Promise<unknown>): Promise<void> {
  try {
    await batch;
  } catch (error) {
    if (!isRebuildOvertaken(error)) throw error;
  }
}

/**
 * Does one piece; each is safe to repeat.
 * @returns how many products were indexed; null where others are at all that is left
 */
async function step(env: RebuildBindings, { slot, cursor }: Rebuild): Promise<number | null> {
  const { CATALOG, SEARCH } = env;
  const chunk = await publishedAfter(CATALOG, { after: cursor ?? "", rows: CHUNK_PRODUCTS });
  const last = chunk.at(-1);
  if (last === undefined) {
    const now = Date.now();
    const flipped = [noteFlipped(SEARCH, slot, now), ...flipStatements(SEARCH, slot, now)];
    await unlessOvertaken(SEARCH.batch(flipped));
    return 0;
  }
  const left = await indexAnew(env, slot, chunk);
  // Whoever is at the others may not know of the rebuild: they are waited for, a run's time at most.
  if (left.length > 0 && (await indexAnew(env, slot, left)).length > 0) return null;
  const noted = { slot, before: cursor, cursor: last, products: chunk.length };
  await noteIndexed(SEARCH, noted).run();
  return chunk.length;
}
