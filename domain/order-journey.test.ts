import { describe, expect, it } from "vitest";
import type { CheckoutRules } from "./checkout-rules.ts";
import type { Id } from "./id.ts";
import { LINES, newOrder, Story } from "./order-builders.ts";

const HARBOUR = "loc_harbour" as Id<"location">;
const MILL = "loc_mill" as Id<"location">;

/** The filled checkout with other rules. */
function ready(rules: Partial<CheckoutRules>, lines = LINES): Story {
  const order = newOrder(lines);
  return new Story({ ...order, rules: { ...order.rules, ...rules } }).ready();
}

describe("the journey", () => {
  const calendar = {
    timeZone: "Europe/Berlin",
    cutOffMinute: 1440,
    workingDays: [1, 2, 3, 4, 5],
    holidays: [],
  };
  const apart = LINES.map((line, at) => ({
    ...line,
    facts: { ...line.facts, locationId: at === 0 ? HARBOUR : MILL },
  }));

  it("has a parcel from each location, and the slowest of them counts", () => {
    const locations = [HARBOUR, MILL].map((id, at) => ({
      id,
      label: id,
      address: null,
      openingHours: "",
      leadDays: at * 2,
    }));
    const { order } = ready({ calendar, locations }, apart);
    const together = ready({ calendar, locations });
    expect(order.quote.shipping?.journey).toMatchObject({ parcels: 2 });
    expect(together.order.quote.shipping?.journey).toMatchObject({ parcels: 1 });
    const [slow, quick] = [order, together.order].map(
      ({ quote }) => quote.shipping?.journey?.arrives?.from ?? "",
    );
    expect(slow! > quick!).toBe(true);
  });

  it("stays what it was when the order was placed", () => {
    const story = ready({ calendar });
    const placed = story.place().order.quote.shipping;
    story.now += 30 * 24 * 60 * 60 * 1000;
    story.tell({ type: "tick" });
    expect(story.order.quote.shipping).toEqual(placed);
  });
});
