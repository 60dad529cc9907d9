/** A product as the index keeps it: analysed terms by field, and what it is filtered by. */
import type { Locale } from "./locale.ts";
import type { Currency } from "./money.ts";
import { analyse, codeTerm, fold, indexed } from "./search-analysis.ts";
import type { SearchAttribute, SearchDocument, SearchTerm } from "./search-document.ts";
import { measureToken, unitNamed } from "./search-units.ts";

/** Bounds of one product's fields, in terms: a manual pasted into a description costs no more. */
const TERMS_MAX = {
  title: 80,
  brand: 12,
  category: 40,
  codes: 120,
  attributes: 400,
  description: 300,
};
const CATEGORY_NAMES_MAX = 12;
/** Longest name of a facet or a value in addresses; see `contracts/search.ts`. */
const SLUG_MAX = 80;
/** Values of one product that filters know. */
const CHOICES_MAX = 120;

/** The fields of a product that terms are looked up in. */
export const SEARCH_FIELDS = [
  "title",
  "brand",
  "category",
  "codes",
  "attributes",
  "description",
] as const;

/** What stands between two names in the field of the categories. */
export const NAME_SEPARATOR = "/";

/** A field of a product that terms are looked up in. */
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** How a facet is shown and chosen from. */
export type FacetKind = "choice" | "range" | "boolean" | "tree";

/** A facet that a product takes part in. */
export interface RowFacet {
  readonly key: string;
  readonly label: string;
  readonly kind: FacetKind;
  readonly unit: string | null;
}

/** A value that a product is found by. */
export interface RowChoice {
  readonly key: string;
  /** As an address names it. */
  readonly value: string;
  readonly label: string;
  readonly parent: string | null;
}

/** A row of the index. */
export interface SearchRow {
  readonly productId: string;
  readonly locale: Locale;
  readonly version: number;
  readonly isInStock: boolean;
  readonly rating: number | null;
  readonly ratingCount: number;
  readonly rank: number;
  readonly createdAt: number;
  /** The lowest price in minor units; absent where the product is not sold in the currency. */
  readonly prices: Readonly<Partial<Record<Currency, number>>>;
  readonly fields: Readonly<Record<SearchField, string>>;
  readonly facets: readonly RowFacet[];
  readonly choices: readonly RowChoice[];
  readonly numbers: readonly { readonly key: string; readonly number: number }[];
}

/** @returns what the index keeps of a product */
export function searchRow(document: SearchDocument): SearchRow {
  const { productId, locale, version, isInStock, rating, ratingCount, rank, createdAt } = document;
  const choices = [
    ...termChoices(document),
    ...optionChoices(document),
    ...attributeChoices(document),
  ];
  return {
    productId,
    locale,
    version,
    isInStock,
    rating,
    ratingCount,
    rank,
    createdAt,
    prices: Object.fromEntries(
      document.prices.map(({ currency, minMinor }) => [currency, minMinor]),
    ),
    fields: fieldsOf(document),
    facets: facetsOf(document),
    choices: uniqueBy(choices, ({ key, value }) => `${key}=${value}`).slice(0, CHOICES_MAX),
    numbers: document.attributes
      .filter(isNumber)
      .flatMap(({ handle, values }) =>
        values.flatMap((value) =>
          typeof value === "number" && Number.isFinite(value)
            ? { key: attributeKey(handle), number: value }
            : [],
        ),
      ),
  };
}

/**
 * @returns a value's name in addresses: "Dark blue" is "dark-blue", and "°" its code "_b0". Signs that
 *   end a word tell values apart: energy class "A++" is "a_2b_2b" and no "A", "C#" is "c_23"
 */
