/** A product on its own page: one statement, and what it says. */
import { sql } from "drizzle-orm";
import type { Attribute, AttributeValue, Product, Term, Variant } from "../contracts/catalog.ts";
import { availabilityOf } from "../domain/availability.ts";
import type { Id } from "../domain/id.ts";
import { type Currency, money } from "../domain/money.ts";
import {
  collectionProducts,
  collections,
  productTypes,
  variantMedia,
} from "./catalog-model-tables.ts";
import {
  attributes,
  brands,
  categories,
  currencies,
  media,
  prices,
  productAttributes,
  productCategories,
  products,
  variants,
} from "./catalog-tables.ts";
import {
  available,
  inLocale,
  type PictureTuple,
  type PriceTuple,
  pictureOf,
  pictureTuple,
  place,
  priceTagOf,
  priceTuple,
  type Texts,
  textsIn,
  textsOf,
  valueText,
} from "./catalog-tuples.ts";
import {
  ANYBODY,
  catalogMinor,
  publicOffers,
  stepsFor,
  type VariantOffers,
} from "./price-offers.ts";
import { statement } from "./statement.ts";

/** Most ancestors that a category is followed through, against a loop in the data. */
const CATEGORY_DEPTH_MAX = 10;

/** What the statement answers. */
export interface ProductRow {
  readonly id: Id<"product">;
  readonly handle: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly seo_title: string;
  readonly seo_description: string;
  readonly brand: string | null;
  readonly product_type: string | null;
  readonly option_names: string;
  readonly tags: string;
  readonly published_at: number | null;
  readonly version: number;
  readonly prices_include_tax: number;
  readonly texts: string;
  readonly variants: string;
  readonly pictures: string;
  readonly attributes: string;
  readonly breadcrumbs: string;
  readonly collections: string;
}

type VariantTuple = [
  id: Id<"variant">,
  sku: string,
  barcode: string,
  optionValues: string[],
  price: PriceTuple,
  available: number,
  mediaIds: Id<"media">[],
  catalogMinor: number,
  offers: VariantOffers["offers"],
];

interface AttributeRow extends Omit<Attribute, "values"> {
  readonly value: AttributeValue["value"] | AttributeValue["value"][];
  readonly swatches: Readonly<Record<string, string>> | null;
  readonly texts: Texts;
  /** What a reference leads to, where shoppers may see it. */
  readonly targets: readonly (NonNullable<AttributeValue["link"]> & {
    readonly id: string;
    readonly title: string;
  })[];
}

/** What the ids of a reference's value name, as far as shoppers may see it. */
const targets = sql`
  SELECT json_group_array(json_object('id', target.id, 'kind', target.kind,
    'handle', target.handle, 'title', ${inLocale(sql`target.id`, "title", sql`target.title`)}))
  FROM (SELECT named.value AS id, 'product' AS kind, known.handle, known.title
      FROM json_each(${productAttributes.value}) AS named
      CROSS JOIN products AS known ON known.id = named.value AND known.status = 'published'
    UNION ALL SELECT named.value, 'category', known.handle, known.title
      FROM json_each(${productAttributes.value}) AS named
      CROSS JOIN categories AS known ON known.id = named.value
    UNION ALL SELECT named.value, 'collection', known.handle, known.title
      FROM json_each(${productAttributes.value}) AS named
      CROSS JOIN collections AS known ON known.id = named.value AND known.status = 'published'
    UNION ALL SELECT named.value, 'brand', known.handle, known.title
      FROM json_each(${productAttributes.value}) AS named
      CROSS JOIN brands AS known ON known.id = named.value) AS target`;

/** A brand or a kind of product as a link, where the product has one. */
const term = (of: typeof brands | typeof productTypes) => sql`
  CASE WHEN ${of.id} IS NOT NULL THEN json_object('handle', ${of.handle}, 'title',
    ${inLocale(of.id, "title", of.title)}) END`;

