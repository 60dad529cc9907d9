/** What the shop says about stock: never more than it knows. */
import type { Availability } from "../contracts/catalog.ts";
import { DEFAULT_LOCALE, type Locale } from "../domain/locale.ts";
import { wordsIn } from "./words/words.ts";

/** @returns "In stock", "Only 3 left" or "Sold out" */
export function stockText({ status, left }: Availability, locale: Locale = DEFAULT_LOCALE): string {
  const { stock } = wordsIn(locale);
  if (status === "sold_out") return stock.soldOut;
  return status === "low_stock" && left !== null ? stock.left(left) : stock.inStock;
}
