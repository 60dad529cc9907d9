import { describe, expect, it } from "vitest";
import { answerFor, minorOfDecimal, withMarkup } from "./carrier-rates.ts";

const OFFERS = [
  { service: "usps_priority", minor: 1240 },
  { service: "usps_ground_advantage", minor: 895 },
  { service: "ups_next_day_air", minor: 4615 },
];

describe("minorOfDecimal()", () => {
  it.each([
    ["5.5", "USD", 550],
    ["12", "USD", 1200],
    ["0.10", "EUR", 10],
    ["5.501", "USD", 551],
    ["1240.5", "JPY", 1241],
    ["1240.0", "JPY", 1240],
    ["0.07", "USD", 7],
  ] as const)("%s %s", (text, currency, minor) => {
    expect(minorOfDecimal(text, currency)).toBe(minor);
  });

  it.each(["", "free", "-1", "1,50", "1e3", "NaN", ".5", "99999999999"])("refuses %j", (text) => {
    expect(minorOfDecimal(text, "USD")).toBeNull();
  });
});

describe("withMarkup()", () => {
  it("adds a part and an amount", () => {
    const terms = { services: [], markupBp: 1050, markup: { USD: 200 } };
    expect(withMarkup(1000, terms, "USD")).toBe(1305);
    expect(withMarkup(1000, terms, "EUR")).toBe(1105);
  });
});

describe("answerFor()", () => {
  const terms = { services: ["usps_priority", "usps_ground_advantage"] };
  const told = { outcome: "told", offers: OFFERS, isElsewhere: false } as const;

  it("takes the cheapest of the services that staff named", () => {
    expect(answerFor(terms, told, "USD")).toEqual({
      service: "usps_ground_advantage",
      minor: 895,
      currency: "USD",
    });
  });

  it.each([
    [{ outcome: "away", code: "timeout" }, "carrier_away"],
    [{ outcome: "not_set_up" }, "carrier_not_set_up"],
    [{ ...told, offers: [] }, "no_service"],
    [{ ...told, offers: [], isElsewhere: true }, "other_currency"],
  ] as const)("says why there is none: %j", (answer, absence) => {
    expect(answerFor(terms, answer, "USD")).toEqual({ absence });
  });
});
