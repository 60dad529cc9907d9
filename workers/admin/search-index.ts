/** The search index: looked at, and built anew. */
import { Hono } from "hono";
import type * as z from "zod";
import { adminSearchIndexApi } from "../../contracts/api-admin-search-index.ts";
import type { searchIndexSchema } from "../../contracts/staff-search-index.ts";
import { ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { runDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { staffRoute } from "./staff-route.ts";

/** What the log names a rebuild by. */
const INDEX = "search_index";

type SearchIndex = z.infer<typeof searchIndexSchema>;

/** Routes of the index. */
export const searchIndexRoutes = new Hono<AppEnv<Env>>();

staffRoute(searchIndexRoutes, adminSearchIndexApi.readSearchIndex, async (c) =>
  ok(await indexOf(c.env)),
);

staffRoute(searchIndexRoutes, adminSearchIndexApi.rebuildSearchIndex, (c, call) =>
  runDeed(c, call, async () => {
    await c.env.INDEXING.ask();
    const value = await indexOf(c.env);
    return ok({ action: "search.rebuild", subjectId: INDEX, value, before: null, after: value });
  }),
);

async function indexOf({ INDEXING }: Pick<Env, "INDEXING">): Promise<SearchIndex> {
  const { live, rebuild, waiting } = await INDEXING.status();
  const { isUnderWay, products, startedAt, finishedAt } = rebuild;
  return {
    generation: live.generation,
    builtAt: timeOf(live.builtAt),
    waiting,
    rebuild:
      startedAt === 0
        ? null
        : {
            isUnderWay,
            products,
            startedAt: new Date(startedAt).toISOString(),
            finishedAt: timeOf(finishedAt ?? 0),
          },
  };
}

/** Nothing happened at the time 0. */
function timeOf(at: number): string | null {
  return at === 0 ? null : new Date(at).toISOString();
}
