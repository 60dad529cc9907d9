import { describe, expect, it } from "vitest";
import { PLACES, type Place } from "../domain/place.ts";
import { links, placeOf, search } from "./links.ts";

const HERE: Place = { locale: "en", currency: "EUR" };

describe("links", () => {
  it("puts every language and currency but the default ones into the path", () => {
    expect(PLACES.map((place) => links.home(place))).toEqual([
      "/",
      "/usd",
      "/jpy",
      "/kwd",
      "/de",
      "/de/usd",
      "/de/jpy",
      "/de/kwd",
      "/fr",
      "/fr/usd",
      "/fr/jpy",
      "/fr/kwd",
    ]);
    expect(links.product("harbour-mug", { locale: "de", currency: "JPY" })).toBe(
      "/de/jpy/p/harbour-mug",
    );
    expect(links.category("mugs", HERE)).toBe("/c/mugs");
    expect(links.collection("gifts", { ...HERE, locale: "fr" })).toBe("/fr/collections/gifts");
  });

  it("escapes what stands in a path or a query", () => {
    expect(links.media("products/a b/ü?.webp")).toBe("/media/products/a%20b/%C3%BC%3F.webp");
    expect(links.product("mug", HERE, { variant: "a&b" })).toBe("/p/mug?variant=a%26b");
  });
});

describe("placeOf()", () => {
  it("reads what the path of a page says", () => {
    for (const place of PLACES) {
      expect(placeOf(links.home(place))).toEqual(place);
      expect(placeOf(links.product("usd", place))).toEqual(place);
    }
    expect(placeOf("/design")).toEqual(HERE);
    expect(placeOf("/usd/de/p/mug")).toEqual({ locale: "en", currency: "USD" });
  });
});

describe("search()", () => {
  it("leaves out what is undefined", () => {
    expect(search({ sort: "newest", cursor: undefined })).toBe("?sort=newest");
    expect(search({})).toBe("");
  });
});
