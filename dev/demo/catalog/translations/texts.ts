/** The shape of a language's texts, and how the demo shop sets them. */
import type { DEFAULT_LOCALE, Locale } from "../../../../domain/locale.ts";

/** A language that the catalog is translated into. */
export type OtherLocale = Exclude<Locale, typeof DEFAULT_LOCALE>;

/** What search engines are told. */
export interface SeoTexts {
  readonly title: string;
  readonly description: string;
}

/** The texts of a product; line breaks are only for the reader of the file. */
export interface ProductTexts {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  /** Of the products that have it in the first language. */
  readonly seo?: SeoTexts;
}

/** The texts of a category or a collection. */
export interface PlaceTexts {
  readonly title: string;
  readonly description: string;
  readonly seo?: SeoTexts;
}

/** An attribute's label, its unit, and its choices or texts by their first language. */
export interface AttributeTexts {
  readonly label: string;
  readonly unit?: string;
  readonly choices?: Readonly<Record<string, string>>;
}

/** An option's name and its values; measures ("0.5 l") translate themselves. */
export interface OptionTexts {
  readonly name: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** By handle, or by the words of the first language. */
export type Texts<Text> = Readonly<Record<string, Text>>;

/** Everything that a language says. */
export interface Language {
  readonly products: Texts<ProductTexts>;
  readonly categories: Texts<PlaceTexts>;
  readonly collections: Texts<PlaceTexts>;
  readonly brands: Texts<string>;
  readonly types: Texts<string>;
  readonly attributes: Texts<AttributeTexts>;
  readonly options: Texts<OptionTexts>;
  readonly alt: AltTexts;
}

/** What is seen in a picture, said of a translated title. */
export interface AltTexts {
  /** In one colour, of which the words are given in this language; "" where it has only one. */
  side(title: string, colour: string): string;
  detail(title: string): string;
  scene(title: string): string;
  /** In all its colours. */
  range(title: string, colours: readonly string[]): string;
  /** Several things of a category or a collection together. */
  shelf(title: string): string;
}

const SPACE = "\u00a0";

/** @returns the text in one line, with the spaces and apostrophes that the language asks for */
export function typeset(text: string, locale: OtherLocale): string {
  const line = text.trim().replaceAll(/\s+/g, " ").replaceAll("'", "’");
  if (locale !== "fr") return line;
  return line.replaceAll(/ ([:;?!»])/g, `${SPACE}$1`).replaceAll("« ", `«${SPACE}`);
}

/** @returns a measure as the language writes it: "0,5 l"; null where the text is none */
export function measureIn(text: string): string | null {
  if (!/^(?:\d|A\d$)/.test(text)) return null;
  return text.replaceAll(/(\d)\.(\d)/g, "$1,$2");
}
