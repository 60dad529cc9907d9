/** Why an order could not be placed, in the words of the shop. */

import { isCurrency, money } from "../../domain/money.ts";
import { CODES_MAX } from "../../domain/promotion.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { priceText } from "../../ui/price.tsx";

/** A refusal of the checkout. */
export type Setback = KnownProblem;

/** The words, and where the shopper goes from here: stays, mends the cart, or starts anew. */
export interface SetbackText {
  readonly text: string;
  readonly wayOn: "stay" | "cart" | "restart";
}

/** @returns what to tell the shopper; nothing was charged in any of these cases */
export function setbackText(setback: Setback): SetbackText {
  switch (setback.reason) {
    case "price_changed":
      return { text: priceChangeText(setback), wayOn: "stay" };
    case "sold_out":
      return {
        text: `${setback.detail ?? "Something in your cart has just sold out"}. Nothing was charged.`,
        wayOn: "cart",
      };
    case "total_too_small":
      return {
        text: `${setback.detail ?? "The total is too small to be charged"}. Please add something, or take a code back. Nothing was charged.`,
        wayOn: "cart",
      };
    case "promotion_used_up":
      return {
        text: "Your discount was used up meanwhile. Please look at the new total.",
        wayOn: "stay",
      };
    case "exchange_rate_stale":
      return { text: `${setback.detail ?? ""} Nothing was charged.`, wayOn: "cart" };
    case "variant_unavailable":
      return {
        text: "Something in your cart is no longer for sale. Nothing was charged.",
        wayOn: "cart",
      };
    case "cart_changed":
      return { text: "Your cart changed since you began to check out.", wayOn: "restart" };
    case "quote_expired":
      return { text: "You took your time. Please look at the total once more.", wayOn: "stay" };
    case "checkout_incomplete":
      return {
        text: "Something is still missing. Please go through the steps again.",
        wayOn: "stay",
      };
    case "payment_failed":
      return { text: "The payment could not be started. Nothing was charged.", wayOn: "stay" };
    case "too_many_requests":
      return {
        text: "Too many codes that we do not know. Please wait a few minutes.",
        wayOn: "stay",
      };
    case "codes_full":
      return {
        text: `An order takes ${CODES_MAX} codes. Please remove one to enter another.`,
        wayOn: "stay",
      };
    case "tax_unavailable":
      return {
        text: "We cannot reckon the tax for this place just now. Nothing was charged and nothing is lost: please try again in a few seconds.",
        wayOn: "stay",
      };
    case "checkout_closed":
      return { text: "This checkout is over.", wayOn: "restart" };
    default:
      return { text: codeFault(setback) ?? FAILED, wayOn: "stay" };
  }
}

const FAILED = "That did not work just now. Nothing was charged. Please try again.";

/** What is wrong with a code that was typed. */
function codeFault({ errors = [] }: Setback): string | null {
  return errors.find(({ pointer }) => pointer === "/add")?.detail ?? null;
}

function priceChangeText(setback: object): string {
  const { wasMinor, nowMinor, currency } = setback as Readonly<Record<string, unknown>>;
  if (typeof wasMinor !== "number" || typeof nowMinor !== "number") return PRICE_CHANGED;
  if (typeof currency !== "string" || !isCurrency(currency)) return PRICE_CHANGED;
  const was = priceText(money(wasMinor, currency));
  const now = priceText(money(nowMinor, currency));
  return `The total was ${was} and is ${now} now. Nothing was charged; pay the new total if you agree.`;
}

const PRICE_CHANGED = "The total has changed. Nothing was charged; pay the new total if you agree.";
