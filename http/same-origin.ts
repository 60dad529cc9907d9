/** Refuses commands that another site makes a shopper's browser send (CSRF). */
import type { MiddlewareHandler } from "hono";
import { mediaTypeOf } from "./body.ts";
import { type AppEnv, originOf } from "./context.ts";
import { problem } from "./problem.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Every browser says where an unsafe request comes from: `Sec-Fetch-Site`, or at least `Origin`.
 * What says neither is a program. It may come without cookies (a provider's webhook, a staff
 * tool), or with a content type or method that a cross-site page cannot send unasked.
 */
export function sameOrigin<Bindings extends object>(): MiddlewareHandler<AppEnv<Bindings>> {
  return async function sameOriginMiddleware(c, next) {
    if (SAFE_METHODS.has(c.req.method) || isOwnRequest(c.req.raw)) return next();
    return problem(c, { reason: "cross_site_request" });
  };
}

function isOwnRequest(request: Request): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.get("Origin");
  // A page that tells nobody its address posts as "null", and only the browser says that it is ours.
  if (origin === "null" && site === "same-origin") return true;
  if (origin !== null) return origin === originOf(request.url);
  if (site !== null) return true;
  const needsPreflight = request.method !== "POST" || mediaTypeOf(request) === "application/json";
  return needsPreflight || !request.headers.has("Cookie");
}
