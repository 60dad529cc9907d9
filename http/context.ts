/** What every handler of every public Worker can count on in its context. */
import type { Context } from "hono";
import type { Id } from "../domain/id.ts";

/** Hono's environment with a Worker's own bindings. */
export interface AppEnv<Bindings extends object> {
  Bindings: Bindings;
  Variables: { requestId: Id<"request"> };
}

/** The context of a handler. */
export type AppContext<Bindings extends object> = Context<AppEnv<Bindings>>;

/** @returns the origin that the caller asked, like "https://shop.example" */
export function originOf(requestUrl: string): string {
  return new URL(requestUrl).origin;
}

/** @returns whether the caller came over TLS, so that cookies may be `Secure` */
export function isHttps(requestUrl: string): boolean {
  return requestUrl.startsWith("https:");
}
