/** From rows to what the shop's pages and its API show. Lists inside a row arrive as JSON text. */
import type { Category, Picture, ProductCard } from "../contracts/catalog.ts";
import { mediaPath } from "../contracts/media.ts";
import { availabilityOf } from "../domain/availability.ts";
import type { VariantFacts } from "../domain/cart.ts";
import type { PriceExchange } from "../domain/exchange.ts";
import type { Id } from "../domain/id.ts";
import { type Currency, money } from "../domain/money.ts";
import type { PriceStep } from "../domain/price-list.ts";
import { type PriceTuple, pictureIn, priceTagOf, textsIn, valueText } from "./catalog-tuples.ts";
import { ANYBODY, type OfferTuple, stepsFor } from "./price-offers.ts";

/** First options that a card shows as swatches, in lower case. */
const SWATCH_OPTIONS: ReadonlySet<string> = new Set([
  "colour",
  "color",
  "material",
  "glaze",
  "finish",
  "wood",
]);

/** Pixels of the picture of a category or a collection, which has one format throughout the shop. */
const GROUP_PICTURE = { width: 1200, height: 1200 } as const;

/** A product in a list; see `cardsStatement`. */
export interface CardRow {
  readonly id: Id<"product">;
  readonly handle: string;
  readonly title: string;
  readonly subtitle: string;
  readonly brand: string | null;
  readonly option_names: string;
  readonly tags: string;
  readonly published_at: number | null;
  readonly texts: string;
  readonly sort_key: number;
  readonly min_minor: number;
  readonly max_minor: number;
  readonly variants: string;
  readonly picture: string | null;
  readonly second_picture: string | null;
}

type CardVariantTuple = [firstOptionValue: string | null, price: PriceTuple, available: number];

/** A category; see `categoriesStatement`. Parents may come after their children. */
export interface CategoryRow {
  readonly id: Id<"category">;
  readonly parent_id: Id<"category"> | null;
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly seo_title: string;
  readonly seo_description: string;
  readonly image_key: string | null;
  readonly image_alt: string;
  readonly product_count: number;
}

/** A variant with what a cart must know; see `variantFactsStatement`. */
export interface VariantFactsRow {
  readonly product_id: Id<"product">;
  readonly variant_id: Id<"variant">;
  readonly stock_item_id: Id<"stockItem">;
  readonly handle: string;
  readonly title: string;
  readonly option_values: string;
  readonly sku: string;
  readonly picture: string | null;
  /** The catalog's own price, before lists. */
  readonly amount_minor: number | null;
  /** JSON; null where the price is set. */
  readonly exchange: string | null;
  /** See `offers` in price-offers.ts. */
  readonly offers: string;
  readonly is_published: number;
  readonly available: number;
}

/** @returns the product as a card */
export function cardOf(row: CardRow, currency: Currency): ProductCard {
  const variants: CardVariantTuple[] = JSON.parse(row.variants);
  const [firstOption = ""]: string[] = JSON.parse(row.option_names);
  const texts = textsIn(row.texts);
  const swatches = SWATCH_OPTIONS.has(firstOption.toLowerCase())
    ? new Set(variants.flatMap(([value]) => (value === null ? [] : valueText(texts, value))))
    : [];
  const cheapest = variants.find(([, [amountMinor]]) => amountMinor === row.min_minor);
  const tag = cheapest && priceTagOf(cheapest[1], { currency, publishedAt: row.published_at });
  const available = variants.reduce((sum, [, , units]) => sum + Math.max(0, units), 0);
  return {
    id: row.id,
    handle: row.handle,
    title: texts.title ?? row.title,
    subtitle: texts.subtitle ?? row.subtitle,
    brand: row.brand,
    picture: pictureIn(row.picture, texts),
    secondPicture: pictureIn(row.second_picture, texts),
    priceFrom: money(row.min_minor, currency),
    priceTo: money(row.max_minor, currency),
    compareAt: tag?.compareAt ?? null,
    lowestPrior: tag?.lowestPrior ?? null,
    unitPrice: tag?.unitPrice ?? null,
    swatches: [...swatches],
    variantCount: variants.length,
    availability: availabilityOf(available),
    tags: JSON.parse(row.tags),
  };
}

/** @returns the roots with their descendants, in the rows' order */
export function treeOf(rows: readonly CategoryRow[]): Category[] {
  const roots: Category[] = [];
  const byId = new Map<Id<"category">, Category>();
  for (const row of rows) {
    byId.set(row.id, {
      id: row.id,
      handle: row.handle,
      title: row.title,
      description: row.description,
      seo: {
        title: row.seo_title || row.title,
        description: row.seo_description || row.description || row.title,
      },
      picture: groupPictureOf(row),
      productCount: row.product_count,
      children: [],
    });
  }
  for (const row of rows) {
    const siblings = row.parent_id === null ? roots : byId.get(row.parent_id)?.children;
    const category = byId.get(row.id);
    if (category !== undefined) siblings?.push(category);
  }
  return roots;
}

/**
 * @param subject for whom it is priced; before somebody says more, for anybody
 * @returns what a cart must know of a variant; without a price it is not for sale
 */
export function variantFactsOf(
  row: VariantFactsRow,
  currency: Currency,
  subject = ANYBODY,
): VariantFacts {
  const optionValues: string[] = JSON.parse(row.option_values);
  const { variant_id: variantId, amount_minor: catalogMinor } = row;
  const offers: OfferTuple[] = row.offers === "[]" ? [] : JSON.parse(row.offers);
  const steps = stepsFor({ variantId, currency, catalogMinor, offers }, subject);
  return {
    productId: row.product_id,
    variantId,
    itemId: row.stock_item_id,
    handle: row.handle,
    title: row.title,
    variantTitle: optionValues.join(", "),
    sku: row.sku,
    picture: pictureIn(row.picture, {}),
    unitPrice: money(steps[0]?.minor ?? 0, currency),
    steps,
    ...exchangeIn(row, steps),
    isForSale: row.is_published === 1 && row.amount_minor !== null,
    available: Math.max(0, row.available),
  };
}

/** The rate that made the price; where a list gives it at every quantity, none did. */
function exchangeIn(
  { exchange }: VariantFactsRow,
  steps: readonly PriceStep[],
): { readonly exchange?: PriceExchange } {
  const isOwn = steps.length === 0 || steps.some(({ listId }) => listId === null);
  return exchange === null || !isOwn ? {} : { exchange: JSON.parse(exchange) };
}

/** The picture of a category or a collection. */
export function groupPictureOf({
  image_key,
  image_alt,
}: Pick<CategoryRow, "image_key" | "image_alt">): Picture | null {
  if (image_key === null) return null;
  const { width, height } = GROUP_PICTURE;
  return { src: mediaPath(image_key), alt: image_alt, width, height, optionValue: null };
}
