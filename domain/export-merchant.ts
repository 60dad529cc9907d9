/** Google Merchant Center's product feed (RSS 2.0): one entry for each variant that can be bought. */
import { escapeHtml } from "./import-html.ts";
import { amountText } from "./import-number.ts";
import type { StoredPicture, StoredProduct, StoredVariant } from "./import-stored.ts";
import type { Place } from "./place.ts";

const TITLE_MAX = 150;
const DESCRIPTION_MAX = 5_000;
const PICTURES_MAX = 10;
const TYPE_MAX = 750;

/** Options that the feed has a name for. */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  color: "color",
  colour: "color",
  farbe: "color",
  couleur: "color",
  size: "size",
  größe: "size",
  taille: "size",
  material: "material",
  pattern: "pattern",
};

const CONTROLS = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** What the entries need to know besides the product. */
export interface MerchantExport {
  readonly place: Place;
  readonly shopName: string;
  /** The shop's home page in this language and currency, and the address of a picture. */
  readonly home: string;
  readonly linkOf: (product: StoredProduct, variant: StoredVariant) => string;
  readonly pictureOf: (key: string) => string;
  readonly titleOf: (type: "brand", handle: string) => string;
  readonly pathOf: (category: string) => readonly string[];
}

/** @returns what stands before the entries */
export function merchantHead({ shopName, home }: MerchantExport): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">',
    "<channel>",
    `<title>${xml(shopName)}</title>`,
    `<link>${xml(home)}</link>`,
    `<description>${xml(shopName)}</description>`,
    "",
  ].join("\n");
}

/** What stands behind them. */
export const MERCHANT_TAIL = "</channel>\n</rss>\n";

/** @returns the entries of a product; none where it has no picture or no price in the currency */
export function merchantItems(product: StoredProduct, context: MerchantExport): string {
  return product.variants.map((variant) => item(product, variant, context)).join("");
}

function item(product: StoredProduct, variant: StoredVariant, context: MerchantExport): string {
  const { currency, locale } = context.place;
  const price = variant.prices[currency];
  const [first, ...others] = picturesOf(product, variant);
  if (price === undefined || first === undefined) return "";
  const texts = product.translations[locale] ?? {};
  const amount = (minor: number) => `${amountText(minor, currency)} ${currency}`;
  const { amountMinor, compareAtMinor } = price;
  const brand = product.brand === null ? "" : context.titleOf("brand", product.brand);
  const gtin = gtinOf(variant.barcode);
  const choices = variant.options.map((value) => texts[`value:${value}`] ?? value);
  const title = [texts.title ?? product.title, ...choices].join(", ");
  const [category] = product.categories;
  const fields: readonly (readonly [string, string])[] = [
    ["g:id", variant.id],
    ["g:title", title.slice(0, TITLE_MAX)],
    [
      "g:description",
      (texts.description ?? product.description).slice(0, DESCRIPTION_MAX) || title,
    ],
    ["g:link", context.linkOf(product, variant)],
    ["g:image_link", context.pictureOf(first)],
    ...others
      .slice(0, PICTURES_MAX)
      .map((key) => ["g:additional_image_link", context.pictureOf(key)] as const),
    ["g:availability", variant.available > 0 ? "in_stock" : "out_of_stock"],
    ["g:price", amount(compareAtMinor ?? amountMinor)],
    ["g:sale_price", compareAtMinor === null ? "" : amount(amountMinor)],
    ["g:condition", "new"],
    ["g:brand", brand],
    ["g:gtin", gtin],
    ["g:mpn", gtin === "" ? variant.sku : ""],
    ["g:identifier_exists", gtin === "" && (brand === "" || variant.sku === "") ? "no" : ""],
    ["g:item_group_id", product.variants.length > 1 ? product.id : ""],
    ["g:product_type", typeOf(category === undefined ? [] : context.pathOf(category))],
    [
      "g:google_product_category",
      product.customFields["Google Shopping / Google Product Category"] ?? "",
    ],
    ["g:shipping_weight", variant.weightGrams > 0 ? `${variant.weightGrams} g` : ""],
    ...optionFields(product, variant),
    ...unitFields(variant),
  ];
  const lines = fields
    .filter(([, text]) => text !== "")
    .map(([name, text]) => `<${name}>${xml(text)}</${name}>\n`);
  return `<item>\n${lines.join("")}</item>\n`;
}

/** The variant's own pictures, then those of its first option and of the whole product. */
function picturesOf({ pictures }: StoredProduct, { options }: StoredVariant): string[] {
  const choice = JSON.stringify(options);
  const rank = ({ variants, option }: StoredPicture) => {
    if (variants.some((each) => JSON.stringify(each) === choice)) return 0;
    if (option !== null) return option === options[0] ? 1 : 3;
    return variants.length > 0 ? 3 : 2;
  };
  return pictures
    .filter((picture) => picture.isStored && rank(picture) < 3)
    .toSorted((left, right) => rank(left) - rank(right))
    .flatMap(({ key }) => key ?? []);
}

function optionFields({ options: names }: StoredProduct, { options }: StoredVariant) {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const field = OPTION_NAMES[name.trim().toLowerCase()];
    if (field === undefined || seen.has(field)) return [];
    seen.add(field);
    return [[`g:${field}`, options[index] ?? ""] as const];
  });
}

function unitFields({ content }: StoredVariant): (readonly [string, string])[] {
  if (content === null) return [];
  const units = { g: "g", ml: "ml", cm: "cm", cm2: "sqm", piece: "ct" } as const;
  const factor = content.unit === "cm2" ? 10_000_000 : 1_000;
  const text = (milli: number) => `${milli / factor} ${units[content.unit]}`;
  return [
    ["g:unit_pricing_measure", text(content.milli)],
    ["g:unit_pricing_base_measure", text(content.baseMilli)],
  ];
}

function typeOf(path: readonly string[]): string {
  return path.join(" > ").slice(0, TYPE_MAX);
}

/** @returns the code where it is a GTIN of 8, 12, 13 or 14 digits whose check digit is right */
function gtinOf(barcode: string): string {
  const digits = barcode.replaceAll(/[\s-]/g, "");
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return "";
  const sum = [...digits]
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0 ? digits : "";
}

function xml(text: string): string {
  return escapeHtml(text.replaceAll(CONTROLS, ""));
}
