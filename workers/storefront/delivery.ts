/** How long a parcel takes, in words. */
import type { ShippingOption } from "../../domain/quote.ts";

/** @returns "2 to 4 working days", "1 working day" */
export function deliveryDays({ daysMin, daysMax }: ShippingOption): string {
  const unit = daysMax === 1 ? "working day" : "working days";
  return daysMin === daysMax ? `${daysMax} ${unit}` : `${daysMin} to ${daysMax} ${unit}`;
}
