/** Fills an empty local shop with the demo catalog, its pictures and its stock. */
import { cpSync, mkdtempSync, renameSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Receipt, type SeedOptions, seed } from "../dev/demo/seed.ts";
import { copiesComplete } from "./local-index.ts";
import { type LocalShop, type LocalShopOptions, startLocalShop } from "./local-shop.ts";

/** Every commit waits for the disk; a thousand of them are quicker in memory, where there is room. */
const MEMORY_FOLDER = "/dev/shm";
const MEMORY_FREE_BYTES_MIN = 1024 ** 3;
/** State that may grow larger than this lies on the disk: memory is wanted for other things. */
const MEMORY_STATE_BYTES_MAX = 2 * 1024 ** 3;

/** Local queues live in memory: what they still carry would be lost with the process. */
const LEVELS_WAIT_MS = 60_000;
const POLL_MS = 50;

/**
 * A folder for state that is forgotten with this process, in memory if possible.
 * @param bytes how much it may become, where that is much
 */
export function makeScratchFolder(name: string, bytes = 0): string {
  const parent = hasRoomInMemory(bytes) ? MEMORY_FOLDER : tmpdir();
  const folder = mkdtempSync(path.join(parent, name));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function hasRoomInMemory(bytes: number): boolean {
  if (bytes > MEMORY_STATE_BYTES_MAX) return false;
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return bavail * bsize >= MEMORY_FREE_BYTES_MIN + bytes;
  } catch {
    return false;
  }
}

/** Makes a state folder that holds the demo shop; until it is complete, it does not exist. */
export async function makeSeededState(
  folder: string,
  options: Pick<LocalShopOptions, "vars" | "bundles">,
  log: SeedOptions["log"],
): Promise<void> {
  const scratch = makeScratchFolder("kiosk-seed-");
  const unfinished = `${folder}.unfinished`;
  try {
    const shop = await startLocalShop({
      ...options,
      port: 0,
      persist: scratch,
      batchWaitSeconds: 0,
    });
    await seedIfEmpty(shop, log).finally(shop.dispose);
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(scratch, unfinished, { recursive: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Seeds unless there are products already; at the end every copy of the catalog is complete. */
export async function seedIfEmpty(shop: LocalShop, log: SeedOptions["log"]): Promise<void> {
  const { core, media } = shop;
  const product = await core.CATALOG.prepare("SELECT 1 FROM products LIMIT 1").first();
  if (product !== null) return;
  let receipts = 0;
  await seed({
    catalog: core.CATALOG,
    orders: core.ORDERS,
    media,
    log,
    async receive({ itemId, ...receipt }: Receipt) {
      const result = await core.STOCK.getByName(itemId).receive(receipt);
      if (!result.ok) throw new Error(`Could not receive ${itemId}: ${result.problem.reason}`);
      receipts += 1;
    },
  });
  await levelsArrived(core.CATALOG, receipts);
  await copiesComplete(shop);
}

/** Waits until the catalog knows the level of everything that was received. */
async function levelsArrived(catalog: D1Database, expected: number): Promise<void> {
  const deadline = Date.now() + LEVELS_WAIT_MS;
  const count = "SELECT COUNT(*) AS arrived FROM stock_levels WHERE on_hand > 0";
  for (;;) {
    const arrived = (await catalog.prepare(count).first<number>("arrived")) ?? 0;
    if (arrived >= expected) return;
    if (Date.now() > deadline) throw new Error(`${arrived} of ${expected} stock levels arrived`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
