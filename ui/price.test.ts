import { describe, expect, test } from "vitest";
import { money } from "../domain/money.ts";
import { decimalText, priceText } from "./price.tsx";

describe("priceText()", () => {
  test("prints each currency with its own decimals", () => {
    expect(priceText(money(2400, "EUR"))).toBe("€24.00");
    expect(priceText(money(120050, "USD"))).toBe("$1,200.50");
    expect(priceText(money(3400, "JPY"))).toBe("¥3,400");
    expect(priceText(money(8740, "KWD"))).toBe("KWD\u00a08.740");
  });

  test("prints less than one whole unit and less than nothing", () => {
    expect(priceText(money(5, "EUR"))).toBe("€0.05");
    expect(priceText(money(-705, "EUR"))).toBe("-€7.05");
    expect(priceText(money(0, "JPY"))).toBe("¥0");
  });

  test("keeps every cent of the largest amount", () => {
    expect(priceText(money(Number.MAX_SAFE_INTEGER, "EUR"))).toBe("€90,071,992,547,409.91");
  });
});

describe("decimalText()", () => {
  test("prints what a program parses back to the same minor units", () => {
    expect(decimalText(money(2400, "EUR"))).toBe("24.00");
    expect(decimalText(money(7, "USD"))).toBe("0.07");
    expect(decimalText(money(-123, "USD"))).toBe("-1.23");
    expect(decimalText(money(3400, "JPY"))).toBe("3400");
    expect(decimalText(money(40, "KWD"))).toBe("0.040");
  });
});
