/** What became of a code, as carts and checkouts tell it. */
import type { CheckoutCodeView } from "../contracts/checkout.ts";
import { money } from "../domain/money.ts";
import type { Quote } from "../domain/quote.ts";
import { codeTexts } from "../ui/code-text.ts";

/** @returns what it takes off, or why it takes off nothing and what would help */
export function codeView(
  { discounts, refusals, currency }: Pick<Quote, "discounts" | "refusals" | "currency">,
  code: string,
): CheckoutCodeView {
  const discount = discounts.find((each) => each.code === code);
  const refused = refusals.find((each) => each.code === code);
  const refusal = discount === undefined ? refused?.refusal : undefined;
  const view = {
    code,
    label: discount?.label ?? refused?.label ?? null,
    amount: discount === undefined ? null : money(discount.minor, currency),
    reason: refusal?.reason ?? null,
    missing: refusal?.reason === "below_spend" ? money(refusal.missingMinor, currency) : null,
    missingUnits: refusal?.reason === "below_quantity" ? refusal.missing : null,
  };
  return { ...view, text: codeTexts(view) };
}
