import { describe, expect, test } from "vitest";
import { LOCALES } from "../../domain/locale.ts";
import { money } from "../../domain/money.ts";
import { priceText } from "../price.tsx";
import { unitPriceText } from "../unit-price.ts";
import { wordsIn } from "./words.ts";

/** The narrow spaces of a language, as plain ones. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

function textsIn(part: unknown): string[] {
  if (typeof part === "string") return [part];
  if (typeof part !== "object" || part === null) return [];
  return Object.values(part).flatMap(textsIn);
}

describe("wordsIn()", () => {
  test("says everything in its own words", () => {
    const [english = [], ...others] = LOCALES.map((locale) => textsIn(wordsIn(locale)));
    for (const texts of others) {
      expect(texts).toHaveLength(english.length);
      const same = texts.filter((text, at) => text !== "" && text === english[at]);
      // Names, and words that the languages share: "Euro", "Collections", "Description".
      expect(same.length / texts.length).toBeLessThan(0.1);
    }
  });

  test("counts as each language does", () => {
    expect(wordsIn("en").listing.products(1)).toBe("1 product");
    expect(wordsIn("en").listing.products(1200)).toBe("1,200 products");
    expect(wordsIn("fr").listing.products(0)).toBe("0 produit");
    expect(wordsIn("de").listing.products(1200)).toBe("1.200 Produkte");
    expect(wordsIn("de").product.days(1, 1)).toBe("1 Werktag");
  });
});

describe("priceText()", () => {
  test("prints amounts as each language does", () => {
    const amount = money(123450, "EUR");
    expect(LOCALES.map((locale) => plain(priceText(amount, locale)))).toEqual([
      "€1,234.50",
      "1.234,50 €",
      "1 234,50 €",
    ]);
  });
});

describe("unitPriceText()", () => {
  test("tells the amount that the price is for", () => {
    const price = money(1600, "EUR");
    const told = (quantity: number, unit: "l" | "g" | "piece", locale: "en" | "de" = "en") =>
      plain(
        unitPriceText(
          { price, unitPrice: { amount: money(320, "EUR"), per: { quantity, unit } } },
          locale,
        ),
      );
    expect(told(1, "l")).toBe("€3.20 / l");
    expect(told(100, "g")).toBe("€3.20 / 100 g");
    expect(told(1, "piece", "de")).toBe("3,20 € / Stück");
    expect(unitPriceText({ price, unitPrice: null }, "en")).toBe("");
  });

  test("does not say the price of a single piece twice", () => {
    const price = money(320, "EUR");
    const per = { quantity: 1, unit: "piece" } as const;
    expect(unitPriceText({ price, unitPrice: { amount: price, per } }, "en")).toBe("");
  });
});
