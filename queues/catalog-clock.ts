/** What time alone changes in the catalog: products come and go, collections grow old. */
import { refreshCollections } from "../db/collection-membership.ts";
import { applySchedule } from "../db/product-schedule.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";

/** Products that one run publishes or retires, and comparisons that it makes for collections. */
const RUN_PRODUCTS_MAX = 100;
const RUN_CHUNKS_MAX = 50;

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
    await refreshCollections(CATALOG, { now, chunks: RUN_CHUNKS_MAX });
  } catch (error) {
    log.error("schedule.collections.failed", { error });
  }
}
