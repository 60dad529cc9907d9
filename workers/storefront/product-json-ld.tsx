/** A product as search engines read it: schema.org's ProductGroup with an Offer per variant. */
import { raw } from "hono/html";
import type { Availability, Product, Variant } from "../../contracts/catalog.ts";
import type { Place } from "../../domain/place.ts";
import { links } from "../../http/links.ts";
import { decimalText } from "../../ui/price.tsx";

const AVAILABILITY: Readonly<Record<Availability["status"], string>> = {
  in_stock: "https://schema.org/InStock",
  low_stock: "https://schema.org/LimitedAvailability",
  sold_out: "https://schema.org/OutOfStock",
};

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
      <DataBlock content={breadcrumbsOf(props)} />
    </>
  );
}

/** No text in it can end the element: "<" is spelled as an escape. */
function DataBlock({ content }: { content: object }) {
  const json = JSON.stringify({ "@context": "https://schema.org", ...content });
  return <script type="application/ld+json">{raw(json.replaceAll("<", "\\u003c"))}</script>;
}

function groupOf({ product, place, origin }: ProductJsonLdProps) {
  const url = `${origin}${links.product(product.handle, place)}`;
  return {
    "@type": "ProductGroup",
    productGroupID: product.id,
    name: product.title,
    description: product.description || product.subtitle,
    url,
    ...(product.brand === null ? {} : { brand: { "@type": "Brand", name: product.brand.title } }),
    ...(product.optionNames.length === 0 ? {} : { variesBy: product.optionNames }),
    hasVariant: product.variants.map((variant) => variantOf(variant, { product, origin, url })),
  };
}

function variantOf(variant: Variant, group: { product: Product; origin: string; url: string }) {
  const { product, origin, url } = group;
  const [firstValue] = variant.optionValues;
  const picture =
    product.pictures.find(({ optionValue }) => optionValue === firstValue) ?? product.pictures[0];
  return {
    "@type": "Product",
    name: [product.title, ...variant.optionValues].join(", "),
    sku: variant.sku || variant.id,
    ...(picture === undefined ? {} : { image: `${origin}${picture.src}` }),
    offers: {
      "@type": "Offer",
      url: `${url}?variant=${variant.id}`,
      price: decimalText(variant.price),
      priceCurrency: variant.price.currency,
      availability: AVAILABILITY[variant.availability.status],
    },
  };
}

function breadcrumbsOf({ product, place, origin }: ProductJsonLdProps) {
  const steps = [
    ...product.breadcrumbs.map(({ title, handle }) => ({
      name: title,
      path: links.category(handle, place),
    })),
    { name: product.title, path: links.product(product.handle, place) },
  ];
  return {
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: `${origin}${path}`,
    })),
  };
}
