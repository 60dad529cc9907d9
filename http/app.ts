/** The application that every public Worker starts from: ids, headers, and one road for failures. */
import { Hono } from "hono";
import { METHODS } from "hono/router";
import type { ProblemBody } from "../contracts/problem.ts";
import { type Id, mintId, parseId } from "../domain/id.ts";
import { log } from "../runtime/log.ts";
import { type AppContext, type AppEnv, isHttps } from "./context.ts";
import { type KnownProblem, type ProblemOptions, problem, problemBody } from "./problem.ts";
import { sameOrigin } from "./same-origin.ts";
import { setSecurityHeaders } from "./security-headers.ts";

const REQUEST_ID_HEADER = "X-Request-Id";
const RETRY_AFTER_SECONDS = "1";

/** How a Worker differs from the others. */
export interface AppOptions<Bindings extends object> {
  /**
   * Whether only our own Workers can reach it, so that the id they gave the request is kept.
   * The public origin leaves it out and never takes an id from outside.
   */
  readonly isInner?: boolean;
  /** Renders a failure for people; without it everybody gets problem+json. */
  readonly problemPage?: (
    c: AppContext<Bindings>,
    body: ProblemBody,
  ) => Response | Promise<Response>;
}

/**
 * Creates an application: `X-Request-Id`, security headers, `no-store` unless a handler says
 * otherwise, commands from other sites refused, and 404, 405 and 500 as problems.
 */
export function createApp<Bindings extends object>(
  options: AppOptions<Bindings> = {},
): Hono<AppEnv<Bindings>> {
  const app = new Hono<AppEnv<Bindings>>();
  app.use(async function frame(c, next) {
    c.set("requestId", requestIdFor(c, options.isInner === true));
    await next();
    setSecurityHeaders(writableHeaders(c), isHttps(c.req.url));
  });
  app.use(sameOrigin<Bindings>());

  async function answer(
    c: AppContext<Bindings>,
    failure: KnownProblem,
    extra: ProblemOptions = {},
  ): Promise<Response> {
    const { problemPage } = options;
    if (problemPage === undefined || !wantsPage(c)) return problem(c, failure, extra);
    const page = await problemPage(c, problemBody(c, failure, extra));
    for (const [name, value] of Object.entries(extra.headers ?? {})) page.headers.set(name, value);
    return page;
  }

  app.notFound((c) => {
    const allowed = allowedMethods(app, c.req.path);
    // A handler that takes the method and still finds nothing means its subject, not the method.
    const isTaken = allowed.includes(c.req.method === "HEAD" ? "GET" : c.req.method);
    if (allowed.length === 0 || isTaken) return answer(c, { reason: "not_found" });
    return answer(c, { reason: "method_not_allowed" }, { headers: { Allow: allowed.join(", ") } });
  });

  app.onError((error, c) => {
    const isPassing = isPassingFailure(error);
    log.error("http.request.failed", {
      requestId: c.get("requestId"),
      method: c.req.method,
      path: c.req.path,
      error,
    });
    return isPassing
      ? answer(c, { reason: "unavailable" }, { headers: { "Retry-After": RETRY_AFTER_SECONDS } })
      : answer(c, { reason: "internal" });
  });
  return app;
}

/** Hands a request to another of our Workers, under the same request id. */
export function forward<Bindings extends object>(
  c: AppContext<Bindings>,
  worker: Fetcher,
): Promise<Response> {
  const request = new Request(c.req.raw);
  request.headers.set(REQUEST_ID_HEADER, c.get("requestId"));
  return worker.fetch(request);
}

function requestIdFor<Bindings extends object>(
  c: AppContext<Bindings>,
  isInner: boolean,
): Id<"request"> {
  const given = isInner ? parseId("request", c.req.header(REQUEST_ID_HEADER) ?? "") : null;
  return given ?? mintId("request", Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** Writes the request's id; an answer of another Worker is copied, for its headers are frozen. */
function writableHeaders<Bindings extends object>(c: AppContext<Bindings>): Headers {
  try {
    c.res.headers.set(REQUEST_ID_HEADER, c.get("requestId"));
  } catch {
    c.header(REQUEST_ID_HEADER, c.get("requestId"));
  }
  return c.res.headers;
}

/** @returns whether a person reads the answer: a page was asked for, and not below /api */
function wantsPage<Bindings extends object>(c: AppContext<Bindings>): boolean {
  const accepts = c.req.header("Accept") ?? "";
  return accepts.includes("text/html") && !c.req.path.startsWith("/api/");
}

/** The methods that have a handler of their own for `path`; middleware does not count. */
function allowedMethods<Bindings extends object>(
  app: Hono<AppEnv<Bindings>>,
  path: string,
): string[] {
  const methods = METHODS.map((method) => method.toUpperCase());
  return methods.filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  );
}

/** Failures of the platform that the same request may survive a moment later. */
function isPassingFailure(error: Error): boolean {
  return (
    ("retryable" in error && error.retryable === true) ||
    ("overloaded" in error && error.overloaded === true)
  );
}
