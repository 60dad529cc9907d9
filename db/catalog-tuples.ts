/** Parts of a row that queries write as JSON and readers read back: each side by side with its other. */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Picture } from "../contracts/catalog.ts";
import { mediaPath } from "../contracts/media.ts";
import { type Currency, type Money, money } from "../domain/money.ts";
import { lowestPriorMinor, type PriceRow } from "../domain/price-history.ts";
import { type Content, type UnitPrice, unitPriceOf } from "../domain/unit-price.ts";
import { priceHistory, translations } from "./catalog-model-tables.ts";
import { media, prices, stockLevels, variants } from "./catalog-tables.ts";

/** Changes of a price that are looked at: one an hour for 30 days, and some by hand. */
const PRICE_ROWS_MAX = 800;

/** The place of a value in a statement. */
export const place = sql.placeholder;

/** Units that can be bought over all locations; the projection may lag behind the object. */
export const available: SQL = sql`coalesce((
  SELECT sum(${stockLevels.onHand} - ${stockLevels.held} - ${stockLevels.allocated})
  FROM ${stockLevels} WHERE ${stockLevels.stockItemId} = ${variants.stockItemId}), 0)`;

/** What is translated of a subject, by field. */
export type Texts = Readonly<Record<string, string | undefined>>;

/** @returns the subject's text in the language that is asked for, or as it was first written */
export function inLocale(subject: SQLWrapper, field: string, base: SQLWrapper): SQL {
  return sql`coalesce((
    SELECT ${translations.text} FROM ${translations}
    WHERE ${translations.subjectId} = ${subject} AND ${translations.locale} = ${place("locale")}
      AND ${translations.field} = ${sql.raw(`'${field}'`)}), ${base})`;
}

/** @returns all of the subject's translations, or only those that a card shows */
export function textsOf(subject: SQLWrapper, part: "all" | "short"): SQL {
  const isShort = sql`AND ${translations.field} NOT IN ('description', 'seo_title', 'seo_description')`;
  return sql`(
    SELECT json_group_object(${translations.field}, ${translations.text}) FROM ${translations}
    WHERE ${translations.subjectId} = ${subject} AND ${translations.locale} = ${place("locale")}
      ${part === "short" ? isShort : sql``})`;
}

/** @returns the texts of textsOf() */
export function textsIn(json: string): Texts {
  return JSON.parse(json);
}

/** Variants and pictures name an option's value by the same words, in every language. */
export function valueText(texts: Texts, value: string): string {
  return texts[`value:${value}`] ?? value;
}

/** A picture. */
export type PictureTuple = [
  key: string,
  alt: string,
  width: number,
  height: number,
  optionValue: string | null,
];

/** A picture, told in the language that is asked for. */
export const pictureTuple: SQL = sql`json_array(${media.key}, ${inLocale(media.id, "alt", media.alt)},
  ${media.width}, ${media.height}, ${media.optionValue})`;

/** A picture as it was first told: a cart remembers no language. */
export const firstPictureTuple: SQL = sql`json_array(${media.key}, ${media.alt}, ${media.width},
  ${media.height}, ${media.optionValue})`;

/** @returns the picture of a tuple */
export function pictureOf([key, alt, width, height, value]: PictureTuple, texts: Texts): Picture {
  const optionValue = value === null ? null : valueText(texts, value);
  return { src: mediaPath(key), alt, width, height, optionValue };
}

/** @returns the picture of a column that may be empty */
export function pictureIn(tuple: string | null, texts: Texts): Picture | null {
  return tuple === null ? null : pictureOf(JSON.parse(tuple), texts);
}

/** What a variant costs, and what has to be told beside its price. */
export type PriceTuple = [
  amountMinor: number,
  compareAtMinor: number | null,
  contentMilli: number | null,
  contentUnit: Content["unit"] | null,
  contentBaseMilli: number | null,
  /** Only where the price is reduced. */
  history: PriceRow[] | null,
];

/** The price of the variant at hand in the currency at hand. */
export const priceTuple: SQL = sql`json_array(${prices.shownMinor}, ${prices.shownCompareMinor},
  ${variants.contentMilli}, ${variants.contentUnit}, ${variants.contentBaseMilli},
  CASE WHEN ${prices.shownCompareMinor} IS NOT NULL THEN json((
    SELECT json_group_array(json_object('fromAt', from_at, 'amountMinor', amount_minor))
    FROM (SELECT ${priceHistory.fromAt}, ${priceHistory.amountMinor} FROM ${priceHistory}
      WHERE ${priceHistory.variantId} = ${variants.id}
        AND ${priceHistory.currency} = ${prices.currency}
      ORDER BY ${priceHistory.fromAt} DESC LIMIT ${sql.raw(String(PRICE_ROWS_MAX))}))) END)`;

/** A price with everything that has to be told beside it. */
export interface PriceTag {
  readonly price: Money;
  readonly compareAt: Money | null;
  readonly lowestPrior: Money | null;
  readonly unitPrice: UnitPrice | null;
}

/** @returns what the tuple says, in the currency that it was read in */
export function priceTagOf(
  [amountMinor, compareAtMinor, milli, unit, baseMilli, history]: PriceTuple,
  { currency, publishedAt }: { readonly currency: Currency; readonly publishedAt: number | null },
): PriceTag {
  const price = money(amountMinor, currency);
  const isMeasured = milli !== null && unit !== null && baseMilli !== null;
  const priorMinor = history === null ? null : lowestPriorMinor(history, publishedAt);
  return {
    price,
    compareAt: compareAtMinor === null ? null : money(compareAtMinor, currency),
    lowestPrior: priorMinor === null ? null : money(priorMinor, currency),
    unitPrice: isMeasured ? unitPriceOf(price, { milli, unit, baseMilli }) : null,
  };
}
