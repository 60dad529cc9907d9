/** How the rate of a tax is written. */
import { percentOf } from "../domain/tax.ts";

/** @returns "19%", "8.875%"; rates have fractions of a hundredth of a percent */
export function rateText(rateBp: number): string {
  return `${percentOf(rateBp)}%`;
}
