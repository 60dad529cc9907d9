/** Brings the copies of the catalog up to date in a local shop: documents and the search index. */
import type { RebuildEnd } from "../queues/search-rebuild.ts";
import type { LocalShop } from "./local-shop.ts";

const POLL_MS = 50;
const WAIT_MS = 120_000;

/** Tells of everything that changed, and waits until nothing is left. */
export async function copiesComplete({ indexing }: Pick<LocalShop, "indexing">): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const { told, isMore } = await indexing.drain();
    const { waiting } = await indexing.status();
    if (waiting === 0 && !isMore) return;
    if (Date.now() > deadline) throw new Error(`${waiting} changed products were not told of`);
    if (told === 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/**
 * Rebuilds the search index and waits until it answers. Documents are not written: pages read what
 * lacks one from the catalog.
 * @param onProgress is told how many products are indexed
 */
export async function rebuildIndex(
  indexing: { rebuild(): Promise<RebuildEnd> },
  onProgress: (products: number) => void = () => undefined,
): Promise<void> {
  let last = -1;
  let deadline = Date.now() + WAIT_MS;
  for (;;) {
    const { isOver, products } = await indexing.rebuild();
    onProgress(products);
    if (isOver) return;
    if (products !== last) deadline = Date.now() + WAIT_MS;
    else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (Date.now() > deadline) throw new Error(`The rebuild stands still at ${products} products`);
    last = products;
  }
}
