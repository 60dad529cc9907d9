/** Codes are not to be found by trying: whoever enters many that nobody has must wait. */
import { fail, ok, type Result } from "../../domain/result.ts";
import { callObject, limiterStub } from "../../durable-objects/stubs.ts";
import type { AppContext } from "../../http/context.ts";
import { sha256Hex } from "../../http/digest.ts";
import type { Env } from "./env.gen.ts";

/** Wrong codes at once; one more every three minutes. */
const RULE = { tries: 20, refillMs: 3 * 60 * 1000 };
/** Groups of an IPv6 address that one household has. */
const HOME_GROUPS = 4;

/** Who asks too often, and when to come back. */
export interface TooManyGuesses {
  readonly reason: "too_many_requests";
  readonly retryAfterMs: number;
}

/** Guards the codes of one caller. */
export interface CodeGuard {
  /** Before a code is looked up: nothing is told to who must wait. */
  check(): Promise<Result<null, TooManyGuesses>>;
  /** After it: so many were nobody's. */
  report(unknown: number): Promise<void>;
}

/** @returns the guard of whoever sent the request; the address is only known by its digest */
export async function codeGuard(c: AppContext<Env>): Promise<CodeGuard> {
  const name = `codes ${await sha256Hex(homeOf(c.req.header("CF-Connecting-IP") ?? ""))}`;
  const mint = () => limiterStub(c.env, name);
  return {
    async check() {
      const retryAfterMs = await callObject(mint, async (limiter) => await limiter.wait(RULE));
      return retryAfterMs === 0 ? ok(null) : fail({ reason: "too_many_requests", retryAfterMs });
    },
    async report(unknown) {
      if (unknown === 0) return;
      await callObject(mint, async (limiter) => await limiter.spend(RULE, unknown));
    },
  };
}

/** An address is one caller; of IPv6 its first half, for the rest is anybody's to choose. */
function homeOf(address: string): string {
  return address.includes(":") ? address.split(":").slice(0, HOME_GROUPS).join(":") : address;
}
