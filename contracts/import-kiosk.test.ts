import { describe, expect, it } from "vitest";
import { SETTINGS } from "../domain/import-builders.ts";
import type { ImportMessage } from "../domain/import-product.ts";
import { readKioskRecord } from "./import-kiosk.ts";

function read(value: unknown) {
  const messages: ImportMessage[] = [];
  const { term } = readKioskRecord(value, 7, { settings: SETTINGS, messages });
  return { term, messages, columns: messages.map(({ column }) => column) };
}

describe("readKioskRecord()", () => {
  const summer = { type: "collection", handle: "summer", title: "Summer", kind: "rules" };
  const conditions = [{ field: "tag", operator: "is", values: ["linen"] }];

  it("takes a collection whose rules can be followed", () => {
    expect(read({ ...summer, rules: { match: "all", conditions } }).term).toMatchObject({
      rules: { match: "all", conditions },
    });
    expect(read({ ...summer, kind: "manual" }).term).toMatchObject({ rules: null });
  });

  it.each([
    ["none", undefined],
    ["another shape", { hello: 1 }],
    ["an unknown condition", { match: "all", conditions: [{ field: "mood", values: ["good"] }] }],
    [
      "a condition without values",
      { match: "any", conditions: [{ ...conditions[0], values: [] }] },
    ],
  ])("refuses a collection by rules with %s: nobody could compare products with it", (_, rules) => {
    const { term, columns } = read({ ...summer, rules });
    expect(term).toBeNull();
    expect(columns[0]).toMatch(/^rules/);
  });

  it("takes nothing but a colour for a swatch", () => {
    const shade = { type: "attribute", handle: "shade", title: "Shade", kind: "swatch" };
    const sage = (colour: string) =>
      read({ ...shade, choices: ["Sage"], swatches: { Sage: colour } });
    expect(sage("#9caf88").term).toMatchObject({ swatches: { Sage: "#9caf88" } });
    for (const colour of ["url(https://other.example/a.svg#b)", "red", "#9caf88;}", ""]) {
      expect(sage(colour), colour).toMatchObject({ term: null, columns: ["swatches.Sage"] });
    }
  });

  it("says little of a line, however much is wrong with it", () => {
    const endless = "x".repeat(1_000_000);
    const lines = [
      { type: "product", handle: "mug", title: "Mug", [endless]: 1 },
      { type: "product", handle: "mug", title: "Mug", customFields: { [endless]: 1 } },
      { type: "product", handle: "mug", title: "Mug", variants: Array(10_000).fill(endless) },
    ];
    for (const line of lines) {
      const { messages } = read(line);
      expect(messages.length).toBeGreaterThan(0);
      expect(JSON.stringify(messages).length).toBeLessThan(20_000);
    }
  });
});
