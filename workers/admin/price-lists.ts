/** Price lists: staff write them, fill them, start and stop them. */
import { Hono } from "hono";
import { adminPriceListApi } from "../../contracts/api-admin-price-lists.ts";
import type { ProblemError } from "../../contracts/problem.ts";
import {
  priceListSchema,
  type StaffPriceList,
  type WriteListPrice,
  type WritePriceList,
} from "../../contracts/staff-price-lists.ts";
import { turnPriceLists, walkPriceLists } from "../../db/price-walk.ts";
import {
  insertPriceList,
  listPriceLists,
  type PriceListRow,
  putListPrices,
  readListPrices,
  readPriceList,
  replacePriceList,
  setPriceListStatus,
  storedListPrices,
} from "../../db/staff-price-lists.ts";
import type { Id } from "../../domain/id.ts";
import { risingBreaks } from "../../domain/price-breaks.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { invalid } from "../../http/validate.ts";
import { log } from "../../runtime/log.ts";
import { runCatalogDeed, type StaffCall, wakeFeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { mint } from "./product-parts.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** Pages of a list that staff wait for; the clock brings the rest. */
const PAGES_AT_ONCE = 4;
/** Rows that a refusal names, and that the log keeps. */
const ERRORS_MAX = 100;
const LOGGED_MAX = 100;

/** Routes of price lists. */
export const priceListRoutes = new Hono<AppEnv<Env>>();

staffRoute(priceListRoutes, adminPriceListApi.listPriceLists, async (c, { query }) => {
  const { limit } = query;
  const rows = await listPriceLists(c.env.CATALOG, { ...query, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const nextAfter = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
  return ok({ priceLists: page.map(viewOf), nextAfter });
});

staffRoute(priceListRoutes, adminPriceListApi.readPriceList, async (c, { params }) => {
  const row = await readPriceList(c.env.CATALOG, params.priceListId);
  return row === null ? fail({ reason: "not_found" }) : ok(viewOf(row));
});

staffRoute(priceListRoutes, adminPriceListApi.createPriceList, (c, { body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const now = Date.now();
    const id = mint("priceList", now);
    const value = draftOf(id, body);
    const deed = { action: "price_list.create", subjectId: id, version: null };
    const statements = [insertPriceList(c.env.CATALOG, id, { priceList: body, now })];
    return ok({ ...deed, value, before: null, after: value, statements });
  }),
);

staffRoute(priceListRoutes, adminPriceListApi.changePriceList, (c, { params, body, ...call }) => {
  const { version, priceList } = body;
  return changed(c, call, {
    id: params.priceListId,
    action: "price_list.change",
    version,
    change: (before, now) => ({
      after: { ...draftOf(before.id, priceList), ...kept(before) },
      statement: replacePriceList(c.env.CATALOG, before.id, { priceList, version, now }),
    }),
  });
});

staffRoute(priceListRoutes, adminPriceListApi.startPriceList, (c, { params, body, ...call }) =>
  changed(c, call, {
    ...statusChange(c, "active", body.version),
    id: params.priceListId,
    refusal: ({ endsAt }, now) =>
      endsAt !== null && endsAt <= now
        ? [{ pointer: "/version", detail: "The list's end is over: change endsAt first" }]
        : [],
  }),
);

staffRoute(priceListRoutes, adminPriceListApi.stopPriceList, (c, { params, body, ...call }) =>
  changed(c, call, { ...statusChange(c, "stopped", body.version), id: params.priceListId }),
);

staffRoute(priceListRoutes, adminPriceListApi.readListPrices, async (c, { params, query }) => {
  const list = await readPriceList(c.env.CATALOG, params.priceListId);
  if (list === null) return fail({ reason: "not_found" });
  return ok(await readListPrices(c.env.CATALOG, list.id, query));
});

staffRoute(priceListRoutes, adminPriceListApi.writeListPrices, (c, { params, body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const id = params.priceListId;
    if ((await readPriceList(db, id)) === null) return fail({ reason: "not_found" });
    const { prices } = body;
    const variantIds = [...new Set(prices.map(({ variantId }) => variantId))];
    const { stored, known } = await storedListPrices(db, id, variantIds);
    const errors = wrongPrices(prices, { stored, known });
    if (errors.length > 0) return invalid(errors.slice(0, ERRORS_MAX));
    const removed = prices.filter(({ amountMinor }) => amountMinor === null).length;
    const value = { written: prices.length - removed, removed };
    const named = new Set(prices.map(keyOf));
    return ok({
      action: "price_list.prices",
      subjectId: id,
      version: null,
      value,
      before: { prices: stored.filter((price) => named.has(keyOf(price))).slice(0, LOGGED_MAX) },
      after: { ...value, prices: prices.slice(0, LOGGED_MAX) },
      statements: putListPrices(db, id, prices),
    });
  }),
);

interface Changing {
  readonly id: Id<"priceList">;
  readonly action: string;
  readonly version: number;
  refusal?(before: PriceListRow, now: number): readonly ProblemError[];
  /** What it becomes, and the statement that writes it where the version still holds. */
  change(
    before: PriceListRow,
    now: number,
  ): { readonly after: StaffPriceList; readonly statement: D1PreparedStatement };
}

function statusChange(c: StaffContext, status: "active" | "stopped", version: number) {
  return {
    action: status === "active" ? "price_list.start" : "price_list.stop",
    version,
    change: (before: PriceListRow, now: number) => ({
      after: { ...viewOf(before), status, version: version + 1 },
      statement: setPriceListStatus(c.env.CATALOG, before.id, { status, version, now }),
    }),
  };
}

async function changed(
  c: StaffContext,
  call: StaffCall,
  { id, action, version, refusal, change }: Changing,
): Promise<Result<StaffPriceList, KnownProblem>> {
  const answer = await runCatalogDeed(c, call, async () => {
    const now = Date.now();
    const before = await readPriceList(c.env.CATALOG, id);
    if (before === null) return fail({ reason: "not_found" });
    if (before.version !== version) {
      return fail({ reason: "version_changed", version: before.version });
    }
    const errors = refusal?.(before, now) ?? [];
    if (errors.length > 0) return invalid(errors);
    const { after, statement } = change(before, now);
    const deed = { action, subjectId: id, version: null };
    return ok({ ...deed, value: after, before: viewOf(before), after, statements: [statement] });
  });
  if (answer.ok) await follow(c);
  return answer;
}

/** A short list is on the pages by the time that staff have their answer. */
async function follow(c: StaffContext): Promise<void> {
  const { CATALOG } = c.env;
  try {
    await turnPriceLists(CATALOG, Date.now());
    let walked = 0;
    for (let page = 0; page < PAGES_AT_ONCE; page += 1) {
      const count = await walkPriceLists(CATALOG);
      if (count === null) break;
      walked += count;
    }
    if (walked > 0) await wakeFeed(c);
  } catch (error) {
    log.warn("admin.prices.delayed", { requestId: c.get("requestId"), error });
  }
}

/** One error per row that cannot stand, beside the others and beside what the list has already. */
function wrongPrices(
  prices: readonly WriteListPrice[],
  { stored, known }: Awaited<ReturnType<typeof storedListPrices>>,
): ProblemError[] {
  const indexOf = new Map<string, number>();
  const errors: ProblemError[] = [];
  for (const [index, price] of prices.entries()) {
    const pointer = `/prices/${index}`;
    if (!known.has(price.variantId)) {
      const detail = `There is no variant ${price.variantId}`;
      errors.push({ pointer: `${pointer}/variantId`, detail });
    }
    const first = indexOf.get(keyOf(price));
    if (first === undefined) indexOf.set(keyOf(price), index);
    else errors.push({ pointer, detail: `The same price as in row ${first}` });
  }
  const written = prices.flatMap(({ amountMinor: minor, ...price }, index) =>
    minor === null || indexOf.get(keyOf(price)) !== index ? [] : [{ ...price, minor }],
  );
  const after = [...stored.filter((price) => !indexOf.has(keyOf(price))), ...written];
  for (const { price, before } of risingBreaks(after)) {
    const index = indexOf.get(keyOf(price)) ?? indexOf.get(keyOf(before));
    if (index === undefined) continue;
    const detail = `From ${price.fromQuantity} on one costs ${price.minor}, more than the ${before.minor} from ${before.fromQuantity} on`;
    errors.push({ pointer: `/prices/${index}/amountMinor`, detail });
  }
  return errors;
}

function keyOf(price: { variantId: string; currency: string; fromQuantity: number }): string {
  return `${price.variantId} ${price.currency} ${price.fromQuantity}`;
}

function viewOf(row: PriceListRow): StaffPriceList {
  const { startsAt, endsAt, isOn, shownVersion, ...list } = row;
  const times = { startsAt: timeOf(startsAt), endsAt: timeOf(endsAt) };
  const isUnderWay = shownVersion === -1;
  const shown = isUnderWay ? "on_their_way" : isOn ? "all" : "none";
  return priceListSchema.parse({ ...list, ...times, shown });
}

function draftOf(id: Id<"priceList">, list: WritePriceList): StaffPriceList {
  return { ...list, id, version: 1, status: "draft", priceCount: 0, shown: "none" };
}

function kept(before: PriceListRow) {
  const { status, priceCount, shown } = viewOf(before);
  return { status, priceCount, shown, version: before.version + 1 };
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
