/** Binds a described route to its handler: what is documented is what is parsed and answered. */
import type { Hono } from "hono";
import * as z from "zod";
import type { ApiRoute } from "../contracts/api-route.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import { CATALOG_CACHE, keepingHeaders, tagsIn } from "./cache-policy.ts";
import type { AppContext, AppEnv } from "./context.ts";
import { taggedAnswer } from "./etag.ts";
import { type Command, readCommand } from "./idempotency.ts";
import { type KnownProblem, problem } from "./problem.ts";
import { parseJson, parseQuery, validate } from "./validate.ts";

const PRIVATE_CACHE = "private, no-store";

const NO_QUERY = z.strictObject({});

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What the handler of a route is given, already checked. */
export interface RouteInput<Route extends ApiRoute> {
  readonly params: Parsed<Route["params"]>;
  readonly query: Parsed<Route["query"]>;
  readonly body: Parsed<Route["body"]>;
  /** The key and the fingerprint of a command; undefined for reads. */
  readonly command: Route["isCommand"] extends true ? Command : undefined;
}

/** What the handler gives back: the answer or why not. */
export type RouteAnswer<Route extends ApiRoute> = Result<z.input<Route["response"]>, KnownProblem>;

/** Leads to where a resource has moved for good; caches keep that as long as a page of the catalog. */
export function movedAnswer(location: string): Response {
  const headers = { Location: location, "Cache-Control": CATALOG_CACHE };
  return new Response(null, { status: 301, headers });
}

/** Registers `handler` under the method and the path of the description. */
export function route<Bindings extends object, const Route extends ApiRoute>(
  app: Hono<AppEnv<Bindings>>,
  described: Route,
  handler: (
    c: AppContext<Bindings>,
    input: RouteInput<Route>,
  ) => RouteAnswer<Route> | Response | Promise<RouteAnswer<Route> | Response>,
): void {
  const path = described.path.replaceAll(/\{(\w+)\}/g, ":$1");
  app.on(described.method, path, async function routed(c: AppContext<Bindings>) {
    const input = await readInput(c, described);
    if (!input.ok) return problem(c, input.problem);
    const answer = await handler(c, input.value as RouteInput<Route>);
    if (answer instanceof Response) return answer;
    if (!answer.ok) return problem(c, answer.problem);
    if (described.cache !== "catalog") {
      c.header("Cache-Control", PRIVATE_CACHE);
      return c.json(answer.value, described.status ?? 200);
    }
    return taggedAnswer(c.req.raw, JSON.stringify(answer.value), {
      "Content-Type": "application/json",
      ...keepingHeaders({ tags: tagsIn(answer.value), isStale: c.get("isStale") }),
    });
  });
}

async function readInput<Bindings extends object>(
  c: AppContext<Bindings>,
  described: ApiRoute,
): Promise<Result<Record<keyof RouteInput<ApiRoute>, unknown>, KnownProblem>> {
  const params = validate(described.params ?? NO_QUERY, c.req.param());
  if (!params.ok) return fail({ reason: "not_found" });
  const query = parseQuery(c, described.query ?? NO_QUERY, described.repeats);
  if (!query.ok) return query;
  const body =
    described.body === undefined
      ? ok(undefined)
      : await parseJson(c, described.body, described.bodyBytesMax);
  if (!body.ok) return body;
  const command = described.isCommand === true ? await readCommand(c, body.value) : ok(undefined);
  if (!command.ok) return command;
  return ok({
    params: params.value,
    query: query.value,
    body: body.value,
    command: command.value,
  });
}
