import { describe, expect, it } from "vitest";
import { countryTax } from "../domain/checkout-rules.ts";
import { soldOrder } from "../domain/invoice-builders.ts";
import { LINES } from "../domain/order-builders.ts";
import { totalViews } from "./totals.ts";

describe("totalViews()", () => {
  it("tells two rates of one tax apart, and says nothing of the rate of one alone", () => {
    const order = soldOrder();
    const labels = (of: typeof order) =>
      totalViews(of.quote).flatMap(({ type, label }) => (type === "tax" ? [label] : []));
    expect(labels(order)).toEqual(["VAT"]);
    const reduced = { ...countryTax({ country: "DE", label: "VAT", rateBp: 700 }), id: "r" };
    const { rules } = order;
    const tax = { ...rules.tax, rules: [...rules.tax.rules, { ...reduced, taxClass: "reduced" }] };
    const lines = LINES.map((line, at) =>
      at === 0 ? line : { ...line, facts: { ...line.facts, taxClass: "reduced" } },
    );
    expect(labels(soldOrder({ lines, rules: { ...rules, tax } }))).toEqual(["VAT 19%", "VAT 7%"]);
  });
});
