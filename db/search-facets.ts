/** Facets between their names in addresses and their numbers in the index. */
import type { Selection } from "../domain/search-filter.ts";
import { rangeIn, type SearchRequest } from "../domain/search-request.ts";
import type { FacetKind } from "../domain/search-row.ts";
import type { Database } from "./statement.ts";

/** A choice, with its number in the index where it has one. */
export interface ResolvedSelection {
  readonly selection: Selection;
  /** The facet's number; null for price, rating and stock, and for what the index does not know. */
  readonly facet: number | null;
}

interface SelectionRow {
  readonly key: string;
  readonly facet: number;
  readonly kind: FacetKind;
  readonly value: number | null;
}

/** The statement whose results resolvedSelections() reads; null where nothing is chosen. */
export function selectionStatement(
  db: Database,
  { locale, choices }: Pick<SearchRequest, "locale" | "choices">,
): D1PreparedStatement | null {
  const wanted = [...choices].flatMap(([key, values]) => values.map((value) => [key, value]));
  if (wanted.length === 0) return null;
  return db
    .prepare(
      `SELECT facets.key, facets.id AS facet, facets.kind, facet_values.id AS value,
        wanted.value ->> 1 AS name
      FROM json_each(?1) AS wanted
      CROSS JOIN facets ON facets.locale = ?2 AND facets.key = wanted.value ->> 0
      LEFT JOIN facet_values ON facet_values.facet_id = facets.id
        AND facet_values.value = wanted.value ->> 1`,
    )
    .bind(JSON.stringify(wanted), locale);
}

/** @returns every choice of the request; one that the index does not know leaves no product */
export function resolvedSelections(
  { choices, price, rating, isInStock }: SearchRequest,
  results: readonly unknown[],
): ResolvedSelection[] {
  const rows = results as readonly SelectionRow[];
  const resolved = [...choices].map(([key, values]): ResolvedSelection => {
    const known = rows.filter((row) => row.key === key);
    const [first] = known;
    const range = rangeIn(values[0] ?? "");
    if (first?.kind === "range" && range !== null) {
      return { selection: { key, kind: "number", facet: first.facet, range }, facet: first.facet };
    }
    const words = known.flatMap(({ facet, value }) => (value === null ? [] : `${facet}.${value}`));
    return {
      selection: { key, kind: "choice", words: new Set(words) },
      facet: first?.facet ?? null,
    };
  });
  const fixed: Selection[] = [
    ...(price === null ? [] : [{ key: "price", kind: "price", range: price } as const]),
    ...(rating === null ? [] : [{ key: "rating", kind: "rating", atLeast: rating } as const]),
    ...(isInStock ? [{ key: "in_stock", kind: "stock" } as const] : []),
  ];
  return [...resolved, ...fixed.map((selection) => ({ selection, facet: null }))];
}

/** @returns groups of facet words that the index itself can look for */
export function wordGroups(selections: readonly ResolvedSelection[]): string[][] {
  return selections.flatMap(({ selection }) =>
    selection.kind === "choice" ? [[...selection.words]] : [],
  );
}
