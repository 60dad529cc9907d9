/** Codes are not to be found by trying: whoever enters many that nobody has must wait. */
import type { EnteredCode } from "../domain/promotion-cart.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { LimiterObject } from "../durable-objects/limiter-object.ts";
import { callObject, limiterStub } from "../durable-objects/stubs.ts";
import { sha256Hex } from "./digest.ts";

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
  /** After it: these were nobody's. */
  report(unknown: readonly string[]): Promise<void>;
}

/**
 * @param address of whoever sent the request, as the platform tells it; kept as its digest alone
 * @returns their guard
 */
export async function codeGuard(
  env: { readonly LIMITER: DurableObjectNamespace<LimiterObject> },
  address: string,
): Promise<CodeGuard> {
  const name = `codes ${await sha256Hex(homeOf(address))}`;
  const mint = () => limiterStub(env, name);
  return {
    async check() {
      const retryAfterMs = await callObject(mint, async (limiter) => await limiter.wait(RULE));
      return retryAfterMs === 0 ? ok(null) : fail({ reason: "too_many_requests", retryAfterMs });
    },
    async report(unknown) {
      if (unknown.length === 0) return;
      await callObject(mint, async (limiter) => await limiter.guess(RULE, unknown));
    },
  };
}

/** @returns the codes that are nobody's */
export function unknownOf(codes: readonly EnteredCode[]): string[] {
  return codes.flatMap(({ code, promotionId }) => (promotionId === null ? [code] : []));
}

/** An address is one caller; of IPv6 its first half, for the rest is anybody's to choose. */
function homeOf(address: string): string {
  return address.includes(":") ? address.split(":").slice(0, HOME_GROUPS).join(":") : address;
}
