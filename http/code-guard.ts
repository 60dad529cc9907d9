/** Codes are not to be found by trying: whoever enters many that nobody has must wait. */
import type { EnteredCode } from "../domain/promotion-cart.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { LimiterObject } from "../durable-objects/limiter-object.ts";
import { callObject, limiterStub } from "../durable-objects/stubs.ts";
import { callerDigest } from "./caller.ts";

/** Wrong codes at once; one more every three minutes. */
const RULE = { tries: 20, refillMs: 3 * 60 * 1000 };

/** Who asks too often, and when to come back. */
export interface TooManyGuesses {
  readonly reason: "too_many_requests";
  readonly retryAfterMs: number;
}

/** Guards the codes of one caller. */
export interface CodeGuard {
  /** Before codes are looked up: nothing is told to who must wait. */
  take(codes: readonly string[]): Promise<Result<null, TooManyGuesses>>;
  /** After it: these were nobody's, the others cost no try. */
  settle(unknown: readonly string[]): Promise<void>;
}

/**
 * @param address of whoever sent the request, as the platform tells it; kept as its digest alone
 * @returns their guard, for one look at codes
 */
export async function codeGuard(
  env: { readonly LIMITER: DurableObjectNamespace<LimiterObject> },
  address: string,
): Promise<CodeGuard> {
  const name = `codes ${await callerDigest(address)}`;
  const mint = () => limiterStub(env, name);
  let taken: readonly string[] = [];
  return {
    async take(codes) {
      const tries = await callObject(mint, async (limiter) => await limiter.take(RULE, codes));
      taken = tries.taken;
      const { waitMs: retryAfterMs } = tries;
      return retryAfterMs === 0 ? ok(null) : fail({ reason: "too_many_requests", retryAfterMs });
    },
    async settle(unknown) {
      if (taken.length === 0) return;
      await callObject(mint, async (limiter) => await limiter.settle(RULE, taken, unknown));
    },
  };
}

/** @returns the codes that are nobody's */
export function unknownOf(codes: readonly EnteredCode[]): string[] {
  return codes.flatMap(({ code, promotionId }) => (promotionId === null ? [code] : []));
}
