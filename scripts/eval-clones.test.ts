import { describe, expect, it } from "vitest";
import type { FileProduct } from "./eval-catalog.ts";
import { clonedCatalog } from "./eval-clones.ts";

const ORIGINALS: FileProduct[] = [
  { id: "a", title: "Kettle", brand: "Reef", ean: ["1"], attrs: { t_colour: "Sand" } },
  { id: "b", title: "Pan", brand: "Dune" },
  { id: "c", title: "Wok", brand: null },
];

describe("clonedCatalog()", () => {
  it("has the originals first, and then clones with codes of their own", () => {
    const { size, products } = clonedCatalog(ORIGINALS, 8);
    const all = [...products()];
    expect(all).toHaveLength(size);
    expect(all.slice(0, 3)).toEqual(ORIGINALS);
    expect(all[3]?.title).toMatch(/^Kettle [A-Z]{2}-\d{3,5}$/);
    expect(all[3]).toMatchObject({ ean: [], attrs: { t_colour: "Sand" } });
    expect(new Set(all.map(({ id }) => id)).size).toBe(8);
    expect(new Set(all.map(({ title }) => title)).size).toBe(8);
  });

  it("is the same every time, and names no brand of its own", () => {
    const { products } = clonedCatalog(ORIGINALS, 40);
    expect([...products()]).toEqual([...products()]);
    const brands = new Set([...products()].map(({ brand }) => brand));
    expect(brands).toEqual(new Set(["Reef", "Dune", null]));
  });

  it("may be smaller than the originals", () => {
    expect([...clonedCatalog(ORIGINALS, 2).products()]).toEqual(ORIGINALS.slice(0, 2));
  });
});
