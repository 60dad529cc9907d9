import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { productLine } from "./export-kiosk.ts";
import { shopifyColumns, shopifyHeader, shopifyLines } from "./export-shopify.ts";
import { readFile, SETTINGS } from "./import-builders.ts";
import { planProduct } from "./import-plan.ts";
import type { StoredProduct, StoredVariant } from "./import-stored.ts";
import { TermBook } from "./import-terms.ts";
import { cleanText } from "./import-text.ts";
import { CURRENCIES } from "./money.ts";

/** Texts as people and attackers write them, clean as the shop stores them. */
const text = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.constantFrom("=1+1", "'007", "a, b", 'a "b"', "two\nlines", "<b>&amp;", "@x", "ünï"),
  )
  .map(cleanText);
const words = text.filter((value) => value !== "");
const minor = fc.integer({ min: 1, max: 10_000_000 });

const variant = (options: readonly string[]): fc.Arbitrary<StoredVariant> =>
  fc.record({
    id: fc.constant("v"),
    stockItemId: fc.constant("i"),
    options: fc.constant(options),
    sku: text,
    barcode: text,
    weightGrams: fc.nat(100_000),
    longestMm: fc.constant(0),
    content: fc.option(
      fc.record({
        milli: fc.integer({ min: 1, max: 1_000_000 }).map((units) => units * 1_000),
        unit: fc.constantFrom("g", "ml", "cm", "piece"),
        baseMilli: fc.constantFrom(1_000, 100_000, 1_000_000),
      }),
    ),
    prices: fc.tuple(minor, fc.option(minor)).map(([amountMinor, more]) => ({
      EUR: { amountMinor, compareAtMinor: more === null ? null : amountMinor + more },
    })),
    stock: fc.constant({}),
    available: fc.constant(0),
    customFields: fc.constant({}),
  });

const product: fc.Arbitrary<StoredProduct> = fc
  .uniqueArray(words, { minLength: 1, maxLength: 4 })
  .chain((values) =>
    fc.record({
      id: fc.constant("p"),
      version: fc.constant(1),
      handle: fc.constantFrom("mug", "a-b-c", "x1"),
      status: fc.constantFrom("draft", "published", "retired"),
      title: words,
      subtitle: fc.constant(""),
      description: text,
      seoTitle: text,
      seoDescription: text,
      brand: fc.constant(null),
      productType: fc.constant(null),
      taxClass: fc.constant("standard"),
      categories: fc.constant([]),
      collections: fc.constant([]),
      tags: fc.uniqueArray(fc.constantFrom("a", "b c", "ü"), { maxLength: 3 }),
      rank: fc.constant(0),
      publishAt: fc.constant(null),
      retireAt: fc.constant(null),
      createdAt: fc.constant(SETTINGS.now),
      options: fc.constant(["Kind"]),
      variants: fc.tuple(...values.map((value) => variant([value]))),
      pictures: fc.constant([]),
      attributes: fc.constant({}),
      related: fc.constant([]),
      complementary: fc.constant([]),
      translations: fc.constantFrom({}, { de: { title: "Becher" } }),
      customFields: fc.constant({}),
    }),
  );

function planned(file: string): StoredProduct | null {
  let minted = 0;
  const context = {
    present: () => null,
    terms: new TermBook([]),
    currencies: new Set(CURRENCIES),
    locations: [],
    takesStock: false,
    mint: (kind: string) => `${kind}-${++minted}`,
    now: SETTINGS.now,
  };
  const [piece] = readFile(file);
  if (piece === undefined) return null;
  expect(piece.read.messages).toEqual([]);
  return planProduct(piece.read, context).after;
}

describe("planProduct() of what an export wrote", () => {
  it("is the product, in Kiosk's own lines", () => {
    fc.assert(
      fc.property(product, (stored) => {
        const back = planned(`${JSON.stringify({ type: "catalog", version: 1 })}\n`);
        expect(back).toBeNull();
        const line = productLine(stored);
        const again = planned(line);
        expect(again === null ? null : productLine(again)).toBe(line);
      }),
    );
  });

  it("is the product, field by field, in Shopify's columns", () => {
    const context = {
      currency: "EUR",
      origin: "https://shop.example",
      fieldNames: [],
      titleOf: () => "",
      pathOf: () => [],
    } as const;
    const columns = shopifyColumns(context);
    fc.assert(
      fc.property(product, (stored) => {
        const again = planned(shopifyHeader(columns) + shopifyLines(stored, columns, context));
        // What came in as markup is kept beside the text; texts in other languages have no column.
        const told = { ...stored, translations: {} };
        const bare = again === null ? null : { ...again, customFields: {} };
        const fields = (of: StoredProduct | null) =>
          of === null
            ? null
            : { ...JSON.parse(productLine(of)), description: plain(of.description) };
        const variants = bare?.variants.map((each) => ({ ...each, customFields: {} })) ?? [];
        expect(fields(bare === null ? null : { ...bare, variants })).toEqual(fields(told));
      }),
    );
  });
});

/** Markup does not tell spaces apart. */
function plain(description: string): string {
  return description.replaceAll(/[ \t\u00a0]+/g, " ").replaceAll(/ ?\n ?/g, "\n");
}
