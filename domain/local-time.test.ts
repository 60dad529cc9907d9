import { describe, expect, it } from "vitest";
import { isTimeZone, localTime, minuteOfWeek } from "./local-time.ts";

describe("localTime()", () => {
  it("knows day, weekday and minute where the shop is, also when the clocks change", () => {
    const at = (text: string, zone: string) => {
      const { day, weekday, minute } = localTime(Date.parse(text), zone);
      return [new Date(day).toISOString().slice(0, 10), weekday, minute];
    };
    expect(at("2026-11-20T23:59:00Z", "UTC")).toEqual(["2026-11-20", 5, 1439]);
    expect(at("2026-11-20T23:59:00Z", "Asia/Tokyo")).toEqual(["2026-11-21", 6, 539]);
    expect(at("2026-11-23T00:00:00Z", "America/New_York")).toEqual(["2026-11-22", 7, 1140]);
    expect(at("2027-03-28T00:59:00Z", "Europe/Berlin")).toEqual(["2027-03-28", 7, 119]);
    expect(at("2027-03-28T01:00:00Z", "Europe/Berlin")).toEqual(["2027-03-28", 7, 180]);
  });
});

describe("minuteOfWeek()", () => {
  it("counts from Monday, 0:00, where the shop is", () => {
    const monday = Date.UTC(2026, 10, 16, 0, 30);
    expect(minuteOfWeek(monday, "UTC")).toBe(30);
    expect(minuteOfWeek(monday, "Europe/Berlin")).toBe(90);
    expect(minuteOfWeek(monday, "America/New_York")).toBe(7 * 24 * 60 - 270);
  });
});

describe("isTimeZone()", () => {
  it("knows the names of the IANA database", () => {
    const names = ["UTC", "Europe/Berlin", "Mars/Olympus", ""];
    expect(names.map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
