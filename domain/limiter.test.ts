import { describe, expect, it } from "vitest";
import { bucketAt, giveBack, spend, waitMs } from "./limiter.ts";

const RULE = { tries: 3, refillMs: 1000 };

describe("a bucket of tries", () => {
  it("is full at first, and asks to wait once it is empty", () => {
    const empty = spend(bucketAt(null, RULE, 0), 3);
    expect(waitMs(empty, RULE, 1)).toBe(1000);
    expect(waitMs(bucketAt(empty, RULE, 400), RULE, 1)).toBe(600);
    expect(waitMs(bucketAt(empty, RULE, 1000), RULE, 1)).toBe(0);
    expect(waitMs(bucketAt(empty, RULE, 1000), RULE, 3)).toBe(2000);
  });

  it("costs nothing to ask for nothing", () => {
    expect(waitMs(spend(bucketAt(null, RULE, 0), 3), RULE, 0)).toBe(0);
  });

  it("never holds more than its tries, and a clock that goes back fills nothing", () => {
    expect(bucketAt({ left: 2, at: 0 }, RULE, 1_000_000).left).toBe(3);
    expect(bucketAt({ left: 0, at: 5000 }, RULE, 0)).toEqual({ left: 0, at: 5000 });
    expect(giveBack({ left: 2, at: 0 }, RULE, 5).left).toBe(3);
  });
});
