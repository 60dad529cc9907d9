import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TimeIsOver, waitAtMost, withinTime } from "./within-time.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("withinTime()", () => {
  it("gives what comes in time, and forgets the clock", async () => {
    expect(await withinTime(Promise.resolve(1), 1_000)).toBe(1);
    await expect(withinTime(Promise.reject(new Error("no")), 1_000)).rejects.toThrow("no");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("fails where nothing comes, and does not hear what comes later", async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    const waiting = expect(withinTime(promise, 1_000)).rejects.toThrow(TimeIsOver);
    await vi.advanceTimersByTimeAsync(1_000);
    await waiting;
    reject(new Error("too late"));
  });
});

describe("waitAtMost()", () => {
  it("ends with the work, and forgets the clock", async () => {
    await waitAtMost(Promise.resolve(), 1_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends without it where it takes longer", async () => {
    const waiting = waitAtMost(new Promise(() => {}), 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    await waiting;
  });
});
