import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Facet } from "../contracts/search.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { cardStatements, found, variedProduct } from "./search-builders.ts";
import { indexStatements, liveSlot } from "./search-index.ts";

const COUNT = 60;
const DOCUMENTS = Array.from({ length: COUNT }, (_, at) => variedProduct(at + 1));
const databases = { search: env.SEARCH, catalog: env.CATALOG };

beforeAll(async () => {
  await env.CATALOG.batch([
    env.CATALOG.prepare(
      "INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0)",
    ),
    ...cardStatements(env.CATALOG, DOCUMENTS),
  ]);
  await env.SEARCH.batch(indexStatements(env.SEARCH, await liveSlot(env.SEARCH), DOCUMENTS, 1));
});

function counts(facets: readonly Facet[], key: string): Record<string, number> {
  const facet = facets.find((each) => each.key === key);
  return Object.fromEntries((facet?.values ?? []).map(({ value, count }) => [value, count]));
}

function withoutZeros(of: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(of).filter(([, count]) => count > 0));
}

describe("search()", () => {
  it("counts facets as a naive count would, whatever is chosen", async () => {
    const choice = <Value>(values: readonly Value[]) => fc.subarray([...values], { maxLength: 2 });
    const chosen = fc.record({
      brands: choice(["tide", "reef", "dune"]),
      colours: choice(["sage", "sand", "slate"]),
      heights: fc.constantFrom(null, [10, 30] as const),
      isInStock: fc.boolean(),
      rating: fc.constantFrom(null, 3),
      price: fc.constantFrom(null, [600, 1200] as const),
      kind: fc.constantFrom("", "vase", "mug"),
    });
    await fc.assert(
      fc.asyncProperty(
        chosen,
        async ({ brands, colours, heights, isInStock, rating, price, kind }) => {
          const page = await found(databases, {
            text: kind,
            choices: new Map(
              [
                ["brand", brands],
                ["option.colour", colours],
                ["attr.height", heights === null ? [] : [heights.join("-")]],
              ].filter(([, values]) => (values?.length ?? 0) > 0) as [string, string[]][],
            ),
            price,
            rating,
            isInStock,
            limit: 100,
            sort: "newest",
          });
          const tests: Record<string, (each: SearchDocument) => boolean> = {
            text: ({ title }) => title.includes(kind),
            brand: (each) => brands.length === 0 || brands.includes(each.brand?.handle ?? ""),
            "option.colour": ({ options }) =>
              colours.length === 0 || colours.includes(options[0]?.values[0]?.toLowerCase() ?? ""),
            height: ({ attributes }) => {
              const height = Number(attributes[0]?.values[0]);
              return heights === null || (height >= heights[0] && height <= heights[1]);
            },
            in_stock: (each) => !isInStock || each.isInStock,
            rating: (each) => rating === null || (each.rating ?? 0) >= rating * 100,
            price: ({ prices: [first] }) =>
              price === null ||
              ((first?.minMinor ?? 0) >= price[0] && (first?.minMinor ?? 0) <= price[1]),
          };
          const passing = (without: string) =>
            DOCUMENTS.filter((each) =>
              Object.entries(tests).every(([key, test]) => key === without || test(each)),
            );
          expect(page.total).toEqual({ count: passing("").length, isExact: true });
          expect(new Set(page.products.map(({ id }) => id))).toEqual(
            new Set(passing("").map(({ productId }) => productId)),
          );
          const values = {
            brand: (each: SearchDocument) => each.brand?.handle ?? "",
            "option.colour": ({ options }: SearchDocument) =>
              options[0]?.values[0]?.toLowerCase() ?? "",
          };
          for (const [key, labelOf] of Object.entries(values)) {
            const naive: Record<string, number> = {};
            for (const value of passing(key)
              .map(labelOf)
              .filter((each) => each !== "")) {
              naive[value] = (naive[value] ?? 0) + 1;
            }
            const shown = counts(page.facets, key);
            const isChosen = (key === "brand" ? brands : colours).length > 0;
            // One value is no choice: such a facet is shown only where it is chosen.
            if (!isChosen && Object.keys(naive).length < 2) expect(shown).toEqual({});
            else expect(withoutZeros(shown), key).toEqual(naive);
          }
          expect(counts(page.facets, "in_stock").true ?? 0).toBe(
            passing("in_stock").filter((each) => each.isInStock).length,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
