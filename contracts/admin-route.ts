/** How a route of the staff API is described. */
import type { ApiRoute } from "./api-route.ts";
import type { Permission } from "./permissions.ts";

/** A route for staff. It cannot be described without its permission. */
export interface StaffRoute extends ApiRoute {
  readonly path: `/admin/api/${string}`;
  readonly permission: Permission;
}

/** Keeps the exact schemas in the type, so that a handler's input follows from them. */
export function describeStaffRoute<const Route extends StaffRoute>(route: Route): Route {
  return route;
}
