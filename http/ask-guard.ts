/** Providers of taxes and carriers take money for an answer: nobody asks about ever new places without end. */
import { fail, ok, type Result } from "../domain/result.ts";
import type { LimiterObject } from "../durable-objects/limiter-object.ts";
import { callObject, limiterStub } from "../durable-objects/stubs.ts";
import { log } from "../runtime/log.ts";
import { callerDigest } from "./caller.ts";

/** Questions at once, as an office or an agent of many shoppers has them; six more a minute. */
const RULE = { tries: 120, refillMs: 10_000 };

/** Who asks too often, and when to come back. */
export interface TooManyQuestions {
  readonly reason: "too_many_requests";
  readonly retryAfterMs: number;
}

/**
 * Counts a question that somebody outside will be asked.
 * @param address of whoever sent the request, as the platform tells it; kept as its digest alone
 * @returns that it may be asked, or when; where nobody can count, it may
 */
export async function countQuestion(
  env: { readonly LIMITER: DurableObjectNamespace<LimiterObject> },
  address: string,
): Promise<Result<null, TooManyQuestions>> {
  try {
    const name = `questions ${await callerDigest(address)}`;
    const retryAfterMs = await callObject(
      () => limiterStub(env, name),
      async (limiter) => await limiter.count(RULE),
    );
    return retryAfterMs === 0 ? ok(null) : fail({ reason: "too_many_requests", retryAfterMs });
  } catch (error) {
    log.warn("checkout.questions.uncounted", { error });
    return ok(null);
  }
}
