import { describe, expect, it } from "vitest";
import { mean, ndcg } from "./eval-ndcg.ts";

const JUDGED = new Map([
  ["good", 3],
  ["fair", 1],
  ["bad", 0],
]);

describe("ndcg()", () => {
  it("is 1 for the best order and falls with every exchange", () => {
    const best = ndcg(["good", "fair", "bad"], JUDGED, 10);
    const worse = ndcg(["fair", "good", "bad"], JUDGED, 10);
    expect(best).toBe(1);
    expect(worse).toBeCloseTo((1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3)), 10);
  });

  it("counts what is not judged, or behind the first k, as nothing", () => {
    expect(ndcg(["unknown", "other"], JUDGED, 10)).toBe(0);
    expect(ndcg(["unknown", "good"], JUDGED, 1)).toBe(0);
  });

  it("is null where nothing could be right", () => {
    expect(ndcg(["bad"], new Map([["bad", 0]]), 10)).toBeNull();
  });
});

describe("mean()", () => {
  it("adds and divides", () => {
    expect(mean([1, 2, 6])).toBe(3);
  });
});
