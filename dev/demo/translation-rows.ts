/** Rows of the demo's texts in the shop's other languages. */
import { ATTRIBUTES } from "./catalog/attributes.ts";
import { BRANDS } from "./catalog/brands.ts";
import { ROOMS } from "./catalog/categories.ts";
import { COLLECTIONS } from "./catalog/collections.ts";
import { PRODUCT_TYPES } from "./catalog/product-types.ts";
import { LANGUAGES } from "./catalog/translations/languages.ts";
import {
  type Language,
  measureIn,
  type OtherLocale,
  type PlaceTexts,
  type SeoTexts,
  type Texts,
  typeset,
} from "./catalog/translations/texts.ts";
import type { DemoProduct } from "./catalog/types.ts";
import { demoId } from "./derive.ts";
import type { PictureShelf, StoredPicture } from "./picture-shelf.ts";
import { rowsOf, type TableRows } from "./table-rows.ts";

/** A subject's texts: its id, and each field with its text. */
type Translated = readonly [subject: string, ...fields: (readonly [field: string, text: string])[]];

/** Attributes whose values are texts of the product, not choices. */
const TOLD_FREELY = ATTRIBUTES.filter(({ kind }) => kind === "text").map(({ handle }) => handle);

/** Every text of the chosen products, and of what stands around them, in every other language. */
export function translationRows(
  products: readonly DemoProduct[],
  pictures: PictureShelf,
): TableRows {
  const locales = Object.keys(LANGUAGES) as OtherLocale[];
  return rowsOf("translations", "subject_id locale field text", locales, (locale) => {
    const language = LANGUAGES[locale];
    const subjects = [
      ...products.flatMap((product) => productTexts(product, { language, pictures })),
      ...placesTexts(language, pictures),
      ...termsTexts(language),
    ];
    return subjects.flatMap(([subject, ...fields]) =>
      fields.map(([field, text]) => [subject, locale, field, typeset(text, locale)]),
    );
  });
}

function productTexts(
  product: DemoProduct,
  { language, pictures }: { language: Language; pictures: PictureShelf },
): Translated[] {
  const { title, subtitle, description, seo } = textOf(language.products, product.handle);
  const values = product.optionNames.flatMap((name, at) =>
    [...new Set(product.variants.map(({ options }) => options[at] ?? ""))].map(
      (value) => [`value:${value}`, optionValueIn(language, name, value)] as const,
    ),
  );
  const names = product.optionNames.map(
    (name) => [`option:${name}`, textOf(language.options, name).name] as const,
  );
  const told = TOLD_FREELY.flatMap((handle) => {
    const value = product.attributes[handle];
    if (value === undefined) return [];
    const texts = textOf(language.attributes, handle).choices ?? {};
    return [[`attribute:${handle}`, textOf(texts, String(value))] as const];
  });
  const stored = pictures.ofProduct.get(product.handle) ?? [];
  const words = new Map(values.map(([field, text]) => [field.slice("value:".length), text]));
  return [
    [
      demoId("prd", product.handle),
      ["title", title],
      ["subtitle", subtitle],
      ["description", description],
      ...seoFields(seo),
      ...names,
      ...values,
      ...told,
    ],
    ...stored.map((picture): Translated => {
      const colours = stored.flatMap(({ optionValue }) => words.get(optionValue ?? "") ?? []);
      return [
        demoId("med", picture.key),
        ["alt", altOf(picture, { language, title, words, colours })],
      ];
    }),
  ];
}

/** @returns an option's value in the language: its own word, or the measure that it is */
export function optionValueIn(language: Language, option: string, value: string): string {
  const { values = {} } = textOf(language.options, option);
  const text = values[value] ?? measureIn(value);
  if (text === null) throw new Error(`Option ${option} has no translation of "${value}"`);
  return text;
}

function altOf(
  { slug, optionValue }: StoredPicture,
  {
    language: { alt },
    title,
    words,
    colours,
  }: {
    language: Language;
    title: string;
    words: ReadonlyMap<string, string>;
    colours: readonly string[];
  },
): string {
  if (slug === "detail") return alt.detail(title);
  if (slug === "scene") return alt.scene(title);
  if (slug === "range") return alt.range(title, colours);
  return alt.side(title, words.get(optionValue ?? "") ?? "");
}

function placesTexts(language: Language, { ofCategory, ofCollection }: PictureShelf): Translated[] {
  const fieldsOf = ({ title, description, seo }: PlaceTexts, picture?: StoredPicture) => [
    ["title", title] as const,
    ["description", description] as const,
    ...seoFields(seo),
    ...(picture === undefined ? [] : [["image_alt", language.alt.shelf(title)] as const]),
  ];
  return [
    ...ROOMS.flatMap((room) => [room, ...room.shelves]).map(
      ({ handle }): Translated => [
        demoId("cat", handle),
        ...fieldsOf(textOf(language.categories, handle), ofCategory.get(handle)),
      ],
    ),
    ...COLLECTIONS.map(
      ({ handle }): Translated => [
        demoId("col", handle),
        ...fieldsOf(textOf(language.collections, handle), ofCollection.get(handle)),
      ],
    ),
  ];
}

/** Brands, product types and attributes; a brand's name is the same everywhere. */
function termsTexts(language: Language): Translated[] {
  return [
    ...BRANDS.map(
      ({ handle }): Translated => [
        demoId("brd", handle),
        ["description", textOf(language.brands, handle)],
      ],
    ),
    ...PRODUCT_TYPES.map(
      ({ handle }): Translated => [
        demoId("pty", handle),
        ["title", textOf(language.types, handle)],
      ],
    ),
    ...ATTRIBUTES.map(({ handle, kind }): Translated => {
      const { label, unit, choices = {} } = textOf(language.attributes, handle);
      const own = kind === "text" ? [] : Object.entries(choices);
      return [
        demoId("atr", handle),
        ["label", label],
        ...(unit === undefined ? [] : [["unit", unit] as const]),
        ...own.map(([choice, text]) => [`choice:${choice}`, text] as const),
      ];
    }),
  ];
}

function seoFields(seo: SeoTexts | undefined): (readonly [field: string, text: string])[] {
  if (seo === undefined) return [];
  return [
    ["seo_title", seo.title],
    ["seo_description", seo.description],
  ];
}

function textOf<Text>(texts: Texts<Text>, handle: string): Text {
  const text = texts[handle];
  if (text === undefined) throw new Error(`"${handle}" is not translated`);
  return text;
}
