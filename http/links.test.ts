import { describe, expect, it } from "vitest";
import { CURRENCIES } from "../domain/money.ts";
import { links, search } from "./links.ts";

describe("links", () => {
  it("puts every currency but the default one into the path", () => {
    expect(CURRENCIES.map((currency) => links.home(currency))).toEqual(["/", "/usd", "/jpy"]);
    expect(links.product("harbour-mug", "JPY")).toBe("/jpy/p/harbour-mug");
    expect(links.category("mugs", "EUR")).toBe("/c/mugs");
  });

  it("escapes what stands in a path or a query", () => {
    expect(links.media("products/a b/ü?.webp")).toBe("/media/products/a%20b/%C3%BC%3F.webp");
    expect(links.product("mug", "EUR", { variant: "a&b" })).toBe("/p/mug?variant=a%26b");
  });
});

describe("search()", () => {
  it("leaves out what is undefined", () => {
    expect(search({ sort: "newest", cursor: undefined })).toBe("?sort=newest");
    expect(search({})).toBe("");
  });
});
