import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_PLACE } from "../../domain/place.ts";
import {
  carriedOver,
  fromStart,
  isFiltered,
  type ListingQuery,
  listingSearch,
  readListing,
  unfiltered,
  without,
} from "./listing-query.ts";

function read(search: string, currency: "EUR" | "JPY" = "EUR"): ListingQuery {
  return readListing(new URLSearchParams(search), currency).query;
}

const FULL =
  "?q=lamp&attr.material=linen&attr.material=oak&brand=emberlow&price=1000-5000&rating=4&in_stock=true&sort=newest&cursor=abc";

describe("readListing()", () => {
  test("and listingSearch() are each other's way back", () => {
    expect(listingSearch(read(FULL))).toBe(FULL);
    expect(listingSearch(read(""))).toBe("");
  });

  test("ignores what is unknown, wrong or endless, for others add theirs to shared links", () => {
    const long = "x".repeat(5_000);
    const noise = `?utm_source=x&sort=best&rating=9&price=1-2-3&price=${long}&brand=${long}&cursor=${long}&category=`;
    expect(listingSearch(read(noise))).toBe("");
    expect(read(`?q=${long}`).text).toHaveLength(200);
    expect(isFiltered(read(noise))).toBe(false);
  });

  test("takes an option for an option, whatever its name ends in", () => {
    const { query, isSpelledOut } = readListing(new URLSearchParams("?option.size.max=xl"), "EUR");
    expect(query.choices).toEqual(new Map([["option.size.max", ["xl"]]]));
    expect(isSpelledOut).toBe(false);
  });

  test("spells every bound so that it is read again", () => {
    for (const bound of ["1e21", "1e-9", "0.0000001", "123456789012345678", "Infinity", "0,5"]) {
      const { price, choices } = read(`?price.min=${bound}&attr.weight.max=${bound}`);
      const spelled = listingSearch(read(`?price.min=${bound}&attr.weight.max=${bound}`));
      expect(read(spelled), bound).toMatchObject({ price, choices });
      expect(choices.get("attr.weight")?.[0], bound).toMatch(/^-\d+(?:\.\d+)?$/);
    }
    expect(read(`?price=${"9".repeat(21)}-`).price).toBeNull();
  });

  test("bounds how much one address may choose", () => {
    const values = Array.from({ length: 99 }, (_, at) => `attr.a=${at}&attr.b${at}=1`).join("&");
    const { choices } = read(`?${values}`);
    expect(choices.size).toBe(12);
    expect(choices.get("attr.a")).toHaveLength(20);
  });

  test("takes prices as people type them, in whole units of the currency", () => {
    expect(read("?price.min=10&price.max=49,90").price).toEqual([1000, 4990]);
    expect(read("?price.min=&price.max=20").price).toEqual([null, 2000]);
    expect(read("?price.min=900", "JPY").price).toEqual([900, null]);
    expect(read("?price.min=-5&price.max=cheap").price).toBeNull();
    expect(read("?attr.height.min=12.5&attr.height.max=").choices.get("attr.height")).toEqual([
      "12.5-",
    ]);
  });

  test("tells the address of a form, which has a shorter one", () => {
    const isSpelledOut = (search: string) =>
      readListing(new URLSearchParams(search), "EUR").isSpelledOut;
    expect(isSpelledOut("?price.min=&price.max=")).toBe(true);
    expect(isSpelledOut("?price=1000-")).toBe(false);
  });

  test("takes any address, and its own spelling of it says the same", () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.string(), (search, value) => {
        const query = read(`${search}&attr.${value}=${value}&price=${value}&q=${value}`);
        const spelled = listingSearch(query);
        expect(listingSearch(read(spelled))).toBe(spelled);
      }),
    );
  });
});

describe("without()", () => {
  test("takes away one value, or all that a facet chose, and begins anew", () => {
    const query = read(FULL);
    expect(listingSearch(without(query, "attr.material", "oak"))).toContain("attr.material=linen");
    expect(listingSearch(without(query, "attr.material", "oak"))).not.toMatch(/oak|cursor/);
    expect(without(query, "attr.material").choices.has("attr.material")).toBe(false);
    expect(without(query, "price").price).toBeNull();
    expect(without(query, "rating").rating).toBeNull();
    expect(without(query, "in_stock").isInStock).toBe(false);
  });
});

describe("unfiltered()", () => {
  test("keeps the text and the order", () => {
    expect(listingSearch(unfiltered(read(FULL)))).toBe("?q=lamp&sort=newest");
  });
});

describe("carriedOver()", () => {
  const german = { ...DEFAULT_PLACE, locale: "de" } as const;
  const dollars = { ...DEFAULT_PLACE, currency: "USD" } as const;

  test("leaves behind values that have other names in the other language", () => {
    const { choices, price } = carriedOver(read(FULL), DEFAULT_PLACE, german);
    expect([...choices.keys()]).toEqual(["brand"]);
    expect(price).toEqual([1000, 5000]);
  });

  test("leaves behind a price in another currency, and the page's number", () => {
    const { choices, price, cursor } = carriedOver(read(FULL), DEFAULT_PLACE, dollars);
    expect(choices.get("attr.material")).toEqual(["linen", "oak"]);
    expect([price, cursor]).toEqual([null, null]);
    expect(fromStart(read(FULL)).cursor).toBeNull();
  });
});
