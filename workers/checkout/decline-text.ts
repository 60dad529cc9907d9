/** Why a payment was declined, in words that help and tell a thief nothing. */

const TEXTS: Readonly<Record<string, string>> = {
  insufficient_funds: "The card has not enough funds. Please try another one.",
  expired_card: "The card has expired. Please try another one.",
  incorrect_cvc: "The security code is not right. Please check it.",
  incorrect_number: "The card number is not right. Please check it.",
  processing_error: "The bank could not process the payment. Please try again.",
  payment_intent_authentication_failure:
    "The bank could not verify that it is you. Please try again or choose another way to pay.",
  authentication_required: "The bank wants to verify that it is you. Please try again.",
};

/**
 * @param code the provider's stable word for the decline
 * @returns a sentence; lost, stolen and blocked cards are declined like any other
 */
export function declineText(code: string): string {
  return TEXTS[code] ?? "The payment was declined. Please try another way to pay.";
}
