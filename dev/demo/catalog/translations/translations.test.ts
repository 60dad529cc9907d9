import { describe, expect, it } from "vitest";
import { DEFAULT_LOCALE, LOCALES } from "../../../../domain/locale.ts";
import { optionValueIn } from "../../translation-rows.ts";
import { ATTRIBUTES } from "../attributes.ts";
import { BRANDS } from "../brands.ts";
import { DEMO_CATALOG } from "../catalog.ts";
import { ROOMS } from "../categories.ts";
import { COLLECTIONS } from "../collections.ts";
import { PRODUCT_TYPES } from "../product-types.ts";
import { LANGUAGES } from "./languages.ts";
import { measureIn, type Texts, typeset } from "./texts.ts";

const CATEGORIES = ROOMS.flatMap((room) => [room, ...room.shelves]);
/** What a search engine shows of a description before it cuts it off. */
const SEO_LENGTH_MAX = 165;
const KIND_WORDS = /\b(?:the|and|with|for|of)\b/i;

function namesOf(things: readonly { readonly handle: string }[]): string[] {
  return things.map(({ handle }) => handle).toSorted();
}

function keysOf(texts: Texts<unknown>): string[] {
  return Object.keys(texts).toSorted();
}

it("LANGUAGES has every language of the shop but the first", () => {
  expect([DEFAULT_LOCALE, ...Object.keys(LANGUAGES)]).toEqual(LOCALES);
});

describe.each(Object.entries(LANGUAGES))("the texts in %s", (locale, language) => {
  const products = Object.entries(language.products);

  it("are there for everything, and for nothing that is not", () => {
    expect(keysOf(language.products)).toEqual(namesOf(DEMO_CATALOG));
    expect(keysOf(language.categories)).toEqual(namesOf(CATEGORIES));
    expect(keysOf(language.collections)).toEqual(namesOf(COLLECTIONS));
    expect(keysOf(language.brands)).toEqual(namesOf(BRANDS));
    expect(keysOf(language.types)).toEqual(namesOf(PRODUCT_TYPES));
    expect(keysOf(language.attributes)).toEqual(namesOf(ATTRIBUTES));
    const options = new Set(DEMO_CATALOG.flatMap(({ optionNames }) => optionNames));
    expect(keysOf(language.options)).toEqual([...options].toSorted());
  });

  it("tell search engines what the first language tells them", () => {
    const told = (things: readonly { handle: string; seo?: unknown }[]) =>
      namesOf(things.filter(({ seo }) => seo !== undefined));
    const hold = (texts: Texts<{ readonly seo?: unknown }>) =>
      keysOf(Object.fromEntries(Object.entries(texts).filter(([, { seo }]) => seo !== undefined)));
    expect(hold(language.products)).toEqual(told(DEMO_CATALOG));
    expect(hold(language.categories)).toEqual(told(CATEGORIES));
    expect(hold(language.collections)).toEqual(told(COLLECTIONS));
    const long = [language.products, language.categories, language.collections]
      .flatMap((texts) => Object.values(texts))
      .flatMap(({ seo }) => (seo === undefined ? [] : [typeset(seo.description, "de")]))
      .filter(({ length }) => length > SEO_LENGTH_MAX);
    expect(long).toEqual([]);
  });

  it("name every choice and every text of an attribute", () => {
    for (const { handle, choices = [], kind, unit } of ATTRIBUTES) {
      const texts = language.attributes[handle];
      const said = kind === "text" ? DEMO_CATALOG.map(({ attributes }) => attributes[handle]) : [];
      const wanted = new Set([...choices, ...said.filter((value) => typeof value === "string")]);
      expect(keysOf(texts?.choices ?? {}), handle).toEqual([...wanted].toSorted());
      expect(texts?.unit === undefined, handle).toBe(unit === undefined);
    }
  });

  it("name every value of every option", () => {
    for (const { optionNames, variants } of DEMO_CATALOG) {
      for (const [at, name] of optionNames.entries()) {
        const values = new Set(variants.map(({ options }) => options[at] ?? ""));
        const texts = [...values].map((value) => optionValueIn(language, name, value));
        expect(new Set(texts).size, `${name}: ${texts.join(", ")}`).toBe(values.size);
      }
    }
  });

  it("are products of their own: no two alike, none left in the first language", () => {
    for (const field of ["title", "subtitle", "description"] as const) {
      const all = products.map(([, texts]) => texts[field]);
      expect(new Set(all).size, field).toBe(products.length);
      const english = new Set(DEMO_CATALOG.map((product) => product[field]));
      expect(
        all.filter((text) => english.has(text)),
        `${locale} ${field}`,
      ).toEqual([]);
      expect(
        all.filter((text) => KIND_WORDS.test(text)),
        `${locale} ${field}`,
      ).toEqual([]);
    }
    expect(products.filter(([, { subtitle }]) => subtitle.length > 78)).toEqual([]);
    expect(products.filter(([, { description }]) => description.length < 80)).toEqual([]);
  });
});

describe("typeset()", () => {
  it("typeset() makes one line with the language's spaces and apostrophes", () => {
    expect(typeset("l'eau\n   chaude : « oui »", "fr")).toBe(
      "l’eau chaude\u00a0: «\u00a0oui\u00a0»",
    );
    expect(typeset(" ein \n Satz: ja ", "de")).toBe("ein Satz: ja");
  });
});

describe("measureIn()", () => {
  it("measureIn() writes measures with a comma and leaves words alone", () => {
    const texts = ["0.35 l", "130 × 180 cm", "36–39", "A5", "Sage", "Apricot"];
    expect(texts.map(measureIn)).toEqual(["0,35 l", "130 × 180 cm", "36–39", "A5", null, null]);
  });
});
