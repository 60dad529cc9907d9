/** How an order ended without a sale, told to the shopper. */
import type { CheckoutView } from "../../contracts/checkout.ts";

/** What happened, and what became of the goods. Where money was taken, the rest is said by BACK. */
const TEXTS: Readonly<Record<string, { title: string; text: string }>> = {
  expired: {
    title: "The time to pay ran out",
    text: "What was kept for you is on the shelf again.",
  },
  sold_out: {
    title: "Somebody was faster",
    text: "Before your payment came through, something in this order sold out.",
  },
  promotion_used_up: {
    title: "A discount was used up",
    text: "Before your payment came through, somebody else had the last use of your discount.",
  },
  shopper: { title: "Cancelled, as you wished", text: "" },
  staff: { title: "This order was cancelled", text: "" },
};

const OTHERS = { title: "The payment did not go through", text: "The order was cancelled." };

/** Nothing had been paid by then; a card may still show what the bank had reserved. */
const NOT_CHARGED = "Nothing was charged.";
const LET_GO = "Nothing was charged: what was reserved is on its way back.";
const BACK = "What you paid is on its way back to you. It takes the bank a few days.";

/** Ends that come after the shopper's bank had said yes. */
const AFTER_YES: ReadonlySet<string | null> = new Set(["sold_out", "promotion_used_up"]);

/** @returns a heading and a sentence for an order that is over */
export function endText({ endReason, refunded }: Pick<CheckoutView, "endReason" | "refunded">) {
  const { title, text } = TEXTS[endReason ?? ""] ?? OTHERS;
  const letGo = AFTER_YES.has(endReason) ? LET_GO : NOT_CHARGED;
  const money = refunded.minor > 0 ? BACK : letGo;
  return { title, text: text === "" ? money : `${text} ${money}` };
}
