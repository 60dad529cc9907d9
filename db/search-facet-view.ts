/** The facets that an answer shows: which, with which values, under which names. */
import type { Facet, FacetValue } from "../contracts/search.ts";
import type { Locale } from "../domain/locale.ts";
import { facetWord } from "../domain/search-facts.ts";
import { type FacetCounts, RATING_STEPS, type Span } from "../domain/search-filter.ts";
import { FACET_LABELS } from "../domain/search-labels.ts";
import type { FacetKind } from "../domain/search-row.ts";
import type { ResolvedSelection } from "./search-facets.ts";
import type { Database } from "./statement.ts";

/** Facets of one answer besides the fixed ones, and values of each of them. */
const OWN_FACETS_MAX = 12;
const VALUES_MAX = 30;
/** A facet that fewer of the products have says little about them. */
const COVERAGE_MIN = 0.05;
/** Facets whose words are looked at, and whose names are read. */
const FACETS_READ_MAX = 40;

/** What the names of facets are read for. */
export interface FacetWanted {
  readonly facets: readonly number[];
  /** Words of the values that are shown: "3.17". */
  readonly words: readonly string[];
}

/** @returns the facets that tell the products apart best, and their commonest values */
export function wantedFacets(
  counts: FacetCounts,
  selections: readonly ResolvedSelection[],
): FacetWanted {
  const byFacet = new Map<number, { word: string; count: number }[]>();
  for (const [word, count] of counts.words) {
    const said = facetWord(word);
    if (said === null) continue;
    byFacet.set(said.facet, [...(byFacet.get(said.facet) ?? []), { word, count }]);
  }
  const chosen = new Set(selections.flatMap(({ facet }) => facet ?? []));
  const chosenWords = new Set(
    selections.flatMap(({ selection }) =>
      selection.kind === "choice" ? [...selection.words] : [],
    ),
  );
  const coverage = new Map([...counts.numbers].map(([facet, { count }]) => [facet, count]));
  for (const [facet, values] of byFacet) {
    const sum = values.reduce((total, { count }) => total + count, coverage.get(facet) ?? 0);
    coverage.set(facet, Math.min(counts.passing.length, sum));
  }
  const enough = counts.passing.length * COVERAGE_MIN;
  const facets = [...coverage]
    .filter(([facet, count]) => chosen.has(facet) || count >= enough)
    .sort(
      (left, right) =>
        Number(chosen.has(right[0])) - Number(chosen.has(left[0])) || right[1] - left[1],
    )
    .slice(0, FACETS_READ_MAX)
    .map(([facet]) => facet);
  const words = facets.flatMap((facet) =>
    (byFacet.get(facet) ?? [])
      .sort(
        (left, right) =>
          Number(chosenWords.has(right.word)) - Number(chosenWords.has(left.word)) ||
          right.count - left.count,
      )
      .slice(0, VALUES_MAX)
      .map(({ word }) => word),
  );
  return {
    facets: [...new Set([...facets, ...chosen])],
    words: [...new Set([...words, ...chosenWords])],
  };
}

/** Statements whose results shownFacets() reads. */
export function nameStatements(
  db: Database,
  { facets, words }: FacetWanted,
): D1PreparedStatement[] {
  const values = words.map((word) => Number(word.split(".")[1]));
  return [
    db
      .prepare(
        `SELECT facets.id, facets.key, facets.label, facets.kind, facets.unit FROM json_each(?) AS wanted
        CROSS JOIN facets ON facets.id = wanted.value`,
      )
      .bind(JSON.stringify(facets)),
    db
      .prepare(
        `SELECT facet_values.id, facet_values.facet_id AS facet, facet_values.value,
          facet_values.label, facet_values.parent
        FROM json_each(?) AS wanted CROSS JOIN facet_values ON facet_values.id = wanted.value`,
      )
      .bind(JSON.stringify(values)),
  ];
}

interface NameRow {
  readonly id: number;
  readonly key: string;
  readonly label: string;
  readonly kind: FacetKind;
  readonly unit: string | null;
}

interface ValueRow {
  readonly id: number;
  readonly facet: number;
  readonly value: string;
  readonly label: string;
  readonly parent: string | null;
}

