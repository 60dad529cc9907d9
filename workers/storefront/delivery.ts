/** How long a parcel takes, in words. */
import type { Locale } from "../../domain/locale.ts";
import type { ShippingOption } from "../../domain/quote.ts";
import { wordsIn } from "../../ui/words/words.ts";

/** @returns "2 to 4 working days", "1 working day" */
export function deliveryDays({ daysMin, daysMax }: ShippingOption, locale: Locale): string {
  return wordsIn(locale).product.days(daysMin, daysMax);
}
