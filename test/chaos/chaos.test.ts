/** A slice of `npm run chaos`: the same crowd, the same kills, the same questions, in less than a minute. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { freePort } from "../../scripts/free-port.ts";
import type {} from "../setup/build.ts";
import { rush } from "./rush.ts";
import { ShopProcess } from "./shop-process.ts";
import { storm } from "./storm.ts";

/** Change it to meet other faults; the run prints nothing that depends on it unless it fails. */
const SEED = 20_261_120;

let shop: ShopProcess;
let persist: string;
beforeAll(async () => {
  const { bundles, template, states, secrets } = inject("builtShop");
  persist = mkdtempSync(path.join(states, "chaos-"));
  cpSync(template, persist, { recursive: true });
  const vars = { ...secrets, HOLD_MS: "8000" };
  shop = new ShopProcess({ port: await freePort(), persist, bundles, vars });
  await shop.open();
});
afterAll(async () => {
  await shop.close();
  rmSync(persist, { recursive: true, force: true });
});

describe("the shop under faults", () => {
  it(`loses nothing that it acknowledged over three SIGKILLs (seed ${SEED})`, async () => {
    const plan = {
      seed: SEED,
      checkouts: 40,
      kills: 3,
      buyers: 12,
      hasClock: false,
      recoveryMsMax: 120_000,
    };
    const outcome = await storm(shop, { ...plan, say: () => undefined });
    expect(outcome.torn).toEqual([]);
    expect(outcome.violations).toEqual([]);
    expect(outcome.record.unanswered).toBe(0);
    expect(outcome.kills).toEqual({ workerd: 2, whole: 1 });
    expect(outcome.record.acknowledged).toBeGreaterThan(150);
    expect(outcome.confirmed).toBeGreaterThan(10);
  });

  it("sells one unit to one of sixty buyers and answers the others", async () => {
    const outcome = await rush(shop, { seed: SEED, buyers: 60, units: 1 });
    expect(outcome).toMatchObject({ sold: 1, completed: 1, refused: 59, troubles: [], left: 0 });
  });
});