/** What shownFacets() needs besides the names. */
export interface FacetView {
  readonly locale: Locale;
  readonly counts: FacetCounts;
  readonly selections: readonly ResolvedSelection[];
  /** What a counted product stands for: more than one where only a part was read. */
  readonly scale: number;
}

/** @returns the facets of an answer: category, brand, price, rating and stock first */
export function shownFacets(
  [names = [], values = []]: readonly (readonly unknown[])[],
  view: FacetView,
): Facet[] {
  const rows = values as readonly ValueRow[];
  const own = (names as readonly NameRow[]).map((name) =>
    ownFacet(
      name,
      rows.filter(({ facet }) => facet === name.id),
      view,
    ),
  );
  const useful = own.filter(isUseful);
  const named = (key: string) => useful.filter((facet) => facet.key === key);
  const first = new Set(["category", "collection", "brand"]);
  const others = useful.filter(({ key }) => !first.has(key)).slice(0, OWN_FACETS_MAX);
  return [
    ...named("category"),
    ...named("collection"),
    ...named("brand"),
    ...fixedFacets(view).filter(isUseful),
    ...others,
  ];
}

function ownFacet(
  { id, key, label, kind, unit }: NameRow,
  values: readonly ValueRow[],
  view: FacetView,
): Facet {
  const { counts, selections, locale } = view;
  const chosen = selections.find(({ selection }) => selection.key === key)?.selection;
  const base = { key, kind, unit, label: FACET_LABELS[locale][key] ?? label };
  if (kind === "range") {
    const range = chosen?.kind === "number" ? chosen.range : null;
    return { ...base, values: [], ...spanOf(counts.numbers.get(id) ?? null), ...boundsOf(range) };
  }
  const words = chosen?.kind === "choice" ? chosen.words : new Set<string>();
  const shown = values
    .map(({ id: value, value: name, label: text, parent }): FacetValue => {
      const word = `${id}.${value}`;
      const count = Math.round((counts.words.get(word) ?? 0) * view.scale);
      return { value: name, label: text, count, isSelected: words.has(word), parent };
    })
    .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
  return { ...base, values: shown, ...NO_SPAN };
}

const NO_SPAN = { min: null, max: null, from: null, to: null } as const;

function fixedFacets({ counts, selections, locale, scale }: FacetView): Facet[] {
  const labels = FACET_LABELS[locale];
  const chosen = (key: string) =>
    selections.find(({ selection }) => selection.key === key)?.selection;
  const [price, rating] = [chosen("price"), chosen("rating")];
  const label = (key: string) => labels[key] ?? key;
  return [
    {
      key: "price",
      label: label("price"),
      kind: "range",
      values: [],
      unit: null,
      ...spanOf(counts.price),
      ...boundsOf(price?.kind === "price" ? price.range : null),
    },
    {
      key: "rating",
      label: label("rating"),
      kind: "choice",
      values: RATING_STEPS.map((stars) => ({
        value: String(stars),
        label: String(stars),
        count: Math.round((counts.ratings.get(stars) ?? 0) * scale),
        isSelected: rating?.kind === "rating" && rating.atLeast === stars,
        parent: null,
      })).filter(({ count, isSelected }) => count > 0 || isSelected),
      unit: null,
      ...NO_SPAN,
    },
    {
      key: "in_stock",
      label: label("in_stock"),
      kind: "boolean",
      values: [
        {
          value: "true",
          label: label("in_stock"),
          count: Math.round(counts.inStock * scale),
          isSelected: chosen("in_stock") !== undefined,
          parent: null,
        },
      ],
      unit: null,
      ...NO_SPAN,
    },
  ];
}

/** What offers no choice is shown only where it is one already. */
function isUseful({ kind, values, min, max, from, to }: Facet): boolean {
  if (kind === "range") return from !== null || to !== null || (min !== null && min !== max);
  const isChosen = values.some(({ isSelected }) => isSelected);
  const offered = values.filter(({ count }) => count > 0).length;
  return isChosen || offered > (kind === "boolean" ? 0 : 1);
}

function spanOf(span: Span | null): { min: number | null; max: number | null } {
  return { min: span?.min ?? null, max: span?.max ?? null };
}

function boundsOf(range: readonly [number | null, number | null] | null) {
  return { from: range?.[0] ?? null, to: range?.[1] ?? null };
}
