/** What became of a code, in the words of the shop. */
import type { CheckoutCodeView } from "../../contracts/checkout.ts";
import { priceText } from "../../ui/price.tsx";

const TEXTS: Readonly<Record<string, string>> = {
  code_unknown: "Nobody knows this code. Please look for a slip of the keys.",
  expired: "This code is over.",
  not_started: "This code has not begun yet.",
  used_up: "This code was used up.",
  not_yours: "This code is for others.",
  first_order_only: "This code is for a first order.",
  wrong_currency: "This code does not work in this currency.",
  wrong_country: "This code does not work where your parcel goes.",
  wrong_time: "This code does not work at this hour.",
  nothing_in_scope: "Nothing in your order goes with this code.",
  gift_not_in_cart: "Put the gift into your cart, and it is free.",
  awaits_shipping: "It counts once you have chosen how your order travels.",
  not_combinable: "It does not go with the discount that you have, which is the better one.",
  takes_nothing_off: "There is nothing left that it could take off.",
};

/** @returns a sentence: what it takes off, or why nothing and what would help */
export function codeText({
  amount,
  label,
  reason,
  missing,
  missingUnits,
}: CheckoutCodeView): string {
  if (amount !== null) return `${label}: ${priceText({ ...amount, minor: -amount.minor })}`;
  if (missing !== null) return `${priceText(missing)} more, and it counts.`;
  if (missingUnits !== null) return `${missingUnits} more of what it is for, and it counts.`;
  return TEXTS[reason ?? ""] ?? "This code does nothing here.";
}
