/** What a clock on the wall says, somewhere. */

/** Minutes from midnight to midnight. */
export const MINUTES_OF_DAY = 24 * 60;

/** What a clock and a calendar on the wall say. */
export interface LocalTime {
  /** The day as the epoch ms of its midnight in UTC, so that days can be counted. */
  readonly day: number;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** Minutes after midnight. */
  readonly minute: number;
}

/** Building one costs more than a whole quote; a shop has one time zone. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const CLOCKS_MAX = 20;

/**
 * @param now epoch milliseconds
 * @param timeZone a name of the IANA database, like "Europe/Berlin"
 */
export function localTime(now: number, timeZone: string): LocalTime {
  const parts = clockOf(timeZone).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value ?? 0);
  const day = Date.UTC(part("year"), part("month") - 1, part("day"));
  return { day, weekday: weekdayOf(day), minute: part("hour") * 60 + part("minute") };
}

/** @returns 1 for Monday to 7 for Sunday, of a day as localTime() counts days */
export function weekdayOf(day: number): number {
  return new Date(day).getUTCDay() || 7;
}

/** @returns minutes after Monday, 0:00 */
export function minuteOfWeek(now: number, timeZone: string): number {
  const { weekday, minute } = localTime(now, timeZone);
  return (weekday - 1) * MINUTES_OF_DAY + minute;
}

/** @returns whether the platform knows the time zone */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    calendar: "gregory",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  if (clocks.size >= CLOCKS_MAX) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}
