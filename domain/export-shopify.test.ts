import { describe, expect, it } from "vitest";
import { shopifyColumns, shopifyHeader, shopifyLines } from "./export-shopify.ts";
import { readFile } from "./import-builders.ts";
import { planProduct } from "./import-plan.ts";
import type { StoredProduct } from "./import-stored.ts";
import { TermBook } from "./import-terms.ts";

const FILE = [
  "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price",
  "mug,Mug,Colour,Sage,MUG,12.00",
  "mug,,,Sand,,11.00",
].join("\n");

/** @returns what the file says of its first product, as the shop would store it */
function stored(file: string): StoredProduct {
  let minted = 0;
  const [piece] = readFile(file);
  if (piece === undefined) throw new Error("Expected a product");
  const { after } = planProduct(piece.read, {
    present: () => null,
    terms: new TermBook([]),
    currencies: new Set(["EUR"]),
    locations: [],
    takesStock: false,
    mint: (kind) => `${kind}-${++minted}`,
    now: 0,
  });
  if (after === null) throw new Error("Expected a product");
  return after;
}

function exported(product: StoredProduct, fieldNames: readonly string[]): string {
  const context = {
    currency: "EUR",
    origin: "https://shop.example",
    pathOf: (category: string) => [category],
    titleOf: (_: string, handle: string) => handle,
    fieldNames,
  } as const;
  const columns = shopifyColumns(context);
  return shopifyHeader(columns) + shopifyLines(product, columns, context);
}

describe("shopifyLines()", () => {
  it("lets no field beside the model stand in the model's columns", () => {
    const mug = stored(FILE);
    const strays = {
      Handle: "bowl",
      Title: "Bowl",
      "Variant SKU": "BOWL",
      "Variant Compare At Price": "0.01",
      "Image Src": "https://other.example/a.png",
    };
    const variants = mug.variants.map((variant) => ({ ...variant, customFields: strays }));
    const strayed = { ...mug, variants, customFields: { ...strays, Season: "Autumn" } };
    const again = stored(exported(strayed, [...Object.keys(strays), "Season"]));
    const facts = ({ handle, title, pictures, variants: all }: StoredProduct) => ({
      handle,
      title,
      pictures,
      variants: all.map(({ sku, options, prices }) => ({ sku, options, prices })),
    });
    expect(facts(again)).toEqual(facts(mug));
    expect(again.customFields).toEqual({ Season: "Autumn" });
  });
});
