/** Writes changed products into the search index. */
import { indexStatements, liveSlot, otherSlot, unindexStatements } from "../db/search-index.ts";
import { indexedProducts } from "../db/search-presence.ts";
import { isUnderWay, readRebuild } from "../db/search-rebuild.ts";
import type { SearchSource } from "../db/search-source.ts";
import type { Id } from "../domain/id.ts";
import type { Env } from "../env.gen.ts";

/** What is written of products. */
export interface Copies {
  readonly sources: readonly SearchSource[];
  readonly now: number;
}

/**
 * Writes the slot that answers, and the other one too while a rebuild fills it.
 * @param ids the products; of those without documents nothing stays
 * @returns whether shoppers find another set of products than before
 */
export async function writeIndex(
  { SEARCH }: Pick<Env, "SEARCH">,
  ids: readonly Id<"product">[],
  { sources, now }: Copies,
): Promise<boolean> {
  const documents = sources.flatMap((source) => source.documents);
  const shown = new Set(documents.map(({ productId }) => productId));
  const gone = ids.filter((id) => !shown.has(id));
  // In this order: where the slots are swapped in between, both are written.
  const rebuild = await readRebuild(SEARCH);
  const live = await liveSlot(SEARCH);
  const slots = isUnderWay(rebuild) ? [live, otherSlot(live)] : [live];
  const before = await indexedProducts(SEARCH, live, ids);
  for (const slot of slots) {
    const statements = [
      ...unindexStatements(SEARCH, slot, gone),
      ...indexStatements(SEARCH, slot, documents, now),
    ];
    if (statements.length > 0) await SEARCH.batch(statements);
  }
  return ids.some((id) => before.has(id) !== shown.has(id));
}