/** A published product by its handle, with the variants that have a price in the currency. */
export const productStatement = statement<{ handle: string; locale: string; currency: string }>(
  () => sql`
    SELECT ${products.id}, ${products.handle}, ${products.title}, ${products.subtitle},
      ${products.description}, ${products.seoTitle}, ${products.seoDescription},
      ${term(brands)} AS brand,
      ${term(productTypes)} AS product_type,
      ${products.optionNames}, ${products.tags}, ${products.publishedAt}, ${products.version},
      ${currencies.pricesIncludeTax}, ${textsOf(products.id, "all")} AS texts,
      (SELECT json_group_array(json_array(
          ${variants.id}, ${variants.sku}, ${variants.barcode}, json(${variants.optionValues}),
          ${priceTuple}, ${available},
          json((SELECT json_group_array(${variantMedia.mediaId} ORDER BY ${variantMedia.position})
            FROM ${variantMedia} WHERE ${variantMedia.variantId} = ${variants.id})),
          ${catalogMinor}, json(${publicOffers}))
          ORDER BY ${variants.position})
        FROM ${variants} JOIN ${prices} ON ${prices.variantId} = ${variants.id}
          AND ${prices.currency} = ${currencies.code}
        WHERE ${variants.productId} = ${products.id}) AS variants,
      (SELECT json_group_array(json_array(${media.id}, ${pictureTuple}) ORDER BY ${media.position})
        FROM ${media} WHERE ${media.productId} = ${products.id}) AS pictures,
      (SELECT json_group_array(json_object(
          'handle', ${attributes.handle},
          'label', ${inLocale(attributes.id, "label", attributes.label)},
          'kind', ${attributes.kind}, 'unit', ${inLocale(attributes.id, "unit", attributes.unit)},
          'value', json(${productAttributes.value}), 'swatches', json(${attributes.swatches}),
          'texts', json(${textsOf(attributes.id, "all")}),
          'targets', CASE ${attributes.kind} WHEN 'reference' THEN json((${targets}))
            ELSE json_array() END)
          ORDER BY ${attributes.position}, ${attributes.id})
        FROM ${productAttributes}
        JOIN ${attributes} ON ${attributes.id} = ${productAttributes.attributeId}
        WHERE ${productAttributes.productId} = ${products.id}) AS attributes,
      (WITH RECURSIVE trail (id, parent_id, handle, title, depth) AS (
          SELECT * FROM (SELECT ${categories.id}, ${categories.parentId}, ${categories.handle},
              ${categories.title}, 0
            FROM ${productCategories}
            CROSS JOIN ${categories} ON ${categories.id} = ${productCategories.categoryId}
            WHERE ${productCategories.productId} = ${products.id} AND ${productCategories.isPrimary} = 1
            ORDER BY ${categories.position}, ${categories.id} LIMIT 1)
          UNION ALL
          SELECT ${categories.id}, ${categories.parentId}, ${categories.handle},
            ${categories.title}, trail.depth + 1
          FROM trail CROSS JOIN ${categories} ON ${categories.id} = trail.parent_id
          WHERE trail.depth < ${sql.raw(String(CATEGORY_DEPTH_MAX))})
        SELECT json_group_array(json_object('id', id, 'handle', handle, 'title',
          ${inLocale(sql`trail.id`, "title", sql`trail.title`)}) ORDER BY depth DESC)
        FROM trail) AS breadcrumbs,
      (SELECT json_group_array(json_object('handle', ${collections.handle}, 'title',
          ${inLocale(collections.id, "title", collections.title)})
          ORDER BY ${collections.position}, ${collections.id})
        FROM ${collectionProducts}
        JOIN ${collections} ON ${collections.id} = ${collectionProducts.collectionId}
        WHERE ${collectionProducts.productId} = ${products.id}
          AND ${collections.status} = 'published') AS collections
    FROM ${products}
    JOIN ${currencies} ON ${currencies.code} = ${place("currency")}
    LEFT JOIN ${brands} ON ${brands.id} = ${products.brandId}
    LEFT JOIN ${productTypes} ON ${productTypes.id} = ${products.productTypeId}
    WHERE ${products.handle} = ${place("handle")} AND ${products.status} = 'published'`,
);

