import { describe, expect, it } from "vitest";
import { money } from "../../domain/money.ts";
import { endText } from "./end-text.ts";

const REASONS = [
  "expired",
  "sold_out",
  "promotion_used_up",
  "shopper",
  "staff",
  "payment_refused",
  "payment_lost",
  "amount_mismatch",
  "unavailable",
];

describe("endText()", () => {
  it.each(REASONS)("never says of money that goes back that nothing was charged: %s", (reason) => {
    const { text } = endText({ endReason: reason, refunded: money(2290, "EUR") });
    expect(text).toContain("What you paid is on its way back to you");
    expect(text).not.toContain("Nothing was charged");
  });

  it.each(REASONS)("says that nothing was charged where nothing was: %s", (reason) => {
    const { text } = endText({ endReason: reason, refunded: money(0, "EUR") });
    expect(text).toContain("Nothing was charged");
    expect(text).not.toContain("What you paid");
  });
});
