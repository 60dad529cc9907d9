/** What promotions do to a cart, as the shopper sees it: what is had, what is near, what a gift is. */
import type { CartView } from "../contracts/cart.ts";
import { money } from "../domain/money.ts";
import type { Quote } from "../domain/quote.ts";
import { offerTexts } from "../ui/code-text.ts";
import { codeView } from "./code-view.ts";

/** What promotions make of a cart. */
export type CartPromotions = Pick<CartView, "codes" | "discounts" | "offers"> & {
  /** Taken off the lines, in minor units, by their ids. */
  readonly offs: Readonly<Record<string, number>>;
  /** Taken off in all. */
  readonly offMinor: number;
};

/** Promotions that are told of because little is missing. */
const OFFERS_MAX = 3;

/** @param codes those that the cart keeps, whatever they do */
export function promotionViews(quote: Quote, codes: readonly string[]): CartPromotions {
  const { discounts, lines, totals, currency } = quote;
  return {
    codes: codes.map((code) => codeView(quote, code)),
    discounts: discounts.map(({ label, code, minor }) => ({
      label,
      code,
      amount: money(minor, currency),
    })),
    offers: offersOf(quote)
      .slice(0, OFFERS_MAX)
      .map((offer) => ({ ...offer, text: offerTexts(offer) })),
    offs: Object.fromEntries(lines.map(({ lineId, discountMinor }) => [lineId, discountMinor])),
    offMinor: totals.discountMinor,
  };
}

type Offer = Omit<CartView["offers"][number], "text">;

/** Those that need no code and lack a little; gifts first, then what is nearest. */
function offersOf({ refusals, currency }: Quote): Offer[] {
  const none = { missing: null, missingUnits: null, giftIds: [] };
  const offers = refusals.flatMap(({ code, label, refusal }): Offer[] => {
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
