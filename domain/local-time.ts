/** What a clock on the wall says, somewhere. */

/** Minutes from midnight to midnight. */
export const MINUTES_OF_DAY = 24 * 60;

const WEEKDAYS: Readonly<Record<string, number>> = {
  Mon: 1,
  Tue: 2,
  Wed: 3,
  Thu: 4,
  Fri: 5,
  Sat: 6,
  Sun: 7,
};
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * @param now epoch milliseconds
 * @param timeZone an IANA name
 * @returns the weekday (1 is Monday) and the minute of the day
 */
export function localTime(now: number, timeZone: string): { weekday: number; minute: number } {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone,
      weekday: "short",
      hour: "numeric",
      minute: "numeric",
      hourCycle: "h23",
    });
    clocks.set(timeZone, clock);
  }
  const parts = new Map(clock.formatToParts(now).map(({ type, value }) => [type, value]));
  const minute = Number(parts.get("hour")) * 60 + Number(parts.get("minute"));
  return { weekday: WEEKDAYS[parts.get("weekday") ?? ""] ?? 1, minute: minute % MINUTES_OF_DAY };
}

/** @returns minutes after Monday, 0:00 */
export function minuteOfWeek(now: number, timeZone: string): number {
  const { weekday, minute } = localTime(now, timeZone);
  return (weekday - 1) * MINUTES_OF_DAY + minute;
}
