import { describe, expect, it } from "vitest";
import { DEFAULT_NUMBERING, formatFault, numberIn, seriesAt } from "./invoice-series.ts";

describe("seriesAt()", () => {
  it("begins a series with the year of the shop's own midnight", () => {
    const { invoiceFormat } = DEFAULT_NUMBERING;
    const midnight = Date.parse("2026-12-31T23:00:00Z");
    expect(seriesAt(invoiceFormat, midnight - 1, "Europe/Berlin")).toBe("INV-2026-{number}");
    expect(seriesAt(invoiceFormat, midnight, "Europe/Berlin")).toBe("INV-2027-{number}");
    expect(seriesAt(invoiceFormat, midnight, "UTC")).toBe("INV-2026-{number}");
    expect(seriesAt("R{year}/{month}/{number}", midnight, "Asia/Tokyo")).toBe("R2027/01/{number}");
  });
});

describe("numberIn()", () => {
  it("pads and never cuts", () => {
    expect(numberIn("INV-2026-{number}", 42, 5)).toBe("INV-2026-00042");
    expect(numberIn("INV-2026-{number}", 1_234_567, 5)).toBe("INV-2026-1234567");
  });
});

describe("formatFault()", () => {
  it.each(["{number}", "INV-{year}-{number}", "R{year}/{month}-{number}", "K{number}/{year}"])(
    "takes %s",
    (format) => expect(formatFault(format)).toBeNull(),
  );

  it.each([
    ["INV-{year}", "no number"],
    ["INV{year}{number}", "another series could write the same"],
    ["1{number}", "the same"],
    ["{number}{year}", "the same behind it"],
    ["{number}-{number}", "twice"],
    ["{month}-{number}", "a month without its year"],
    ["inv-{number}", "small letters"],
    ["INV {number}", "a space"],
    ["INV-{day}-{number}", "an unknown place"],
    [`${"A".repeat(30)}{number}`, "too long"],
  ])("refuses %s: %s", (format) => expect(formatFault(format)).not.toBeNull());
});
