/** The slice of the simulation that runs with every test; `npm run simulate` is the long one. */
import { describe, expect, it } from "vitest";
import { missed } from "./checks/coverage.ts";
import { runCampaign, runSmallScope, tellOf } from "./run.ts";

const CHECKOUTS = 50_000;
/** Generous: the machine may be busy with other tests. */
const LONG_MS = 10 * 60_000;

describe("the shop under faults", () => {
  it(
    "sells nothing twice, charges nobody twice, loses no order, whatever fails",
    async () => {
      const end = await runCampaign({ checkouts: CHECKOUTS, replays: 24, processes: 2 });
      expect(end.violation && tellOf(end.violation)).toBeNull();
      expect(end.checkouts).toBeGreaterThanOrEqual(CHECKOUTS);
      expect(end.strayed).toEqual([]);
      expect(missed(end, { fault: 1, branch: 1 })).toEqual([]);
    },
    LONG_MS,
  );

  it(
    "outlives every single fault at every moment of one purchase",
    async () => {
      const end = await runSmallScope(["--small", "one", "--seeds", "2"]);
      expect(end.violation && tellOf(end.violation)).toBeNull();
      expect(end.moments).toBeGreaterThan(50);
    },
    LONG_MS,
  );
});

describe("the simulation", () => {
  it(
    "plays the same on real SQLite, and where everything that crosses is copied",
    async () => {
      const some = { checkouts: 600, seed: 7_000 };
      const quick = await runCampaign(some);
      const sqlite = await runCampaign({ ...some, storage: "sqlite" });
      const copied = await runCampaign({ ...some, copies: true });
      expect(quick.storage).toBe("quick");
      expect(sqlite.trace).toBe(quick.trace);
      expect(copied.trace).toBe(quick.trace);
    },
    LONG_MS,
  );
});
