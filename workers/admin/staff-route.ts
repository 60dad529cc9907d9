/** Binds a staff route: who asks is known and allowed before anything of the request is read. */
import type { Context, Hono } from "hono";
import type { StaffRoute } from "../../contracts/admin-route.ts";
import { may } from "../../contracts/permissions.ts";
import { invariant } from "../../domain/result.ts";
import type { AppContext, AppEnv } from "../../http/context.ts";
import { problem } from "../../http/problem.ts";
import { type RouteAnswer, type RouteInput, route } from "../../http/route.ts";
import { type Staff, verifyStaffToken } from "../../http/staff-token.ts";
import type { Env } from "./env.gen.ts";

/** What a handler is given: the checked request, and who sent it. */
export type StaffInput<Route extends StaffRoute> = RouteInput<Route> & { readonly staff: Staff };

/** The context of a staff handler. */
export type StaffContext = AppContext<Env>;

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Who sent each request that is being answered. */
const callers = new WeakMap<Request, Staff>();

/** Registers `handler`; without a token nobody gets further, without the permission neither. */
export function staffRoute<const Route extends StaffRoute>(
  app: Hono<AppEnv<Env>>,
  described: Route,
  handler: (
    c: StaffContext,
    input: StaffInput<Route>,
  ) => RouteAnswer<Route> | Promise<RouteAnswer<Route>>,
): void {
  guardStaff(app, described);
  route<Env, Route>(app, described, (c, input) => {
    const staff = callers.get(c.req.raw);
    invariant(staff !== undefined, "a guarded route knows its caller");
    return handler(c, { ...input, staff });
  });
}

/** Lets nobody without the route's permission get further. @returns the path as Hono spells it */
export function guardStaff(app: Hono<AppEnv<Env>>, described: StaffRoute): string {
  const path = described.path.replaceAll(/\{(\w+)\}/g, ":$1");
  app.on(described.method, path, async function guarded(c, next) {
    const staff = await callerOf(c);
    if (staff === null) {
      const headers = { "WWW-Authenticate": 'Bearer realm="kiosk-admin"' };
      return problem(c, { reason: "unauthenticated" }, { headers });
    }
    if (!may(staff.role, described.permission)) {
      const detail = `The role "${staff.role}" lacks the permission "${described.permission}"`;
      return problem(c, { reason: "forbidden", detail });
    }
    callers.set(c.req.raw, staff);
    return next();
  });
  return path;
}

async function callerOf(c: Context<AppEnv<Env>>): Promise<Staff | null> {
  const [, token] = BEARER.exec(c.req.header("Authorization") ?? "") ?? [];
  if (token === undefined) return null;
  const staff = await verifyStaffToken(c.env.STAFF_KEY, token, Date.now());
  return staff.ok ? staff.value : null;
}
