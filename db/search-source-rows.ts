/** From the rows of a product to its document in one language. Lists inside a row arrive as JSON text. */
import type { Id } from "../domain/id.ts";
import type { Locale } from "../domain/locale.ts";
import type { Currency } from "../domain/money.ts";
import type {
  SearchAttribute,
  SearchDocument,
  SearchPrice,
  SearchTerm,
} from "../domain/search-document.ts";
import { type CategoryNode, type Texts, type Translate, translateInto } from "./search-texts.ts";

/** A product as the query gives it. */
export interface SourceRow {
  readonly id: Id<"product">;
  readonly handle: string;
  readonly status: string;
  readonly version: number;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly optionNames: string;
  readonly tags: string;
  readonly rank: number;
  readonly createdAt: number;
  readonly brandId: string | null;
  readonly brandHandle: string | null;
  readonly brandTitle: string | null;
  readonly typeId: string | null;
  readonly typeTitle: string | null;
  readonly variants: string;
  readonly attributes: string;
  readonly categories: string;
  readonly collections: string;
  readonly prices: string;
  readonly isInStock: number;
}

type VariantTuple = [sku: string, barcode: string, optionValues: string[]];
type AttributeTuple = [
  id: string,
  handle: string,
  label: string,
  kind: SearchAttribute["kind"],
  unit: string | null,
  isFilter: number,
  value: unknown,
];
type CollectionTuple = [id: string, handle: string, title: string];
type PriceTuple = [currency: Currency, amountMinor: number, compareAtMinor: number | null];

/** What stands in many products. */
export interface SourceContext {
  readonly categories: ReadonlyMap<string, CategoryNode>;
  readonly texts: Texts;
}

/** @returns the ids of everything whose texts a document of the product has, but categories */
export function subjectsOf(row: SourceRow): string[] {
  const attributes: AttributeTuple[] = JSON.parse(row.attributes);
  const collections: CollectionTuple[] = JSON.parse(row.collections);
  return [
    row.id,
    ...(row.brandId === null ? [] : [row.brandId]),
    ...(row.typeId === null ? [] : [row.typeId]),
    ...attributes.map(([id]) => id),
    ...collections.map(([id]) => id),
  ];
}

/** @returns the product in one language; without a translation a text stays as it was written first */
export function documentIn(locale: Locale, row: SourceRow, context: SourceContext): SearchDocument {
  const text = translateInto(locale, context.texts);
  const variants: VariantTuple[] = JSON.parse(row.variants);
  const collections: CollectionTuple[] = JSON.parse(row.collections);
  const { id, brandId, brandHandle, brandTitle, typeId, typeTitle } = row;
  return {
    productId: id,
    locale,
    version: row.version,
    handle: row.handle,
    title: text(id, "title", row.title),
    subtitle: text(id, "subtitle", row.subtitle),
    description: text(id, "description", row.description),
    brand:
      brandId === null || brandHandle === null || brandTitle === null
        ? null
        : { handle: brandHandle, title: text(brandId, "title", brandTitle) },
    productType: typeId === null || typeTitle === null ? null : text(typeId, "title", typeTitle),
    categories: pathsOf(row, context.categories, text),
    collections: collections.map(([subjectId, handle, title]) => ({
      handle,
      title: text(subjectId, "title", title),
    })),
    tags: JSON.parse(row.tags),
    codes: codesOf(variants),
    options: optionsOf(row, variants, text),
    attributes: attributesOf(row, text),
    prices: pricesOf(row),
    isInStock: row.isInStock === 1,
    rating: null,
    ratingCount: 0,
    rank: row.rank,
    createdAt: row.createdAt,
  };
}

function codesOf(variants: readonly VariantTuple[]): string[] {
  const codes = new Set<string>();
  for (const [sku, barcode] of variants) codes.add(sku).add(barcode);
  codes.delete("");
  return [...codes];
}

function pathsOf(
  { categories: ids }: SourceRow,
  categories: SourceContext["categories"],
  text: Translate,
): SearchTerm[][] {
  const direct: string[] = JSON.parse(ids);
  return direct.map((categoryId) => {
    const path: SearchTerm[] = [];
    const seen = new Set<string>();
    let node = categories.get(categoryId);
    while (node !== undefined && !seen.has(node.id)) {
      seen.add(node.id);
      path.unshift({ handle: node.handle, title: text(node.id, "title", node.title) });
      node = categories.get(node.parentId ?? "");
    }
    return path;
  });
}

function optionsOf(row: SourceRow, variants: readonly VariantTuple[], text: Translate) {
  const names: string[] = JSON.parse(row.optionNames);
  return names.map((name, option) => {
    const values = new Set(variants.flatMap(([, , chosen]) => chosen[option] ?? []));
    return {
      name: text(row.id, `option:${name}`, name),
      values: [...values].map((value) => text(row.id, `value:${value}`, value)),
    };
  });
}

function attributesOf(row: SourceRow, text: Translate): SearchAttribute[] {
  const attributes: AttributeTuple[] = JSON.parse(row.attributes);
  return attributes.map(([id, handle, label, kind, unit, isFilter, value]) => {
    const isChoice = kind === "choice" || kind === "swatch";
    const values = (Array.isArray(value) ? value : [value]).map((each) => {
      if (typeof each === "number") return each;
      return isChoice ? text(id, `choice:${each}`, String(each)) : String(each);
    });
    return {
      handle,
      label: text(id, "label", label),
      kind,
      values,
      unit: unit === null ? null : text(id, "unit", unit),
      isFilter: isFilter === 1,
    };
  });
}

function pricesOf(row: SourceRow): SearchPrice[] {
  const prices: PriceTuple[] = JSON.parse(row.prices);
  const ranges = new Map<Currency, SearchPrice>();
  for (const [currency, amountMinor, compareAtMinor] of prices) {
    const known = ranges.get(currency);
    const isLowest = known === undefined || amountMinor < known.minMinor;
    ranges.set(currency, {
      currency,
      minMinor: isLowest ? amountMinor : known.minMinor,
      maxMinor: Math.max(amountMinor, known?.maxMinor ?? 0),
      compareAtMinor: isLowest ? compareAtMinor : known.compareAtMinor,
    });
  }
  return [...ranges.values()];
}
