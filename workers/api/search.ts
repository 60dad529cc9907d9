/** GET /api/search. */
import { Hono } from "hono";
import { searchApi } from "../../contracts/api-search.ts";
import { searchRequestOf } from "../../contracts/search.ts";
import { search } from "../../db/search.ts";
import { openReader } from "../../db/statement.ts";
import type { AppEnv } from "../../http/context.ts";
import { route } from "../../http/route.ts";
import { logSearch } from "../../http/search-log.ts";
import type { Env } from "./env.gen.ts";

/** Finding products. */
export const searchRoutes = new Hono<AppEnv<Env>>();

route(searchRoutes, searchApi.search, async (c, { query }) => {
  const now = Date.now();
  const request = searchRequestOf(query);
  const databases = { search: openReader(c.env.SEARCH), catalog: openReader(c.env.CATALOG) };
  const answer = await search(databases, request, now);
  if (answer.ok && request.text !== "" && request.cursor === null) {
    const { query: read, total } = answer.value;
    const found = read.corrected !== null || read.isFallback ? 0 : total.count;
    const made = { locale: request.locale, text: request.text, found };
    c.executionCtx.waitUntil(logSearch(c.env, made, now));
  }
  return answer;
});
