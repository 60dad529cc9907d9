/** The caches at the shop's door: which addresses have an answer that is the same for everybody. */
import type { Hono } from "hono";
import { PLACES } from "../../domain/place.ts";
import type { AppEnv } from "../../http/context.ts";
import { EdgeCache } from "../../http/edge-cache.ts";
import { placePrefix } from "../../http/links.ts";
import type { Env } from "./env.gen.ts";

const HANDLE = "[a-z0-9]+(?:-[a-z0-9]+)*";
const PREFIXES = PLACES.map(placePrefix).filter((prefix) => prefix !== "");
/** Longest first: "/de" is also the beginning of "/de/usd". */
const PLACE = `(?:${PREFIXES.toSorted((a, b) => b.length - a.length).join("|")})?`;

/** What a list may be asked; see `contracts/search.ts`. */
const LIST_PARAMETER =
  /^(?:q|verbatim|sort|cursor|category|collection|brand|price(?:\.(?:min|max))?|rating|in_stock|(?:attr|option)\..{1,84})$/;

/** Pages and the parameters that they know. What else stands in an address belongs to others. */
const PAGES: readonly (readonly [path: RegExp, parameter: RegExp | null])[] = [
  [new RegExp(`^(?:/|${PLACE})$`), null],
  [new RegExp(`^${PLACE}/p/${HANDLE}$`), /^(?:variant|option\d)$/],
  [new RegExp(`^${PLACE}/(?:products|search)$`), LIST_PARAMETER],
  [new RegExp(`^${PLACE}/(?:c|brands|collections)/${HANDLE}$`), LIST_PARAMETER],
  [new RegExp(`^${PLACE}/collections$`), null],
];

/** The API refuses what it does not know, and nobody keeps a refusal: every parameter counts. */
const API = new RegExp(`^/api/(?:products|categories|collections|search)(?:/${HANDLE})*$`);

/**
 * The one spelling of an address: known parameters in the order of their names, nothing else.
 * @param target path and query
 * @returns null where an answer belongs to one caller, or to no page
 */
export function edgeKey(target: string): string | null {
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const isApi = API.test(path);
  const page = isApi ? undefined : PAGES.find(([pattern]) => pattern.test(path));
  if (!isApi && page === undefined) return null;
  if (mark < 0) return path;
  const known = page?.[1];
  const pairs = [...new URLSearchParams(target.slice(mark))].filter(
    // Forms without scripts send what was left empty, too.
    ([name, value]) => isApi || (value !== "" && known?.test(name) === true),
  );
  if (pairs.length === 0) return path;
  const sorted = pairs.toSorted(
    (one, other) => compare(one[0], other[0]) || compare(one[1], other[1]),
  );
  return `${path}?${new URLSearchParams(sorted)}`;
}

/** Puts the caches in front of the shop. */
export function inFrontOf(app: Hono<AppEnv<Env>>) {
  const cache = new EdgeCache<Env>({ keyOf: edgeKey, make: app.fetch });
  return {
    routes: app.routes,
    fetch: (request: Request, env: Env, ctx: ExecutionContext) => cache.fetch(request, env, ctx),
  };
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
