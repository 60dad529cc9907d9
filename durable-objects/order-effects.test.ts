import { describe, expect, it } from "vitest";
import { Busy, pauseAfter } from "./order-effects.ts";

describe("pauseAfter()", () => {
  const busy = new Busy("no_answer", 1_000);

  it("waits at least as long as a busy provider says", () => {
    expect(pauseAfter(busy, 0, 0)).toBe(1_000);
    expect(pauseAfter(busy, 0, 0.999)).toBe(1_000);
  });

  it("asks a provider that stays silent ever more rarely, and never less than every five minutes", () => {
    expect(pauseAfter(busy, 6, 0.5)).toBeGreaterThan(10_000);
    expect(pauseAfter(busy, 1_000, 0.999)).toBeLessThanOrEqual(300_000);
  });

  it("comes back soon where the provider was not asked at all", () => {
    const pauseMs = pauseAfter(new Busy("circuit_open", 10_000), 1_000, 0.5);
    expect(pauseMs).toBe(15_000);
  });

  it("retries other failures by the same steps", () => {
    expect(pauseAfter(new Error("gone"), 0, 0.999)).toBeLessThanOrEqual(500);
    expect(pauseAfter(new Error("gone"), 3, 0)).toBe(400);
  });
});
