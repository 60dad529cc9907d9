/** A slice of `npm run chaos`: the same crowd, kills and questions, in about a minute. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type {} from "../setup/build.ts";
import { buildDoor } from "./door.ts";
import { rush } from "./rush.ts";
import { ShopProcess, type ShopRequest } from "./shop-process.ts";
import { type StormPlan, storm } from "./storm.ts";

/** Change it to meet other faults; nothing is expected that depends on it. */
const SEED = 20_261_120;
const PLAN: StormPlan = {
  seed: SEED,
  checkouts: 60,
  kills: 2,
  wholeEvery: 2,
  buyers: 12,
  hasClock: false,
  recoveryMsMax: 180_000,
  say: () => undefined,
};
const BUYERS = 100;
/** So short that orders nobody pays end soon, and so long that a rush is over before, in milliseconds. */
const [HOLD_MS, RUSH_HOLD_MS] = [12_000, 900_000];

let request: ShopRequest;
beforeAll(async () => {
  const { bundles, template, states, secrets } = inject("builtShop");
  const persist = mkdtempSync(path.join(states, "chaos-"));
  cpSync(template, persist, { recursive: true });
  await buildDoor(bundles);
  request = { persist, bundles, vars: secrets };
});
afterAll(() => rmSync(request.persist, { recursive: true, force: true }));

describe("the shop under faults", () => {
  it(`loses nothing that it acknowledged over two SIGKILLs (seed ${SEED})`, async () => {
    await whileOpen(HOLD_MS, async (shop) => {
      const outcome = await storm(shop, PLAN);
      expect(outcome.torn).toEqual([]);
      expect(outcome.violations).toEqual([]);
      expect(outcome.record.unanswered).toBe(0);
      expect(outcome.kills).toEqual({ workerd: 1, whole: 1 });
      expect(outcome.checkouts).toBeGreaterThanOrEqual(PLAN.checkouts);
      expect(outcome.record.acknowledged).toBeGreaterThan(2 * PLAN.checkouts);
      expect(outcome.confirmed).toBeGreaterThan(0);
    });
  });

  it(`sells one unit to one, and ten units to ten, of ${BUYERS} buyers and answers everybody`, async () => {
    await whileOpen(RUSH_HOLD_MS, async (shop) => {
      for (const units of [1, 10]) {
        expect(await rush(shop, { seed: SEED, buyers: BUYERS, units })).toMatchObject({
          sold: units,
          completed: units,
          refused: BUYERS - units,
          troubles: [],
          left: 0,
        });
      }
    });
  });
});

async function whileOpen(
  holdMs: number,
  work: (shop: ShopProcess) => Promise<void>,
): Promise<void> {
  const vars = { ...request.vars, HOLD_MS: String(holdMs) };
  const shop = await ShopProcess.start({ ...request, vars });
  await work(shop).finally(() => shop.close());
}
