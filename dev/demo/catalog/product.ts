/** How the catalog's files write a product down in a few lines: options, price rule and stock rule. */
import { base32Of, diceFor } from "../derive.ts";
import { barcodeOf } from "./barcode.ts";
import type { DemoContent, DemoProduct, DemoValue, DemoVariant } from "./types.ts";

/** Every choice of an option, by the option's name; the order of both is the shop's. */
export type Options = Readonly<Record<string, readonly string[]>>;

/** By a choice ("350 ml") or by a whole variant ("Sage, 350 ml"): what it adds or holds. */
type PerChoice<Value> = Readonly<Record<string, Value>>;

/** Units: at all, at each location, or by variant with the rest as usual. */
type StockRule = number | PerChoice<number>;

/** Told as it is, if at all. */
type Told = Pick<
  DemoProduct,
  "status" | "publishInDays" | "retireInDays" | "seo" | "formerly" | "category" | "type" | "picture"
>;

/** A product as it is written in a category's file. */
export interface ProductLines extends Told {
  readonly handle?: string;
  readonly subtitle: string;
  /** Line breaks are only for the reader of the file. */
  readonly description: string;
  readonly brand: string;
  readonly options?: Options;
  /** Variants that are not made, as "Sage, 350 ml". */
  readonly without?: readonly string[];
  /** EUR cents of the cheapest variant. */
  readonly eurMinor: number;
  readonly eurMore?: PerChoice<number>;
  readonly compareAtEurMinor?: number;
  readonly grams: number;
  readonly gramsMore?: PerChoice<number>;
  /** "" for none, "=" before a label that all variants share; usually made from brand and title. */
  readonly sku?: string;
  readonly stock?: StockRule;
  /** What is inside: of every variant alike, or by choice. */
  readonly content?: Omit<DemoContent, "amount"> & { readonly amount: number | PerChoice<number> };
  /** Of what, how and where; the attributes that nearly every product has. */
  readonly made: {
    readonly material: string;
    readonly finish?: string;
    readonly origin: string;
  };
  /** The other attributes that have a number, a choice or a text. */
  readonly attributes: Readonly<Record<string, number | string>>;
  /** Claims that hold, and claims that one might expect but that do not. */
  readonly is?: readonly string[];
  readonly isNot?: readonly string[];
  readonly tags?: readonly string[];
}

const SOLD_OUT_SHARE = 0.05;
const LOW_SHARE = 0.14;
const LOW_MAX = 3;
/** Of the variants after the first: those that the warehouse keeps and the shop has no room for. */
const UNSHOWN_SHARE = 0.5;
const PLENTY_MIN = 20;
const PLENTY_MAX = 200;

/** @returns the product with all its variants */
export function product(title: string, lines: ProductLines): DemoProduct {
  const handle = lines.handle ?? handleOf(title);
  const { subtitle, brand, category, type, options = {}, tags = [], picture } = lines;
  const { status, publishInDays, retireInDays, seo, formerly } = lines;
  return {
    handle,
    title,
    subtitle,
    description: lines.description.trim().replaceAll(/\s+/g, " "),
    brand,
    category,
    type,
    ...(status === undefined ? {} : { status }),
    ...(publishInDays === undefined ? {} : { publishInDays }),
    ...(retireInDays === undefined ? {} : { retireInDays }),
    ...(seo === undefined ? {} : { seo }),
    ...(formerly === undefined ? {} : { formerly }),
    optionNames: Object.keys(options),
    variants: variantsOf(handle, lines),
    attributes: attributesOf(lines),
    tags,
    picture,
  };
}

function attributesOf({ made, attributes, is = [], isNot = [] }: ProductLines) {
  const claims = [...is.map((name) => [name, true]), ...isNot.map((name) => [name, false])];
  const all: Record<string, DemoValue> = { ...made, ...attributes, ...Object.fromEntries(claims) };
  return all;
}

function variantsOf(handle: string, lines: ProductLines): DemoVariant[] {
  const made = combinations(Object.values(lines.options ?? {})).filter(
    (choice) => !lines.without?.includes(choice.join(", ")),
  );
  return made.map((options, position) => {
    const eurMore = sumFor(lines.eurMore, options);
    return {
      options,
      eurMinor: lines.eurMinor + eurMore,
      ...(lines.compareAtEurMinor === undefined
        ? {}
        : { compareAtEurMinor: lines.compareAtEurMinor + eurMore }),
      weightGrams: lines.grams + sumFor(lines.gramsMore, options),
      sku: skuOf(handle, { sku: lines.sku, brand: lines.brand, position }),
      barcode: barcodeOf([handle, ...options].join("/")),
      ...contentOf(lines, options),
      stock: stockOf(handle, { options, position, rule: lines.stock }),
    };
  });
}

/** Every way to take one of each; the last list turns fastest. */
function combinations(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>(
    (made, list) => made.flatMap((head) => list.map((choice) => [...head, choice])),
    [[]],
  );
}

/** The parts that belong to these choices, and the one of the variant as a whole, added up. */
function sumFor(parts: PerChoice<number> | undefined, options: readonly string[]): number {
  if (parts === undefined) return 0;
  const names = new Set([...options, options.join(", ")]);
  return [...names].reduce((sum, name) => sum + (parts[name] ?? 0), 0);
}

function contentOf({ content }: ProductLines, options: readonly string[]) {
  if (content === undefined) return {};
  const { amount: rule, unit, per } = content;
  const amount = typeof rule === "number" ? rule : sumFor(rule, options);
  return amount === 0 ? {} : { content: { amount, unit, per } };
}

function skuOf(
  handle: string,
  { sku, brand, position }: { sku: string | undefined; brand: string; position: number },
): string {
  if (sku === "") return "";
  if (sku?.startsWith("=")) return sku.slice(1);
  const stem = sku ?? `${brand.slice(0, 3)}-${base32Of(handle, 4)}`.toUpperCase();
  return `${stem}-${String(position + 1).padStart(2, "0")}`;
}

/** Mostly plenty, now and then a few, sometimes none; the first variant is always well stocked. */
function stockOf(
  handle: string,
  {
    options,
    position,
    rule,
  }: { options: readonly string[]; position: number; rule: StockRule | undefined },
): DemoVariant["stock"] {
  const roll = diceFor(`stock:${handle}:${options.join(", ")}`);
  const fixed = typeof rule === "number" ? rule : rule?.[options.join(", ")];
  if (fixed !== undefined) return split(fixed, roll());
  const fate = position === 0 ? 1 : roll();
  if (fate < SOLD_OUT_SHARE) return [0, 0];
  if (fate < LOW_SHARE) return split(1 + Math.floor(roll() * LOW_MAX), roll());
  const plenty = PLENTY_MIN + Math.floor(roll() * (PLENTY_MAX - PLENTY_MIN));
  const isShown = position === 0 || roll() >= UNSHOWN_SHARE;
  return isShown ? split(plenty, roll()) : [0, plenty];
}

/** The shop keeps the smaller part, the warehouse the larger; a last unit stands in the shop. */
function split(units: number, share: number): [harbour: number, mill: number] {
  const harbour = Math.ceil(units * (0.15 + share * 0.3));
  return [harbour, units - harbour];
}

function handleOf(title: string): string {
  return title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9\s-]/g, "")
    .trim()
    .replaceAll(/[\s-]+/g, "-");
}
