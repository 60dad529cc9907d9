/** What time alone changes in the catalog: products and prices come and go, collections grow old. */
import { refreshCollections } from "../db/collection-membership.ts";
import { turnPriceLists, walkPriceLists } from "../db/price-walk.ts";
import { applySchedule } from "../db/product-schedule.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";

/** Products that one run publishes or retires, and comparisons that it makes for collections. */
const RUN_PRODUCTS_MAX = 100;
const RUN_CHUNKS_MAX = 50;
/** Pages of price lists that one run brings onto prices: some fifty thousand variants. */
const RUN_LIST_PAGES_MAX = 100;
/** After that long a run begins no further page, in milliseconds. */
const RUN_LISTS_MS = 20_000;

/** Each part by itself; never rejects. What is left waits for the next run. */
export async function keepCatalogTime(
  { CATALOG }: Pick<Env, "CATALOG">,
  now: number,
): Promise<void> {
  try {
    const count = await applySchedule(CATALOG, { now, rows: RUN_PRODUCTS_MAX });
    if (count > 0) log.info("schedule.products.turned", { count });
  } catch (error) {
    log.error("schedule.products.failed", { error });
  }
  try {
    const count = await walkLists(CATALOG, now);
    if (count > 0) log.info("schedule.prices.listed", { count });
  } catch (error) {
    log.error("schedule.prices.failed", { error });
  }
  try {
    await refreshCollections(CATALOG, { now, chunks: RUN_CHUNKS_MAX });
  } catch (error) {
    log.error("schedule.collections.failed", { error });
  }
}

/** Lists that began, ended or were changed; what is left of a long one waits for the next run. */
async function walkLists(db: D1Database, now: number): Promise<number> {
  await turnPriceLists(db, now);
  const endAt = Date.now() + RUN_LISTS_MS;
  let count = 0;
  for (let page = 0; page < RUN_LIST_PAGES_MAX && Date.now() < endAt; page += 1) {
    const walked = await walkPriceLists(db);
    if (walked === null) break;
    count += walked;
  }
  return count;
}
