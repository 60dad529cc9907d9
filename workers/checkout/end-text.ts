/** How an order ended without a sale, told to the shopper. */
import type { CheckoutView } from "../../contracts/checkout.ts";

const TEXTS: Readonly<Record<string, { title: string; text: string }>> = {
  expired: {
    title: "The time to pay ran out",
    text: "What was kept for you is on the shelf again. Nothing was charged.",
  },
  sold_out: {
    title: "Somebody was faster",
    text: "Before your payment came through, something in this order sold out. Nothing was kept of your money: what was reserved or taken is on its way back.",
  },
  promotion_used_up: {
    title: "A discount was used up",
    text: "Before your payment came through, somebody else had the last use of your discount. Nothing was kept of your money: what was reserved or taken is on its way back.",
  },
  shopper: { title: "Cancelled, as you wished", text: "Nothing was charged." },
  staff: { title: "This order was cancelled", text: "Nothing was charged." },
};

const REFUNDED = {
  title: "This order was cancelled",
  text: "What you paid is on its way back to you. It takes the bank a few days.",
};

const OTHERS = {
  title: "The payment did not go through",
  text: "The order was cancelled and nothing was charged.",
};

/** @returns a heading and a sentence for an order that is over */
export function endText({ endReason, refunded }: Pick<CheckoutView, "endReason" | "refunded">) {
  if (endReason === "staff" && refunded.minor > 0) return REFUNDED;
  return TEXTS[endReason ?? ""] ?? OTHERS;
}
