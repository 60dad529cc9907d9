/** A product as search engines read it: schema.org's ProductGroup with an Offer per variant. */
import type { Availability, Product, Variant } from "../../contracts/catalog.ts";
import type { Place } from "../../domain/place.ts";
import { links } from "../../http/links.ts";
import { breadcrumbList, DataBlock } from "../../ui/data-block.tsx";
import { decimalText } from "../../ui/price.tsx";
import { wordsIn } from "../../ui/words/words.ts";

const AVAILABILITY: Readonly<Record<Availability["status"], string>> = {
  in_stock: "https://schema.org/InStock",
  low_stock: "https://schema.org/LimitedAvailability",
  sold_out: "https://schema.org/OutOfStock",
};

/** GTIN-8, -12, -13 and -14; a barcode may be of another kind. */
const GTIN = /^(?:\d{8}|\d{12,14})$/;

/** What the description is made from. */
export interface ProductJsonLdProps {
  readonly product: Product;
  readonly place: Place;
  readonly origin: string;
}

/** The data blocks of a product's page. */
export function ProductJsonLd(props: ProductJsonLdProps) {
  return (
    <>
      <DataBlock content={groupOf(props)} />
      <DataBlock content={breadcrumbList(stepsOf(props), props.origin)} />
    </>
  );
}

function groupOf({ product, place, origin }: ProductJsonLdProps) {
  const url = `${origin}${links.product(product.handle, place)}`;
  return {
    "@type": "ProductGroup",
    productGroupID: product.id,
    name: product.title,
    description: product.description || product.subtitle,
    url,
    inLanguage: place.locale,
    ...(product.brand === null ? {} : { brand: { "@type": "Brand", name: product.brand.title } }),
    ...(product.optionNames.length === 0 ? {} : { variesBy: product.optionNames }),
    hasVariant: product.variants.map((variant) => variantOf(variant, { product, origin, url })),
  };
}

function variantOf(variant: Variant, group: { product: Product; origin: string; url: string }) {
  const { product, origin, url } = group;
  const { id, sku, barcode, optionValues, price, compareAt, availability } = variant;
  const images = picturesOf(variant, product).map(({ src }) => `${origin}${src}`);
  const own = `${url}?variant=${id}`;
  return {
    "@type": "Product",
    name: [product.title, ...optionValues].join(", "),
    sku: sku || id,
    url: own,
    inProductGroupWithID: product.id,
    ...(GTIN.test(barcode) ? { gtin: barcode } : {}),
    ...(images.length === 0 ? {} : { image: images }),
    ...(optionValues.length === 0 ? {} : { additionalProperty: optionsOf(product, variant) }),
    offers: {
      "@type": "Offer",
      url: own,
      price: decimalText(price),
      priceCurrency: price.currency,
      itemCondition: "https://schema.org/NewCondition",
      availability: AVAILABILITY[availability.status],
      ...(compareAt === null
        ? {}
        : {
            priceSpecification: {
              "@type": "UnitPriceSpecification",
              priceType: "https://schema.org/StrikethroughPrice",
              price: decimalText(compareAt),
              priceCurrency: compareAt.currency,
            },
          }),
    },
  };
}

/** Its own pictures, else the first of its first option's value, else the product's first. */
function picturesOf({ pictures: own, optionValues }: Variant, { pictures }: Product) {
  if (own.length > 0) return own.flatMap((index) => pictures[index] ?? []);
  const [value] = optionValues;
  const picture = pictures.find(({ optionValue }) => optionValue === value) ?? pictures[0];
  return picture === undefined ? [] : [picture];
}

function optionsOf({ optionNames }: Product, { optionValues }: Variant) {
  return optionNames.map((name, option) => ({
    "@type": "PropertyValue",
    name,
    value: optionValues[option] ?? "",
  }));
}

function stepsOf({ product, place }: ProductJsonLdProps) {
  return [
    { name: wordsIn(place.locale).shell.home, path: links.home(place) },
    ...product.breadcrumbs.map(({ title, handle }) => ({
      name: title,
      path: links.category(handle, place),
    })),
    { name: product.title, path: links.product(product.handle, place) },
  ];
}
