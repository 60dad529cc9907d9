import { describe, expect, it } from "vitest";
import { runLoad } from "./bench-load.ts";

describe("runLoad()", () => {
  it("does at most as many as it may, by as many hands as it may", async () => {
    const hands = new Set<number>();
    let under = 0;
    let most = 0;
    const { latenciesMs } = await runLoad(
      (index) => async () => {
        hands.add(index);
        under += 1;
        most = Math.max(most, under);
        await Promise.resolve();
        under -= 1;
      },
      { concurrency: 3, ms: 60_000, countMax: 20 },
    );
    expect([latenciesMs.length, most, hands.size]).toEqual([20, 3, 3]);
  });

  it("begins nothing when there is no time", async () => {
    const load = await runLoad(() => () => expect.fail("begun"), {
      concurrency: 2,
      ms: 0,
      countMax: 10,
    });
    expect(load.latenciesMs).toEqual([]);
  });

  it("ends with the first failure", async () => {
    const failing = runLoad(() => () => Promise.reject(new Error("sold out")), {
      concurrency: 1,
      ms: 60_000,
      countMax: 10,
    });
    await expect(failing).rejects.toThrow("sold out");
  });
});
