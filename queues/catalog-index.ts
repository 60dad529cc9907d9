/** Writes changed products into the search index. */
import {
  indexStatements,
  liveSlot,
  otherSlot,
  type Slot,
  unindexStatements,
} from "../db/search-index.ts";
import { indexedProducts } from "../db/search-presence.ts";
import { isUnderWay, readRebuild } from "../db/search-rebuild.ts";
import type { SearchSource } from "../db/search-source.ts";
import type { Database } from "../db/statement.ts";
import type { Id } from "../domain/id.ts";

type Bindings = { readonly SEARCH: Database };

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
  { SEARCH }: Bindings,
  ids: readonly Id<"product">[],
  copies: Copies,
): Promise<boolean> {
  // In this order: where the slots are swapped in between, both are written.
  const rebuild = await readRebuild(SEARCH);
  const live = await liveSlot(SEARCH);
  const slots = isUnderWay(rebuild) ? [live, otherSlot(live)] : [live];
  const before = await indexedProducts(SEARCH, live, ids);
  for (const slot of slots) await writeSlot({ SEARCH }, slot, ids, copies);
  const shown = shownProducts(copies);
  return ids.some((id) => before.has(id) !== shown.has(id));
}

/** Writes one slot alone: the one that a rebuild fills knows what the other one knows already. */
export async function writeSlot(
  { SEARCH }: Bindings,
  slot: Slot,
  ids: readonly Id<"product">[],
  copies: Copies,
): Promise<void> {
  const shown = shownProducts(copies);
  const gone = ids.filter((id) => !shown.has(id));
  const documents = copies.sources.flatMap((source) => source.documents);
  const statements = [
    ...unindexStatements(SEARCH, slot, gone),
    ...indexStatements(SEARCH, slot, documents, copies.now),
  ];
  if (statements.length > 0) await SEARCH.batch(statements);
}

function shownProducts({ sources }: Copies): ReadonlySet<Id<"product">> {
  const shown = sources.filter(({ documents }) => documents.length > 0);
  return new Set(shown.map(({ productId }) => productId));
}
