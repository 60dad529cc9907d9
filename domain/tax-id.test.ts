import { describe, expect, it } from "vitest";
import { newOrder, Story } from "./order-builders.ts";
import { quoteOf } from "./order-quote.ts";
import { isTaxIdForm, normalTaxId, taxIdCountry } from "./tax-id.ts";

describe("isTaxIdForm()", () => {
  it("knows the forms, however they are written", () => {
    for (const text of ["DE123456789", "de 123 456 789", "ATU12345678", "EL123456789"]) {
      expect(isTaxIdForm(text), text).toBe(true);
    }
    for (const text of ["DE12345678", "ZZ123456789", "", "ATX12345678"]) {
      expect(isTaxIdForm(text), text).toBe(false);
    }
    expect(normalTaxId("de 123.456-789")).toBe("DE123456789");
  });
});

describe("taxIdCountry()", () => {
  it("is the country of an address: Greece and Northern Ireland write others", () => {
    const numbers = ["DE123456789", "EL123456789", "XI123456789"];
    expect(numbers.map(taxIdCountry)).toEqual(["DE", "GR", "GB"]);
  });
});

describe("quoteOf()", () => {
  it("exempts a buyer by a number of the country where the goods arrive, and by no other", () => {
    const { order } = new Story(newOrder()).ready();
    const tax = { ...order.rules.tax, exemptCountries: ["DE"] };
    const exemptWith = (taxId: string) => {
      const buyer = { key: null, groups: [], ordersBefore: null, taxId };
      return quoteOf({ ...order, rules: { ...order.rules, tax }, buyer }, 0).totals.exemptMinor;
    };
    expect(exemptWith("DE123456789")).toBeGreaterThan(0);
    expect(exemptWith("ATU12345678")).toBe(0);
  });
});
