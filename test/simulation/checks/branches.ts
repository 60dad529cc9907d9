/** Rare branches: what a run must have met often enough to prove anything. */

/** Every branch and what it means. */
export const BRANCHES = {
  hold_sold_out: "an order was refused its units",
  hold_lapsed: "a hold ran out of time",
  hold_reacquired: "a lapsed hold found its units again when it was committed",
  hold_split: "a hold took units from two locations",
  hold_summed: "two lines shared one hold",
  hold_outrun: "a release came before its hold, which was then refused",
  commit_sold_out: "a paid order found its units gone",
  intent_adopted: "an intent that nobody answered for was found and taken over",
  intent_created_anew: "an intent was looked for, not there, and created under a new key",
  intent_refused: "the provider refused to create an intent",
  late_authorisation: "money was authorised after the order had given up",
  authorisation_let_go: "an authorisation was cancelled without a sale",
  stored_500: "the provider read a failure back from under its key",
  replayed: "the provider read an answer back from under its key",
  key_forgotten: "the provider had forgotten a key and ran the call again",
  capture_in_doubt: "a capture ended in the dark and was looked after",
  cancel_in_doubt: "a cancellation ended in the dark and was looked after",
  capture_renewed: "a capture was tried again under a new key",
  amount_mismatch: "the provider's amount was not the order's",
  payment_lost: "the provider cancelled what the order waited for",
  declined: "a card was declined",
  delayed_paid: "a delayed method paid",
  delayed_failed: "a delayed method failed",
  expired: "an order gave up waiting for its payment",
  refunded_whole: "an order gave back all that it had taken",
  refunded_part: "some units were refunded",
  refund_failed: "a refund failed",
  restocked: "refunded units went back on sale",
  reopened: "an attempt ended where it began",
  placed_again: "an order was placed a second time",
  restarted: "a cancelled checkout was opened anew from the same cart",
  price_changed: "the shopper was shown another price",
  cart_changed: "the cart had changed under the checkout",
  key_mismatch: "one key came with two requests",
  answer_repeated: "a repeated command got its first answer",
  woke_with_requests: "an object woke with requests that an earlier life had left",
  abandoned: "a checkout forgot itself",
  message_parked: "a message became a dead letter",
  letter_twice: "a letter left twice because its sender did not learn of the first",
  cart_settled: "a cart lost what was bought, and kept what was added since",
  promotion_used_up: "the last use of a promotion went to somebody else",
  code_used_up: "a code for one order came with a second one",
  customer_used_up: "a customer had had what everybody has once",
  budget_spent: "a promotion's budget did not reach for an order",
  promotion_ended: "a promotion ended between the quote and the payment",
  use_lapsed: "a held use ran out of time",
  use_reacquired: "a lapsed use was still free when its order was paid",
  use_outrun: "a use was let go before its hold came, which was then refused",
  use_let_go: "a use went back with an attempt that ended",
  use_given_back: "a use went back with an order that was paid and cancelled",
  use_confirmed: "a paid order had a use that somebody counts",
  commit_used_up: "a paid order found its promotion used up",
  confirmed_free: "an order cost nothing and was confirmed without a payment",
  discounted_refund: "money went back of an order with discounts",
  confirmed: "an order was paid and confirmed",
  cancelled: "an order was cancelled",
} as const;

/** The names of the branches. */
export type BranchName = keyof typeof BRANCHES;
/** The names as a list. */
export const BRANCH_NAMES = Object.keys(BRANCHES) as BranchName[];
/** How often each was met. */
export type BranchCounts = Record<BranchName, number>;

/** @returns a count of zero for every branch */
export function noBranches(): BranchCounts {
  return Object.fromEntries(BRANCH_NAMES.map((name) => [name, 0])) as BranchCounts;
}
