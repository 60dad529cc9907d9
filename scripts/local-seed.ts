/** Fills an empty local shop with the demo catalog, its pictures and its stock. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./deployables.ts";
import type { LocalShop } from "./local-shop.ts";

/** Tells how far the seed is; without a share it is only a remark. */
export type SeedLog = (
  line: string,
  share?: { readonly done: number; readonly total: number },
) => void;

/** Seeds unless there are products already; answers whether it did. */
export async function seedIfEmpty({ core, media }: LocalShop, log: SeedLog): Promise<boolean> {
  const product = await core.CATALOG.prepare("SELECT 1 FROM products LIMIT 1").first();
  if (product !== null) return false;
  if (!existsSync(path.join(ROOT, "dev/demo/seed.ts"))) return false;
  const { seed } = await import("../dev/demo/seed.ts");
  await seed({
    catalog: core.CATALOG,
    orders: core.ORDERS,
    media,
    log,
    async receive({ itemId, ...receipt }) {
      const result = await core.STOCK.getByName(itemId).receive(receipt);
      if (!result.ok) throw new Error(`Could not receive ${itemId}: ${result.problem.reason}`);
    },
  });
  return true;
}

/** Forgets a state whose first seed was cut off: half a catalog would look like a whole one. */
export function forgetHalfSeeded(folder: string): boolean {
  if (!existsSync(markFile(folder))) return false;
  rmSync(folder, { recursive: true, force: true });
  return true;
}

/** Runs the seed between two marks, so that a cut is seen by the next start. */
export async function markSeed(folder: string, seed: () => Promise<boolean>): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(markFile(folder), "");
  const seeded = await seed();
  rmSync(markFile(folder));
  return seeded;
}

function markFile(folder: string): string {
  return path.join(folder, "seeding");
}
