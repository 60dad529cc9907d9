import { describe, expect, it } from "vitest";
import { upgradeRules } from "./checkout-rules.ts";
import { Story } from "./order-builders.ts";
import { upgradeQuote } from "./quote-upgrade.ts";

describe("orders of earlier programs", () => {
  it("have rules and quotes in the present form when they are read", () => {
    const { order } = new Story().ready();
    const { provider: _, fallsBack, codes, told, ...tax } = order.rules.tax;
    const { carrier, calendar, locations, ratesLockedUntil, ...others } = order.rules;
    expect({ fallsBack, codes, told, carrier, calendar, locations, ratesLockedUntil }).toEqual({
      fallsBack: false,
      codes: {},
      told: [],
      carrier: [],
      calendar: null,
      locations: [],
      ratesLockedUntil: 0,
    });
    expect(upgradeRules({ ...others, tax }, "EUR")).toEqual(order.rules);
    const { shipping, ...quote } = order.quote;
    const { journey: __, ...former } = shipping!;
    expect(upgradeQuote({ ...quote, shipping: former }).shipping).toEqual({
      ...former,
      journey: null,
    });
  });
});
