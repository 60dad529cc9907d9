/** A product as the shop has it, whole: what an import is compared with and an export writes. */
import type {
  AttributeValue,
  ProductStatus,
  Translations,
  VariantContent,
} from "./import-product.ts";
import type { Currency } from "./money.ts";

/** An amount and the one before it. */
export interface StoredPrice {
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
}

/** A variant. */
export interface StoredVariant {
  readonly id: string;
  readonly stockItemId: string;
  readonly options: readonly string[];
  readonly sku: string;
  readonly barcode: string;
  readonly weightGrams: number;
  /** The longest side; 0 where nobody measured. */
  readonly longestMm: number;
  readonly content: VariantContent | null;
  readonly prices: Readonly<Partial<Record<Currency, StoredPrice>>>;
  /** Units on hand by location. */
  readonly stock: Readonly<Record<string, number>>;
  /** Units that may still be promised, as lists know them. */
  readonly available: number;
  readonly customFields: Readonly<Record<string, string>>;
}

/** A picture: stored already, or waiting to be fetched. */
export interface StoredPicture {
  readonly id: string;
  readonly isStored: boolean;
  readonly key: string | null;
  /** Where it came from. */
  readonly url: string | null;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly option: string | null;
  readonly variants: readonly (readonly string[])[];
  /** Locale -> the alternative text in it. */
  readonly translations: Readonly<Record<string, string>>;
}

/** A product. Terms and other products are named by their handles. */
export interface StoredProduct {
  readonly id: string;
  readonly version: number;
  readonly handle: string;
  readonly status: ProductStatus;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly seoTitle: string;
  readonly seoDescription: string;
  readonly brand: string | null;
  readonly productType: string | null;
  readonly taxClass: string;
  readonly categories: readonly string[];
  readonly collections: readonly { readonly handle: string; readonly position: number }[];
  readonly tags: readonly string[];
  readonly rank: number;
  readonly publishAt: number | null;
  readonly retireAt: number | null;
  readonly createdAt: number;
  readonly options: readonly string[];
  readonly variants: readonly StoredVariant[];
  readonly pictures: readonly StoredPicture[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly related: readonly string[];
  readonly complementary: readonly string[];
  readonly translations: Translations;
  readonly customFields: Readonly<Record<string, string>>;
}

/** One field of a product that an import changes; values are cut for showing. */
export interface FieldChange {
  /** "title", "variants[Sage / 350 ml].prices.EUR". */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Longest value that a change shows, in characters, and most changes of one product. */
const SHOWN_MAX = 200;
const CHANGES_MAX = 100;

/** @returns what differs, field by field; of a new product everything that is not blank */
export function differences(before: StoredProduct | null, after: StoredProduct): FieldChange[] {
  const old = before === null ? new Map<string, string>() : fieldsOf(before);
  const fresh = fieldsOf(after);
  const changes: FieldChange[] = [];
  for (const [field, value] of fresh) {
    const known = old.get(field);
    if (known === value || (known === undefined && BLANKS.has(value))) continue;
    changes.push({ field, before: shown(known), after: shown(value) });
  }
  for (const [field, value] of old) {
    if (!fresh.has(field)) changes.push({ field, before: shown(value), after: null });
  }
  return changes;
}

/** @returns the changes to keep and show */
export function boundedChanges(changes: readonly FieldChange[]): readonly FieldChange[] {
  return changes.slice(0, CHANGES_MAX);
}

const BLANKS: ReadonlySet<string> = new Set(['""', "null", "[]", "{}", "0", '"standard"']);

/** Every field with its JSON value, under the name that people read. */
function fieldsOf(product: StoredProduct): Map<string, string> {
  const fields = new Map<string, string>();
  const { id: _, version, variants, pictures, attributes, translations, ...plain } = product;
  for (const [name, value] of Object.entries(plain)) {
    if (name === "customFields" || name === "createdAt") continue;
    fields.set(name, JSON.stringify(value));
  }
  spread(fields, "customFields", product.customFields);
  spread(fields, "attributes", attributes);
  for (const [locale, texts] of Object.entries(translations)) {
    spread(fields, `translations.${locale}`, texts);
  }
  fields.set("variants", JSON.stringify(variants.map(({ options }) => options)));
  for (const variant of variants) variantFields(fields, variant);
  fields.set("pictures", JSON.stringify(pictures.map(pictureName)));
  for (const picture of pictures) {
    const { alt, option, variants: shownFor, translations: alts } = picture;
    const told = { alt, option, variants: shownFor, translations: alts };
    spread(fields, `pictures[${pictureName(picture)}]`, told);
  }
  return fields;
}

/** What is on hand is no part of it: units belong to their own object. */
function variantFields(fields: Map<string, string>, variant: StoredVariant): void {
  const { id: _, stockItemId, stock, available, options, prices, customFields, ...plain } = variant;
  const name = `variants[${options.join(" / ")}]`;
  spread(fields, name, plain);
  spread(fields, `${name}.prices`, prices);
  spread(fields, `${name}.customFields`, customFields);
}

function spread(fields: Map<string, string>, name: string, values: object): void {
  for (const [key, value] of Object.entries(values)) {
    fields.set(`${name}.${key}`, JSON.stringify(value));
  }
}

function pictureName({ key, url, id }: StoredPicture): string {
  return url ?? key ?? id;
}

function shown(json: string | undefined): unknown {
  if (json === undefined) return null;
  return json.length <= SHOWN_MAX ? JSON.parse(json) : `${json.slice(0, SHOWN_MAX)}…`;
}

/** @returns choices of options in one order */
export function sortedChoices(
  choices: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const text = (choice: readonly string[]) => JSON.stringify(choice);
  return choices.toSorted((left, right) => (text(left) < text(right) ? -1 : 1));
}

/** One order of names, so that the same fields are the same text. */
export function sortedFields<Value>(
  fields: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const names = Object.keys(fields).toSorted();
  return Object.fromEntries(names.map((name) => [name, fields[name] as Value]));
}
