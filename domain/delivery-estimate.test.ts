import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeliveryCalendar, estimateArrival } from "./delivery-estimate.ts";

const BERLIN: DeliveryCalendar = {
  timeZone: "Europe/Berlin",
  cutOffMinute: 14 * 60,
  workingDays: [1, 2, 3, 4, 5],
  holidays: ["2026-12-25"],
};
const STANDARD = { leadDays: 0, daysMin: 2, daysMax: 4 };

function arrives(when: string, parts: Partial<typeof STANDARD> = {}, calendar = BERLIN) {
  const { from, to } = estimateArrival(calendar, { ...STANDARD, ...parts }, Date.parse(when));
  return [from, to];
}

describe("estimateArrival()", () => {
  it("counts working days from the same day until the cut-off, by the shop's clock", () => {
    // A Friday; 13:59 and 14:00 in Hamburg.
    expect(arrives("2026-11-20T12:59:00Z")).toEqual(["2026-11-24", "2026-11-26"]);
    expect(arrives("2026-11-20T13:00:00Z")).toEqual(["2026-11-25", "2026-11-27"]);
  });

  it("lets nothing leave on a Sunday, and has the shop's day and not that of Greenwich", () => {
    expect(arrives("2026-11-22T09:00:00Z")).toEqual(["2026-11-25", "2026-11-27"]);
    // Already Monday in Tokyo.
    const tokyo = { ...BERLIN, timeZone: "Asia/Tokyo" };
    expect(arrives("2026-11-22T20:00:00Z", {}, tokyo)).toEqual(["2026-11-25", "2026-11-27"]);
  });

  it("leaves holidays out, and adds what the location needs", () => {
    expect(arrives("2026-12-23T08:00:00Z")).toEqual(["2026-12-28", "2026-12-30"]);
    expect(arrives("2026-11-20T08:00:00Z", { leadDays: 1 })).toEqual(["2026-11-25", "2026-11-27"]);
  });

  it("may be the same day, or one day", () => {
    expect(arrives("2026-11-20T08:00:00Z", { daysMin: 0, daysMax: 0 })).toEqual([
      "2026-11-20",
      "2026-11-20",
    ]);
  });

  it("keeps its hours where clocks are moved", () => {
    // The last Sunday of March: 01:30 UTC is 03:30, an hour that the night before did not have.
    const early = { ...BERLIN, workingDays: [1, 2, 3, 4, 5, 6, 7], cutOffMinute: 3 * 60 };
    expect(arrives("2027-03-28T00:30:00Z", { daysMin: 0, daysMax: 0 }, early)[0]).toBe(
      "2027-03-28",
    );
    expect(arrives("2027-03-28T01:30:00Z", { daysMin: 0, daysMax: 0 }, early)[0]).toBe(
      "2027-03-29",
    );
  });

  it("arrives on working days only, never before it was ordered, later for whoever orders later", () => {
    const calendars = fc.record({
      timeZone: fc.constantFrom("UTC", "Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"),
      cutOffMinute: fc.integer({ min: 0, max: 1440 }),
      workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      holidays: fc.constant(["2026-12-25", "2027-01-01"]),
    });
    const times = fc.integer({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2027, 5, 1) });
    const days = fc.tuple(fc.nat(5), fc.nat(10), fc.nat(10));
    fc.assert(
      fc.property(calendars, times, days, (calendar, at, [leadDays, daysMin, more]) => {
        const journey = { leadDays, daysMin, daysMax: daysMin + more };
        const { from, to } = estimateArrival(calendar, journey, at);
        for (const day of [from, to]) {
          const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
          expect(calendar.workingDays).toContain(weekday);
          expect(calendar.holidays).not.toContain(day);
        }
        expect(from <= to).toBe(true);
        expect(Date.parse(from)).toBeGreaterThan(at - 2 * 24 * 60 * 60 * 1000);
        const later = estimateArrival(calendar, journey, at + 60 * 60 * 1000);
        expect(later.from >= from && later.to >= to).toBe(true);
      }),
    );
  });

  it("ends where a calendar has no working day at all", () => {
    const never = { ...BERLIN, workingDays: [] };
    expect(() => arrives("2026-11-20T08:00:00Z", {}, never)).not.toThrow();
  });
});
