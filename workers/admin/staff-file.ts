/** Binds a staff route that answers with a file: guarded as every other, and streamed. */
import type { Hono } from "hono";
import * as z from "zod";
import type { StaffRoute } from "../../contracts/admin-route.ts";
import type { AppEnv } from "../../http/context.ts";
import { type KnownProblem, problem } from "../../http/problem.ts";
import { parseQuery, validate } from "../../http/validate.ts";
import type { Env } from "./env.gen.ts";
import { guardStaff, type StaffContext } from "./staff-route.ts";

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** The checked request. */
export interface FileInput<Route extends StaffRoute> {
  readonly params: Parsed<Route["params"]>;
  readonly query: Parsed<Route["query"]>;
}

const NOTHING = z.strictObject({});

/** Registers `handler`, which answers whole: a file, JSON, or why not. */
export function staffFile<const Route extends StaffRoute>(
  app: Hono<AppEnv<Env>>,
  described: Route,
  handler: (c: StaffContext, input: FileInput<Route>) => Promise<Response | KnownProblem>,
): void {
  const path = guardStaff(app, described);
  app.on(described.method, path, async function routed(c: StaffContext) {
    const params = validate(described.params ?? NOTHING, c.req.param());
    if (!params.ok) return problem(c, { reason: "not_found" });
    const query = parseQuery(c, described.query ?? NOTHING);
    if (!query.ok) return problem(c, query.problem);
    const input = { params: params.value, query: query.value } as FileInput<Route>;
    const answer = await handler(c, input);
    if (!(answer instanceof Response)) return problem(c, answer);
    answer.headers.set("Cache-Control", "private, no-store");
    return answer;
  });
}

/** @returns a stream that browsers keep under a name */
export function fileAnswer(
  body: ReadableStream<Uint8Array>,
  { type, name }: { readonly type: string; readonly name: string },
): Response {
  return new Response(body, {
    headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` },
  });
}
