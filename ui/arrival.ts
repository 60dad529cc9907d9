/** When something arrives and how it travels, in the words of checkout, order page and letters. */
import type { DayRange } from "../domain/delivery-estimate.ts";

const WEEKDAY = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });

/** What the words are about. */
export interface ToldJourney {
  readonly daysMin: number;
  readonly daysMax: number;
  readonly arrives: DayRange | null;
  readonly isCollected: boolean;
}

/** @returns "Arrives Tue 24 – Thu 26 Nov"; working days where nobody says when parcels leave */
export function arrivalText({ daysMin, daysMax, arrives, isCollected }: ToldJourney): string {
  if (arrives !== null) {
    return isCollected
      ? `Ready to collect from ${dayText(arrives.from, true)}`
      : `Arrives ${rangeText(arrives)}`;
  }
  const days =
    daysMin === daysMax ? `${daysMin}` : isCollected ? `${daysMin}` : `${daysMin} to ${daysMax}`;
  const unit = days === "1" ? "working day" : "working days";
  return isCollected ? `Ready to collect in ${days} ${unit}` : `${days} ${unit}`;
}

/** @returns "2 parcels"; null where it is one, of which nobody has to be told */
export function parcelsText(parcels: number): string | null {
  return parcels > 1 ? `${parcels} parcels` : null;
}

/** @returns "Tue 24 – Thu 26 Nov", "Mon 30 Nov – Wed 2 Dec", or one day */
export function rangeText({ from, to }: DayRange): string {
  if (from === to) return dayText(from, true);
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${dayText(from, !isOneMonth)} – ${dayText(to, true)}`;
}

function dayText(day: string, withMonth: boolean): string {
  const at = new Date(`${day}T00:00:00Z`);
  const text = `${WEEKDAY.format(at)} ${at.getUTCDate()}`;
  return withMonth ? `${text} ${MONTH.format(at)}` : text;
}
