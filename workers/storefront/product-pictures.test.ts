import { describe, expect, it } from "vitest";
import type { Product, Variant } from "../../contracts/catalog.ts";
import { mintId } from "../../domain/id.ts";
import { money } from "../../domain/money.ts";
import { ownPictures, sharedPictures, shownPictures } from "./product-pictures.ts";

const random = new Uint8Array(10);

function variant(value: string, pictures: readonly number[]): Variant {
  return {
    id: mintId("variant", 1, random),
    sku: "",
    barcode: "",
    optionValues: [value],
    price: money(1, "EUR"),
    compareAt: null,
    lowestPrior: null,
    unitPrice: null,
    quantityPrices: [],
    pictures: [...pictures],
    availability: { status: "in_stock", left: null },
  };
}

function product(values: readonly (string | null)[], variants: readonly Variant[]): Product {
  return {
    id: mintId("product", 1, random),
    handle: "mug",
    title: "Mug",
    subtitle: "",
    description: "",
    seo: { title: "", description: "" },
    brand: null,
    productType: null,
    optionNames: ["Colour"],
    variants: [...variants],
    pictures: values.map((optionValue, at) => ({
      src: `/media/${at}.svg`,
      alt: "",
      width: 1,
      height: 1,
      optionValue,
    })),
    attributes: [],
    tags: [],
    breadcrumbs: [],
    collections: [],
    pricesIncludeTax: true,
    version: 1,
  };
}

describe("shownPictures()", () => {
  it("shows what a variant owns first, then what belongs to none", () => {
    const [sage, ink] = [variant("Sage", [2]), variant("Ink", [3, 1])];
    const mug = product([null, null, null, null], [sage, ink]);
    expect(shownPictures(mug, sage)).toEqual([2, 0]);
    expect(shownPictures(mug, ink)).toEqual([1, 3, 0]);
  });

  it("takes those of the first option's value where a variant owns none", () => {
    const [sage, ink] = [variant("Sage", []), variant("Ink", [])];
    const mug = product(["Sage", "Ink", null], [sage, ink]);
    expect(ownPictures(mug.pictures, ink)).toEqual([1]);
    expect(shownPictures(mug, ink)).toEqual([1, 2]);
    expect([...sharedPictures(mug)]).toEqual([2]);
  });

  it("shows everything for a variant that no picture shows", () => {
    const [sage, rust] = [variant("Sage", [0]), variant("Rust", [])];
    expect(shownPictures(product([null, null], [sage, rust]), rust)).toEqual([0, 1]);
  });
});
