/** What becomes of a product's variants, its pictures and its units. */
import {
  type ImportedPicture,
  type ImportedProduct,
  type ImportedVariant,
  type ImportMessage,
  importWarning,
} from "./import-product.ts";
import {
  type StoredPicture,
  type StoredPrice,
  type StoredProduct,
  type StoredVariant,
  sortedChoices,
  sortedFields,
} from "./import-stored.ts";
import type { TermBook } from "./import-terms.ts";
import { CURRENCIES, type Currency } from "./money.ts";

/** Units of a new variant. */
export interface PlannedStock {
  readonly stockItemId: string;
  readonly location: string;
  readonly quantity: number;
}

/** What planning needs to know of the shop. */
export interface PlanContext {
  /** Products by handle, as they will be when those before are written. */
  readonly present: (handle: string) => StoredProduct | null;
  readonly terms: TermBook;
  readonly currencies: ReadonlySet<Currency>;
  /** Locations of the shop, the first one first. */
  readonly locations: readonly string[];
  readonly takesStock: boolean;
  readonly mint: (kind: "product" | "variant" | "stockItem" | "media") => string;
  readonly now: number;
}

/** The variants as they will be: the file's in its order, then those that it does not name. */
export function planVariants(
  { title, variants: told, row }: ImportedProduct,
  before: StoredProduct | null,
  { context, messages }: { readonly context: PlanContext; readonly messages: ImportMessage[] },
): StoredVariant[] {
  const known = new Map(
    (before?.variants ?? []).map((variant) => [choiceOf(variant.options), variant]),
  );
  const planned = told.map((variant) =>
    planVariant(variant, known.get(choiceOf(variant.optionValues)), context),
  );
  const kept = [...known.values()].filter(
    ({ options }) => !told.some(({ optionValues }) => choiceOf(optionValues) === choiceOf(options)),
  );
  if (kept.length > 0 && title !== undefined && told.length > 0) {
    const detail = `${kept.length} variants that the file does not have stay as they are`;
    messages.push(importWarning({ row, column: "" }, "variants_kept", detail));
  }
  // Rows that only go on with a product do not order its variants anew.
  if (title !== undefined) return [...planned, ...kept];
  const fresh = planned.filter(({ options }) => !known.has(choiceOf(options)));
  const changed = new Map(planned.map((variant) => [choiceOf(variant.options), variant]));
  const old = (before?.variants ?? []).map((each) => changed.get(choiceOf(each.options)) ?? each);
  return [...old, ...fresh];
}

function planVariant(
  told: ImportedVariant,
  before: StoredVariant | undefined,
  { mint, currencies }: PlanContext,
): StoredVariant {
  const prices: Partial<Record<Currency, StoredPrice>> = {};
  for (const currency of CURRENCIES) {
    const price = told.prices.find((each) => each.currency === currency);
    const known = before?.prices[currency];
    if (price !== undefined && currencies.has(currency)) {
      const { amountMinor, compareAtMinor } = price;
      prices[currency] = { amountMinor, compareAtMinor };
    } else if (known !== undefined) prices[currency] = known;
  }
  return {
    id: before?.id ?? mint("variant"),
    stockItemId: before?.stockItemId ?? mint("stockItem"),
    options: told.optionValues,
    sku: told.sku ?? before?.sku ?? "",
    barcode: told.barcode ?? before?.barcode ?? "",
    weightGrams: told.weightGrams ?? before?.weightGrams ?? 0,
    longestMm: told.longestMm ?? before?.longestMm ?? 0,
    content: told.content === undefined ? (before?.content ?? null) : told.content,
    prices,
    stock: before?.stock ?? {},
    available: before?.available ?? 0,
    customFields: sortedFields({ ...before?.customFields, ...told.customFields }),
  };
}

/** The file's pictures first and in its order; those that it does not name stay behind them. */
export function planPictures(
  { pictures: told, title }: ImportedProduct,
  before: StoredProduct | null,
  mint: PlanContext["mint"],
): readonly StoredPicture[] {
  const known = before?.pictures ?? [];
  const planned = told.map((picture) => {
    const match = known.find((each) => isSamePicture(each, picture));
    return planPicture(picture, match, mint);
  });
  const taken = new Set(planned.map(({ id }) => id));
  const kept = known.filter(({ id }) => !taken.has(id));
  if (title !== undefined) return [...planned, ...kept];
  const changed = new Map(planned.map((picture) => [picture.id, picture]));
  const fresh = planned.filter(({ id }) => !known.some((each) => each.id === id));
  return [...known.map((each) => changed.get(each.id) ?? each), ...fresh];
}

function planPicture(
  told: ImportedPicture,
  before: StoredPicture | undefined,
  mint: PlanContext["mint"],
): StoredPicture {
  return {
    id: before?.id ?? mint("media"),
    isStored: before?.isStored ?? false,
    key: before?.key ?? told.key,
    url: before?.url ?? told.url,
    alt: told.alt === "" ? (before?.alt ?? "") : told.alt,
    width: before?.width ?? told.width,
    height: before?.height ?? told.height,
    option: told.option ?? before?.option ?? null,
    variants: told.variants.length > 0 ? sortedChoices(told.variants) : (before?.variants ?? []),
    translations: sortedFields({ ...before?.translations, ...told.translations }),
  };
}

function isSamePicture(known: StoredPicture, told: ImportedPicture): boolean {
  return told.key === null ? known.url === told.url : known.key === told.key;
}

/** Units are taken in for variants that are new, and for no other: what was sold stays sold. */
export function stockOf(
  product: ImportedProduct,
  {
    before,
    after,
    context,
    messages,
  }: {
    readonly before: StoredProduct | null;
    readonly after: StoredProduct;
    readonly context: PlanContext;
    readonly messages: ImportMessage[];
  },
): PlannedStock[] {
  const old = new Set((before?.variants ?? []).map(({ id }) => id));
  const [firstLocation] = context.locations;
  return after.variants.flatMap(({ id, stockItemId, options }) => {
    const told = product.variants.find(
      ({ optionValues }) => choiceOf(optionValues) === choiceOf(options),
    );
    if (old.has(id) || told?.stock === undefined) return [];
    return Object.entries(told.stock).flatMap(([name, quantity]) => {
      const location = context.locations.includes(name) ? name : firstLocation;
      if (quantity <= 0) return [];
      if (location === undefined) {
        const place = { row: told.row, column: "" };
        messages.push(
          importWarning(place, "location_missing", "The shop has no location for stock"),
        );
        return [];
      }
      return [{ stockItemId, location, quantity }];
    });
  });
}

function choiceOf(values: readonly string[]): string {
  return JSON.stringify(values);
}
