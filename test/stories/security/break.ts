/** A catalog that cannot be read for a while. */
import type { TestShop } from "../../shop.ts";

/** Takes a table away while `work` runs, as a database that fails would. */
export async function breakCatalog(shop: TestShop, work: () => Promise<void>): Promise<void> {
  const rename = (from: string, to: string) =>
    shop.core.CATALOG.prepare(`ALTER TABLE ${from} RENAME TO ${to}`).run();
  const tables = ["variants", "products", "currencies"];
  for (const table of tables) await rename(table, `${table}_away`);
  try {
    await work();
  } finally {
    for (const table of tables) await rename(`${table}_away`, table);
  }
}
