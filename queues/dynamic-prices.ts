/** Moves the prices that follow stock, demand and time: once an hour, page by page, within rails. */
import {
  keyOf,
  listDynamicPrices,
  type PriceKey,
  priceStates,
  reckonPrice,
  writeDynamicPrices,
} from "../db/dynamic-prices.ts";
import { parseId } from "../domain/id.ts";
import { isCurrency } from "../domain/money.ts";
import type { Job } from "./job.ts";

const HOUR_MS = 60 * 60 * 1000;
/** Prices of one page. */
const PAGE_PRICES = 200;

/** A page that was begun twice writes the same prices twice: they follow from what is so. */
export const moveDynamicPrices: Job = {
  name: "prices.dynamic",
  everyMs: HOUR_MS,
  pagesMax: 50,
  async page(env, cursor, { now }) {
    const { CATALOG } = env;
    const rows = await listDynamicPrices(CATALOG, { after: placeIn(cursor), limit: PAGE_PRICES });
    const states = await priceStates(env, rows, now);
    const moves = rows.flatMap((row) => {
      const state = states.get(keyOf(row));
      return state === undefined ? [] : [{ ...row, ...reckonPrice(row, state, now) }];
    });
    const writes = writeDynamicPrices(CATALOG, moves);
    if (writes.length > 0) await CATALOG.batch([...writes]);
    const last = rows.length < PAGE_PRICES ? undefined : rows.at(-1);
    const next = last && { variantId: last.variantId, currency: last.currency };
    return { cursor: next ?? null, count: rows.length };
  },
};

/** A place that cannot be read begins the round again. */
function placeIn(cursor: unknown): PriceKey | null {
  const { variantId, currency } = (cursor ?? {}) as { variantId?: unknown; currency?: unknown };
  const id = typeof variantId === "string" ? parseId("variant", variantId) : null;
  const isKnown = typeof currency === "string" && isCurrency(currency);
  return id !== null && isKnown ? { variantId: id, currency } : null;
}
