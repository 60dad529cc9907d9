/** What promotions do to a cart, as the shopper sees it: what is had, what is near, what a gift is. */
import type { CartView } from "../contracts/cart.ts";
import { type Currency, money } from "../domain/money.ts";
import type { Quote } from "../domain/quote.ts";
import { codeView } from "./code-view.ts";

/** A cart's reckoning; null where it could not be asked for, or there is nothing in the cart. */
export type Reckoned = Pick<
  Quote,
  "lines" | "discounts" | "refusals" | "totals" | "currency"
> | null;

/** Promotions that are told of because little is missing. */
const OFFERS_MAX = 3;

type Parts = Pick<CartView, "codes" | "discounts" | "offers">;

/** @param codes those that the cart keeps, whatever they do */
export function promotionViews(
  reckoned: Reckoned,
  codes: readonly string[],
  currency: Currency,
): Parts {
  if (reckoned === null) {
    const nothing = { discounts: [], refusals: [], currency };
    return { codes: codes.map((code) => codeView(nothing, code)), discounts: [], offers: [] };
  }
  return {
    codes: codes.map((code) => codeView(reckoned, code)),
    discounts: reckoned.discounts.map(({ label, code, minor }) => ({
      label,
      code,
      amount: money(minor, currency),
    })),
    offers: offersOf(reckoned).slice(0, OFFERS_MAX),
  };
}

/** Those that need no code and lack a little; gifts first, then what is nearest. */
function offersOf({ refusals, currency }: NonNullable<Reckoned>): CartView["offers"] {
  const none = { missing: null, missingUnits: null, giftIds: [] };
  const offers = refusals.flatMap(({ code, label, refusal }): CartView["offers"] => {
    if (code !== null || label === null) return [];
    switch (refusal.reason) {
      case "gift_not_in_cart":
        return [{ ...none, label, giftIds: [...refusal.variantIds] }];
      case "below_quantity":
        return [{ ...none, label, missingUnits: refusal.missing }];
      case "below_spend":
        return [{ ...none, label, missing: money(refusal.missingMinor, currency) }];
      default:
        return [];
    }
  });
  return offers.toSorted(
    (left, right) =>
      right.giftIds.length - left.giftIds.length ||
      (left.missingUnits ?? 0) - (right.missingUnits ?? 0) ||
      (left.missing?.minor ?? 0) - (right.missing?.minor ?? 0),
  );
}