/** @returns the product with everything its page shows */
export function productOf(row: ProductRow, currency: Currency): Product {
  const texts = textsIn(row.texts);
  const variantTuples: VariantTuple[] = JSON.parse(row.variants);
  const pictures: [Id<"media">, PictureTuple][] = JSON.parse(row.pictures);
  const attributeRows: AttributeRow[] = JSON.parse(row.attributes);
  const optionNames: string[] = JSON.parse(row.option_names);
  const title = texts.title ?? row.title;
  const subtitle = texts.subtitle ?? row.subtitle;
  const placeOf = new Map(pictures.map(([id], index) => [id, index]));
  const publishedAt = row.published_at;
  return {
    id: row.id,
    handle: row.handle,
    title,
    subtitle,
    description: texts.description ?? row.description,
    seo: {
      title: (texts.seo_title ?? row.seo_title) || title,
      description: (texts.seo_description ?? row.seo_description) || subtitle || title,
    },
    brand: termIn(row.brand),
    productType: termIn(row.product_type),
    optionNames: optionNames.map((name) => texts[`option:${name}`] ?? name),
    variants: variantTuples.map((tuple) =>
      variantOf(tuple, { texts, placeOf, currency, publishedAt }),
    ),
    pictures: pictures.map(([, picture]) => pictureOf(picture, texts)),
    attributes: attributeRows.flatMap((attribute) => attributeOf(attribute, texts)),
    tags: JSON.parse(row.tags),
    breadcrumbs: JSON.parse(row.breadcrumbs),
    collections: JSON.parse(row.collections),
    pricesIncludeTax: row.prices_include_tax === 1,
    version: row.version,
  };
}

function termIn(json: string | null): Term | null {
  return json === null ? null : JSON.parse(json);
}

function variantOf(
  [id, sku, barcode, optionValues, price, units, mediaIds, minor, offers]: VariantTuple,
  of: {
    readonly texts: Texts;
    readonly placeOf: ReadonlyMap<Id<"media">, number>;
    readonly currency: Currency;
    readonly publishedAt: number | null;
  },
): Variant {
  return {
    id,
    sku,
    barcode,
    optionValues: optionValues.map((value) => valueText(of.texts, value)),
    ...priceTagOf(price, of),
    pictures: mediaIds.flatMap((mediaId) => of.placeOf.get(mediaId) ?? []),
    availability: availabilityOf(units),
    quantityPrices: quantityPricesOf({
      variantId: id,
      currency: of.currency,
      catalogMinor: minor,
      offers,
    }),
  };
}

/** What one costs where more are bought, as far as it is another price than that of one. */
function quantityPricesOf(offered: VariantOffers): Variant["quantityPrices"] {
  if (offered.offers.length === 0) return [];
  const [, ...steps] = stepsFor(offered, ANYBODY);
  return steps.map(({ fromQuantity, minor }) => ({
    fromQuantity,
    price: money(minor, offered.currency),
  }));
}

/** An attribute without a value that shoppers may see is left out. */
function attributeOf(
  { value, swatches, texts, targets, ...attribute }: AttributeRow,
  of: Texts,
): Attribute[] {
  const given = Array.isArray(value) ? value : [value];
  const values = given.flatMap((one): AttributeValue[] => {
    const target = targets.find(({ id }) => id === one);
    if (attribute.kind === "reference") {
      if (target === undefined) return [];
      const { kind, handle, title } = target;
      return [{ value: one, text: title, colour: null, link: { kind, handle } }];
    }
    const plain = String(one);
    const free = attribute.kind === "text" ? of[`attribute:${attribute.handle}`] : undefined;
    const text = texts[`choice:${plain}`] ?? free ?? plain;
    return [{ value: one, text, colour: swatches?.[plain] ?? null, link: null }];
  });
  return values.length === 0 ? [] : [{ ...attribute, values }];
}
