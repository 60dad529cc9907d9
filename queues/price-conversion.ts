/** Carries rates and rules into the prices of all products, page by page, after they changed. */
import { convertPrices, noteWalked, productsAfter, walkMarks } from "../db/conversion.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { type Job, runJob } from "./job.ts";

/** Products of one page: two reads and a batch of writes. */
const PAGE_PRODUCTS = 100;
/** Pages of one run; what is left is gone on with by the next message. */
const RUN_PAGES_MAX = 20;

interface Cursor {
  readonly after: string;
  /** Of the rates and rules that the walk began with. */
  readonly mark: string;
}

const walk: Job = {
  name: "prices.convert",
  everyMs: 0,
  pagesMax: RUN_PAGES_MAX,
  async page({ CATALOG }, cursor, { now }) {
    const { after, mark } = (cursor as Cursor | null) ?? {
      after: "",
      mark: (await walkMarks(CATALOG)).mark,
    };
    const productIds = await productsAfter(CATALOG, { after, rows: PAGE_PRODUCTS });
    const count = await convertPrices(CATALOG, productIds, now);
    if (count > 0) log.info("prices.converted", { count });
    const last = productIds.at(-1);
    if (last !== undefined && productIds.length === PAGE_PRODUCTS) {
      return { cursor: { after: last, mark } satisfies Cursor, count };
    }
    // What changed during the walk has moved the mark: the next walk begins at once.
    await noteWalked(CATALOG, mark);
    return { cursor: null, count };
  },
};

/**
 * Goes on with the walk that rates or rules asked for, as far as one run goes. A product that
 * changes itself is converted as its change is told, without waiting for any walk.
 * @returns whether prices are still behind
 */
export async function walkPrices(env: Env, now: number): Promise<boolean> {
  const before = await walkMarks(env.CATALOG);
  if (before.mark === before.walked) return false;
  const { state } = await runJob(env, walk, { now, isForced: true });
  if (state === "waiting" || state === "failed") return false;
  const after = await walkMarks(env.CATALOG);
  return after.mark !== after.walked;
}
