/** Fills an empty local shop with the demo catalog, its pictures and its stock. */
import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./deployables.ts";
import type { LocalShop } from "./local-shop.ts";

/** Seeds unless there are products already; answers whether it did. */
export async function seedIfEmpty({ core, media }: LocalShop): Promise<boolean> {
  if (!existsSync(path.join(ROOT, "dev/demo/seed.ts"))) return false;
  const { seed } = await import("../dev/demo/seed.ts");
  const product = await core.CATALOG.prepare("SELECT 1 FROM products LIMIT 1").first();
  if (product !== null) return false;
  await seed({
    catalog: core.CATALOG,
    orders: core.ORDERS,
    media,
    log: () => undefined,
    async receive({ itemId, ...receipt }) {
      const result = await core.STOCK.getByName(itemId).receive(receipt);
      if (!result.ok) throw new Error(`Could not receive ${itemId}: ${result.problem.reason}`);
    },
  });
  return true;
}
