/** Found products as they are in the catalog right now: cards, and what their descriptions say. */
import type { FoundProduct } from "../contracts/search.ts";
import type { Id } from "../domain/id.ts";
import type { Place } from "../domain/place.ts";
import type { SearchQuery } from "../domain/search-query.ts";
import { snippetOf } from "../domain/search-snippet.ts";
import { cardsByIds } from "./catalog.ts";
import type { Database } from "./statement.ts";

/** Characters of a description that are looked through. */
const DESCRIPTION_LENGTH_MAX = 4_000;

/** @returns the products that are still for sale in the place, in the order of the ids */
export async function foundProducts(
  db: Database,
  ids: readonly Id<"product">[],
  { at, query }: { readonly at: Place; readonly query: SearchQuery | null },
): Promise<FoundProduct[]> {
  if (ids.length === 0) return [];
  const [cards, descriptions] = await Promise.all([
    cardsByIds(db, ids, at),
    query === null ? new Map<string, string>() : descriptionsOf(db, ids, at),
  ]);
  return cards.map((card) => ({
    ...card,
    snippet: query === null ? null : snippetOf(descriptions.get(card.id) ?? "", query),
  }));
}

async function descriptionsOf(
  db: Database,
  ids: readonly Id<"product">[],
  { locale }: Place,
): Promise<Map<string, string>> {
  const { results } = await db
    .prepare(
      `SELECT products.id, substr(coalesce(translations.text, products.description), 1, ?3) AS text
      FROM json_each(?1) AS wanted CROSS JOIN products ON products.id = wanted.value
      LEFT JOIN translations ON translations.subject_id = products.id
        AND translations.locale = ?2 AND translations.field = 'description'`,
    )
    .bind(JSON.stringify(ids), locale, DESCRIPTION_LENGTH_MAX)
    .all<{ id: string; text: string }>();
  return new Map(results.map(({ id, text }) => [id, text]));
}
