/** Codes are not to be found by trying: whoever enters many that nobody has must wait. */
import type { EnteredCode } from "../domain/promotion-cart.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { LimiterObject } from "../durable-objects/limiter-object.ts";
import { callObject, limiterStub } from "../durable-objects/stubs.ts";
import { sha256Hex } from "./digest.ts";

/** Wrong codes at once; one more every three minutes. */
const RULE = { tries: 20, refillMs: 3 * 60 * 1000 };
/** Groups of an IPv6 address, and those of them that one household has. */
const IPV6_GROUPS = 8;
const HOME_GROUPS = 4;

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
  const name = `codes ${await sha256Hex(homeOf(address))}`;
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

/**
 * @returns one caller's name: an address, or of IPv6 its first half, for the rest is anybody's to
 *   choose; written out, for zeros that are left out would move that half
 */
export function homeOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.split("::");
  const groupsOf = (part: string) => (part === "" ? [] : part.split(":"));
  const [first, last] = [groupsOf(head), groupsOf(tail)];
  const zeros = address.includes("::") ? IPV6_GROUPS - first.length - last.length : 0;
  const all = [...first, ...Array.from({ length: Math.max(0, zeros) }, () => "0"), ...last];
  return all
    .slice(0, HOME_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
