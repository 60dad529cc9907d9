import { describe, expect, it, vi } from "vitest";
import * as fields from "./browser/fields.js";

type Check = (text: string) => readonly [string, string] | null;
const { CHECKS, WRITE } = fields as unknown as {
  CHECKS: Record<string, Check>;
  WRITE: Record<string, (text: string) => string>;
};

describe("CHECKS", () => {
  it.each([
    ["number", "4242 4242 4242 4242", null],
    ["number", "4242 4242 4242 4241", "invalid_number"],
    ["number", "4242", "incomplete_number"],
    ["cvc", "123", null],
    ["cvc", "12", "incomplete_cvc"],
    ["iban", "DE89 3704 0044 0532 0130 00", null],
    ["iban", "DE62 3704 0044 0532 0130 01", null],
    ["iban", "DE89 3704 0044 0532 0130 01", "invalid_iban"],
    ["iban", "DE89", "incomplete_iban"],
    ["expiry", "13 / 34", "invalid_expiry_month"],
    ["expiry", "1", "incomplete_expiry"],
  ])("%s %s: %s", (field, text, code) => {
    expect(CHECKS[field]!(text)?.[0] ?? null).toBe(code);
  });

  it("takes a card until its month is over", () => {
    vi.useFakeTimers({ now: new Date(2030, 5, 30) });
    expect(CHECKS.expiry!("06 / 30")).toBeNull();
    expect(CHECKS.expiry!("05 / 30")?.[0]).toBe("invalid_expiry_year_past");
    vi.useRealTimers();
  });
});

describe("WRITE", () => {
  it.each([
    ["number", "4242424242424242", "4242 4242 4242 4242"],
    ["expiry", "1234", "12 / 34"],
    ["expiry", "5", "05"],
    ["cvc", "12a34", "1234"],
    ["iban", "de89370400440532013000", "DE89 3704 0044 0532 0130 00"],
  ])("%s %s becomes %s", (field, typed, written) => {
    expect(WRITE[field]!(typed)).toBe(written);
  });
});
