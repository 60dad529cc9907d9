/** How the rate of a tax is written. */

/** @returns "19%", "8.875%"; providers tell rates with fractions of a hundredth of a percent */
export function rateText(rateBp: number): string {
  return `${Number((rateBp / 100).toFixed(6))}%`;
}
