import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { limiterStub } from "./stubs.ts";

const RULE = { tries: 20, refillMs: 60_000 };

function guesses(count: number, of = "X"): string[] {
  return Array.from({ length: count }, (_, index) => `${of}${index}`);
}

describe("LimiterObject", () => {
  it("gives a crowd of requests no more tries than one, and they owe none afterwards", async () => {
    const limiter = limiterStub(env, "crowd");
    const answers = await Promise.all(guesses(200).map((guess) => limiter.take(RULE, [guess])));
    expect(answers.filter(({ waitMs }) => waitMs === 0)).toHaveLength(RULE.tries);
    const { waitMs } = await limiter.take(RULE, ["late"]);
    expect(waitMs).toBeLessThanOrEqual(RULE.refillMs);
    expect(waitMs).toBeGreaterThan(0);
  });

  it("asks to wait for as many as are guessed at once, and takes none meanwhile", async () => {
    const limiter = limiterStub(env, "many");
    await limiter.take(RULE, guesses(15));
    const { waitMs, taken } = await limiter.take(RULE, guesses(10, "Y"));
    expect([Math.round(waitMs / RULE.refillMs), taken]).toEqual([5, []]);
    expect((await limiter.take(RULE, guesses(5, "Z"))).waitMs).toBe(0);
  });

  it("gives back the tries of right guesses, and counts a wrong one once", async () => {
    const limiter = limiterStub(env, "settled");
    const { taken } = await limiter.take(RULE, guesses(RULE.tries));
    await limiter.settle(RULE, taken, ["X0"]);
    expect((await limiter.take(RULE, ["X0"])).taken).toEqual([]);
    expect((await limiter.take(RULE, guesses(19, "Y"))).waitMs).toBe(0);
    expect((await limiter.take(RULE, ["Z"])).waitMs).toBeGreaterThan(0);
  });

  it("takes one try for the same guess of a whole crowd, and gives it back where it was right", async () => {
    const limiter = limiterStub(env, "one code");
    const crowd = await Promise.all(guesses(200).map(() => limiter.take(RULE, ["GOOD"])));
    expect(crowd.every(({ waitMs }) => waitMs === 0)).toBe(true);
    const takers = crowd.filter(({ taken }) => taken.length > 0);
    expect(takers).toHaveLength(1);
    await limiter.settle(RULE, takers[0]?.taken ?? [], []);
    expect((await limiter.take(RULE, guesses(RULE.tries))).waitMs).toBe(0);
  });
});