export function facetSlug(text: string): string {
  const slug = fold(text)
    .replaceAll(/[^\p{L}\p{N}.+#]+/gu, "-")
    .replaceAll(/(?<![\p{L}\p{N}+#])[+#]+|[+#]+(?![+#-]|$)/gu, "-")
    .replaceAll(/-{2,}/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .replaceAll(/[+#]+/g, signsOf);
  return (slug === "" ? signsOf(text.trim()) : slug).slice(0, SLUG_MAX);
}

/** Signs as their codes: no word is spelled with an underscore, so that none is mistaken for them. */
function signsOf(text: string): string {
  return Array.from(text, (sign) => `_${(sign.codePointAt(0) ?? 0).toString(16)}`).join("");
}

/** @returns the key of an attribute's facet */
export function attributeKey(handle: string): string {
  return `attr.${handle}`;
}

/** @returns the key of an option's facet */
export function optionKey(name: string): string {
  return `option.${facetSlug(name)}`;
}

function fieldsOf(document: SearchDocument): Record<SearchField, string> {
  const { locale, title, brand, productType, categories, description } = document;
  const leaves = [...categories.flatMap((path) => path.at(-1)?.title ?? []), productType ?? ""];
  const write = (texts: readonly string[], field: keyof typeof TERMS_MAX) => {
    const terms = field === "codes" ? texts : texts.flatMap((text) => termsIn(text, locale));
    const once = field === "title" ? terms : [...new Set(terms)];
    return once
      .slice(0, TERMS_MAX[field])
      .map((term) => indexed(term, locale))
      .join(" ");
  };
  return {
    title: write([title], "title"),
    brand: write([brand?.title ?? ""], "brand"),
    category: categoryField(leaves, locale),
    codes: write(codesOf(document), "codes"),
    attributes: write(attributeTexts(document), "attributes"),
    description: write([description], "description"),
  };
}

/** "Mugs & Cups" are two names; the slash between them is for the ranker, and no term. */
function categoryField(titles: readonly string[], locale: Locale): string {
  const names = titles
    .flatMap((title) => fold(title).split(/[/&,+|]|\s(?:and|und|et)\s/))
    .map((name) =>
      analyse(name, locale)
        .terms.map((term) => indexed(term, locale))
        .join(" "),
    )
    .filter((name) => name !== "");
  return [...new Set(names)].slice(0, CATEGORY_NAMES_MAX).join(` ${NAME_SEPARATOR} `);
}

/** Joined forms come last, so that they stand in no phrase. */
function termsIn(text: string, locale: Locale): string[] {
  const { terms, joined } = analyse(text, locale);
  return [...terms, ...joined];
}

function codesOf({ codes, locale }: SearchDocument): string[] {
  return [
    ...new Set(
      codes
        .flatMap((code) => [codeTerm(code), ...termsIn(code, locale)])
        .filter((term) => term !== ""),
    ),
  ];
}

/** What a shopper may name a product by besides its name. */
function attributeTexts(document: SearchDocument): string[] {
  const ancestors = document.categories.flatMap((path) => path.slice(0, -1));
  return [
    document.subtitle,
    ...document.options.flatMap(({ values }) => values),
    ...document.attributes.flatMap(attributeWords),
    ...document.tags,
    ...[...ancestors, ...document.collections].map(({ title }) => title),
  ];
}

function attributeWords({ kind, label, values, unit }: SearchAttribute): string[] {
  if (kind === "boolean") return values.includes("true") ? [label] : [];
  if (kind !== "number") return values.map(String);
  const known = unit === null ? null : unitNamed(unit);
  // A bare number says nothing, and would be found by every query that has it.
  if (unit === null) return [];
  return values.map((value) =>
    known === null ? `${value} ${unit}` : measureToken({ number: Number(value), unit: known }),
  );
}

function facetsOf({
  brand,
  categories,
  collections,
  options,
  attributes,
}: SearchDocument): RowFacet[] {
  const facets: RowFacet[] = [];
  const add = (key: string, label: string, kind: FacetKind, unit: string | null = null) =>
    facets.push({ key, label, kind, unit });
  if (brand !== null) add("brand", "brand", "choice");
  if (categories.length > 0) add("category", "category", "tree");
  if (collections.length > 0) add("collection", "collection", "choice");
  for (const { name } of options) add(optionKey(name), name, "choice");
  for (const { handle, label, kind, unit, isFilter } of attributes) {
    if (isFilter) add(attributeKey(handle), label, kindOf(kind), unit);
  }
  return uniqueBy(facets, ({ key }) => key);
}

function kindOf(kind: SearchAttribute["kind"]): FacetKind {
  if (kind === "number") return "range";
  return kind === "boolean" ? "boolean" : "choice";
}

function termChoices({ brand, categories, collections }: SearchDocument): RowChoice[] {
  const choice = (key: string, { handle, title }: SearchTerm, parent?: SearchTerm): RowChoice => ({
    key,
    value: handle,
    label: title,
    parent: parent?.handle ?? null,
  });
  return [
    ...(brand === null ? [] : [choice("brand", brand)]),
    ...categories.flatMap((path) =>
      // The category itself before what is above it: the first one is what the product is.
      path.map((each, depth) => choice("category", each, path[depth - 1])).toReversed(),
    ),
    ...collections.map((each) => choice("collection", each)),
  ];
}

function optionChoices({ options }: SearchDocument): RowChoice[] {
  return options.flatMap(({ name, values }) =>
    values.map((label) => ({ key: optionKey(name), value: facetSlug(label), label, parent: null })),
  );
}

function attributeChoices({ attributes }: SearchDocument): RowChoice[] {
  return attributes
    .filter(({ isFilter, kind }) => isFilter && kind !== "number")
    .flatMap(({ handle, values }) =>
      values.map((value) => ({
        key: attributeKey(handle),
        value: facetSlug(String(value)),
        label: String(value),
        parent: null,
      })),
    );
}

function isNumber({ isFilter, kind }: SearchAttribute): boolean {
  return isFilter && kind === "number";
}

function uniqueBy<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Thing[] {
  return [...new Map(things.map((thing) => [keyOf(thing), thing])).values()];
}
