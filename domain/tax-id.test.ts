import { describe, expect, it } from "vitest";
import type { Id } from "./id.ts";
import { newOrder, Story } from "./order-builders.ts";
import { quoteOf } from "./order-quote.ts";
import { isTaxIdForm, isTaxIdOf, normalTaxId, taxIdCountry } from "./tax-id.ts";

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

describe("isTaxIdOf()", () => {
  it("tells Northern Ireland from Great Britain, and Greece by its two names", () => {
    const at = (country: string, postalCode: string) => ({ country, postalCode });
    expect(isTaxIdOf("XI123456789", at("GB", "bt1 1AA"))).toBe(true);
    expect(isTaxIdOf("XI123456789", at("GB", "SW1A 1AA"))).toBe(false);
    expect(isTaxIdOf("EL123456789", at("GR", "10431"))).toBe(true);
    expect(isTaxIdOf("DE123456789", at("AT", "1010"))).toBe(false);
  });
});

describe("quoteOf()", () => {
  it("exempts nobody from the tax of goods that cross no border", () => {
    const { order } = new Story(newOrder()).ready();
    const tax = { ...order.rules.tax, exemptCountries: ["DE"] };
    const buyer = { key: null, groups: [], ordersBefore: null, taxId: "DE123456789" };
    const exempt = (country: string, from: string | null) => {
      const id = "loc_harbour" as Id<"location">;
      const address = { line1: "", line2: "", city: "", region: "", postalCode: "1", country };
      const location = { id, label: "", openingHours: "", leadDays: 0, address };
      const locationId = from as Id<"location"> | null;
      const lines = order.lines.map((line) => ({ ...line, facts: { ...line.facts, locationId } }));
      const rules = { ...order.rules, tax, locations: [location] };
      return quoteOf({ ...order, rules, lines, buyer }, 0).totals.exemptMinor > 0;
    };
    expect(exempt("DE", "loc_harbour")).toBe(false);
    expect(exempt("DE", null)).toBe(false);
    expect(exempt("DE", "loc_elsewhere")).toBe(true);
    expect(exempt("FR", "loc_harbour")).toBe(true);
  });

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
