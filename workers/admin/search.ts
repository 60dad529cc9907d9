/** What staff tell search: synonyms and pinned products; and what shoppers searched for. */
import { Hono } from "hono";
import { adminSearchApi } from "../../contracts/api-admin-search.ts";
import { searchReport } from "../../db/search-log.ts";
import {
  dropPin,
  dropSynonyms,
  listPins,
  listSynonyms,
  type Pin,
  pinFor,
  pinWith,
  putPin,
  putSynonyms,
  type SynonymGroup,
  synonymGroup,
  unknownProducts,
} from "../../db/search-rules.ts";
import { mintId } from "../../domain/id.ts";
import { fail, ok } from "../../domain/result.ts";
import { pinnedQuery } from "../../domain/search-log.ts";
import type { AppEnv } from "../../http/context.ts";
import { invalid } from "../../http/validate.ts";
import { runCatalogDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { staffRoute } from "./staff-route.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Routes of search. */
export const searchRoutes = new Hono<AppEnv<Env>>();

staffRoute(searchRoutes, adminSearchApi.listSynonyms, async (c, { query }) => {
  const groups = await listSynonyms(c.env.CATALOG, query.locale);
  return ok({ groups: groups.map(groupView) });
});

staffRoute(searchRoutes, adminSearchApi.putSynonyms, (c, { body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const before = body.id === undefined ? null : await synonymGroup(db, body.id);
    if (body.id !== undefined && before === null) return fail({ reason: "not_found" });
    const now = Date.now();
    const group: SynonymGroup = {
      id: body.id ?? mintId("synonym", now, chance()),
      locale: body.locale,
      terms: body.terms,
      updatedAt: now,
    };
    const deed = { action: "search.synonyms.put", subjectId: group.id, version: null };
    const statements = [putSynonyms(db, group)];
    return ok({ ...deed, value: groupView(group), before, after: group, statements });
  }),
);

/** What is gone already stays gone: asking twice is no mistake. */
staffRoute(searchRoutes, adminSearchApi.dropSynonyms, (c, { params: { synonymId: id }, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const before = await synonymGroup(c.env.CATALOG, id);
    const deed = { action: "search.synonyms.drop", subjectId: id, version: null };
    const statements = [dropSynonyms(c.env.CATALOG, id)];
    return ok({ ...deed, value: { id }, before, after: null, statements });
  }),
);

staffRoute(searchRoutes, adminSearchApi.listPins, async (c, { query }) => {
  const pins = await listPins(c.env.CATALOG, query.locale);
  return ok({ pins: pins.map(pinView) });
});

staffRoute(searchRoutes, adminSearchApi.putPin, (c, { body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const query = pinnedQuery(body.query);
    if (query === "") return invalid([{ pointer: "/query", detail: "Expected words" }]);
    const unknown = new Set(await unknownProducts(db, body.productIds));
    const strangers = body.productIds.flatMap((id, index) =>
      unknown.has(id)
        ? [{ pointer: `/productIds/${index}`, detail: `There is no product ${id}` }]
        : [],
    );
    if (strangers.length > 0) return invalid(strangers);
    const before = await pinFor(db, { locale: body.locale, query });
    const now = Date.now();
    const id = before?.id ?? mintId("pin", now, chance());
    const pin: Pin = { ...body, id, query, updatedAt: now };
    const deed = { action: "search.pin.put", subjectId: id, version: null };
    return ok({ ...deed, value: pinView(pin), before, after: pin, statements: [putPin(db, pin)] });
  }),
);

staffRoute(searchRoutes, adminSearchApi.dropPin, (c, { params: { pinId: id }, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const before = await pinWith(c.env.CATALOG, id);
    const deed = { action: "search.pin.drop", subjectId: id, version: null };
    const statements = [dropPin(c.env.CATALOG, id)];
    return ok({ ...deed, value: { id }, before, after: null, statements });
  }),
);

staffRoute(
  searchRoutes,
  adminSearchApi.reportSearches,
  async (c, { query: { locale, days, limit } }) => {
    const since = new Date(Date.now() - (days - 1) * DAY_MS).toISOString().slice(0, 10);
    const of = { locale, since, limit };
    const [top, empty] = await Promise.all([
      searchReport(c.env.SEARCH, { ...of, onlyEmpty: false }),
      searchReport(c.env.SEARCH, { ...of, onlyEmpty: true }),
    ]);
    return ok({ since, top, empty });
  },
);

function groupView({ updatedAt, terms, ...group }: SynonymGroup) {
  return { ...group, terms: [...terms], updatedAt: timeOf(updatedAt) };
}

function pinView({ updatedAt, productIds, ...pin }: Pin) {
  return { ...pin, productIds: [...productIds], updatedAt: timeOf(updatedAt) };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

function chance(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(10));
}
