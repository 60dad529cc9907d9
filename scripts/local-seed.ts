/** Fills an empty local shop with the demo catalog, its pictures and its stock. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SeedOptions } from "../dev/demo/seed.ts";
import type { LocalShop } from "./local-shop.ts";

/** Seeds unless there are products; a seed that was cut off is taken up again. */
export async function seedIfEmpty(
  { core, media, persist }: LocalShop,
  log: SeedOptions["log"],
): Promise<void> {
  const demo = await import("../dev/demo/seed.ts").catch((cause: unknown) =>
    console.error(String(cause)),
  );
  if (demo === undefined) return;
  const { seed } = demo;
  const mark = path.join(persist, "seeding");
  const product = await core.CATALOG.prepare("SELECT 1 FROM products LIMIT 1").first();
  if (product !== null && !existsSync(mark)) return;
  mkdirSync(persist, { recursive: true });
  writeFileSync(mark, "");
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
  rmSync(mark);
}
