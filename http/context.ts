/** What every handler of every public Worker can count on in its context. */
import type { Context } from "hono";
import type { Id } from "../domain/id.ts";

/** Hono's environment with a Worker's own bindings. */
export interface AppEnv<Bindings extends object> {
  Bindings: Bindings;
  Variables: {
    requestId: Id<"request">;
    /** The answer was made of copies that are known to be old. */
    isStale?: boolean;
  };
}

/** The context of a handler. */
export type AppContext<Bindings extends object> = Context<AppEnv<Bindings>>;

/** @returns what keeps something going after the answer was sent */
export function deferrerOf<Bindings extends object>(
  c: AppContext<Bindings>,
): (work: Promise<unknown>) => void {
  return (work) => {
    try {
      c.executionCtx.waitUntil(work);
    } catch {
      // A test without a context: nothing ends what goes on.
    }
  };
}

/** @returns the origin that the caller asked, like "https://shop.example" */
export function originOf(requestUrl: string): string {
  return new URL(requestUrl).origin;
}

/** @returns whether the caller came over TLS, so that cookies may be `Secure` */
export function isHttps(requestUrl: string): boolean {
  return requestUrl.startsWith("https:");
}
