/** When something arrives: working days of the shop, counted from the next time that parcels leave. */
import { localTime, weekdayOf } from "./local-time.ts";

/** When parcels leave. */
export interface DeliveryCalendar {
  /** A name of the IANA database, like "Europe/Berlin". */
  readonly timeZone: string;
  /** Minutes after midnight: what is ordered before leaves on the same day. */
  readonly cutOffMinute: number;
  /** 1 is Monday, 7 is Sunday. */
  readonly workingDays: readonly number[];
  /** Days on which nothing leaves or arrives, like "2026-12-25". */
  readonly holidays: readonly string[];
}

/** From a day to a day, like "2026-11-24"; the same day twice where it is one. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** What the days follow from. */
export interface Journey {
  /** Working days that the location needs before the parcel leaves. */
  readonly leadDays: number;
  readonly daysMin: number;
  readonly daysMax: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** No calendar has more days off in a row; a broken one must not loop for ever. */
const DAYS_OFF_MAX = 60;

/**
 * @param now epoch milliseconds: when it is ordered
 * @returns the first and the last day on which it may arrive, by the shop's own clock
 */
export function estimateArrival(
  calendar: DeliveryCalendar,
  { leadDays, daysMin, daysMax }: Journey,
  now: number,
): DayRange {
  const { day, minute } = localTime(now, calendar.timeZone);
  const isToday = isWorkingDay(calendar, day) && minute < calendar.cutOffMinute;
  const leaves = addWorkingDays(calendar, isToday ? day : nextWorkingDay(calendar, day), leadDays);
  const from = addWorkingDays(calendar, leaves, daysMin);
  return { from: textOf(from), to: textOf(addWorkingDays(calendar, from, daysMax - daysMin)) };
}

function addWorkingDays(calendar: DeliveryCalendar, day: number, count: number): number {
  let at = day;
  for (let left = count; left > 0; left -= 1) at = nextWorkingDay(calendar, at);
  return at;
}

function nextWorkingDay(calendar: DeliveryCalendar, day: number): number {
  for (let days = 1; days <= DAYS_OFF_MAX; days += 1) {
    if (isWorkingDay(calendar, day + days * DAY_MS)) return day + days * DAY_MS;
  }
  return day + DAYS_OFF_MAX * DAY_MS;
}

function isWorkingDay({ workingDays, holidays }: DeliveryCalendar, day: number): boolean {
  return workingDays.includes(weekdayOf(day)) && !holidays.includes(textOf(day));
}

function textOf(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
