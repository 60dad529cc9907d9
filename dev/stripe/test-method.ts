/** Stripe's test cards, test tokens and test bank accounts, and how each of them behaves. */

/** The methods that the stand-in takes. */
export type PaymentMethodType = "card" | "sepa_debit";

/** Why a payment failed, in Stripe's words. */
export interface Failure {
  readonly type: "card_error" | "invalid_request_error";
  readonly code: string;
  readonly declineCode: string | null;
  readonly param: string | null;
  readonly message: string;
}

/** Why a call was refused without anything having happened. */
export interface Refusal {
  readonly code?: string;
  readonly param?: string;
  readonly message: string;
}

/** What a method will do when it is charged. */
export interface Conduct {
  /** The bank asks the shopper to authenticate first. */
  readonly challenge: boolean;
  readonly settles: "at_once" | "later";
  /** How the charge ends badly, or null when it ends well. */
  readonly failure: Failure | null;
}

/** A payment method as far as the rules care: never a number, only what it will do. */
export interface TestMethod {
  readonly id: string;
  readonly type: PaymentMethodType;
  readonly conduct: Conduct;
}

/** What a method shows of itself. */
export type MethodFace =
  | { readonly type: "card"; readonly brand: "visa" | "mastercard"; readonly last4: string }
  | { readonly type: "sepa_debit"; readonly country: string; readonly last4: string };

/** A kind of test method: how it behaves and how it looks. */
export interface MethodKind {
  readonly conduct: Conduct;
  readonly face: MethodFace;
}

function decline(code: string, message: string, options: Partial<Failure> = {}): Failure {
  return { type: "card_error", code, declineCode: null, param: null, message, ...options };
}

const DECLINED = decline("card_declined", "Your card was declined.", {
  declineCode: "generic_decline",
});
const FUNDS = decline("card_declined", "Your card has insufficient funds.", {
  declineCode: "insufficient_funds",
});
const LOST = decline("card_declined", "Your card was declined.", { declineCode: "lost_card" });
const EXPIRED = decline("expired_card", "Your card has expired.", {
  declineCode: "expired_card",
  param: "exp_month",
});
const CVC = decline("incorrect_cvc", "Your card's security code is incorrect.", {
  declineCode: "incorrect_cvc",
  param: "cvc",
});
const PROCESSING = decline(
  "processing_error",
  "An error occurred while processing your card. Try again in a little bit.",
  { declineCode: "processing_error" },
);
const DEBIT_FAILED: Failure = {
  type: "card_error",
  code: "payment_intent_payment_attempt_failed",
  declineCode: "generic_decline",
  param: null,
  message: "The payment failed.",
};

const AUTHENTICATION_REQUIRED = decline(
  "authentication_required",
  "Your card was declined. This transaction requires authentication.",
  { declineCode: "authentication_required" },
);

interface CardEntry {
  readonly number: string;
  readonly token: string;
  readonly challenge?: boolean;
  readonly failure?: Failure;
}

const CARDS: readonly CardEntry[] = [
  { number: "4242424242424242", token: "pm_card_visa" },
  { number: "5555555555554444", token: "pm_card_mastercard" },
  { number: "4000000000000002", token: "pm_card_visa_chargeDeclined", failure: DECLINED },
  {
    number: "4000000000009995",
    token: "pm_card_visa_chargeDeclinedInsufficientFunds",
    failure: FUNDS,
  },
  { number: "4000000000009987", token: "pm_card_visa_chargeDeclinedLostCard", failure: LOST },
  { number: "4000000000000069", token: "pm_card_chargeDeclinedExpiredCard", failure: EXPIRED },
  { number: "4000000000000127", token: "pm_card_chargeDeclinedIncorrectCvc", failure: CVC },
  {
    number: "4000000000000119",
    token: "pm_card_chargeDeclinedProcessingError",
    failure: PROCESSING,
  },
  { number: "4000002760003184", token: "pm_card_authenticationRequired", challenge: true },
  { number: "4000000000003220", token: "pm_card_threeDSecure2Required", challenge: true },
  {
    number: "4000008400001629",
    token: "pm_card_threeDSecureRequiredChargeDeclined",
    challenge: true,
    failure: DECLINED,
  },
];

const DEBITS = [
  { iban: "DE89370400440532013000", token: "pm_sepaDebit", failure: null },
  { iban: "DE62370400440532013001", token: "pm_sepaDebit_failed", failure: DEBIT_FAILED },
];

const TOKEN_ALIASES: Readonly<Record<string, string>> = {
  pm_card_chargeDeclined: "pm_card_visa_chargeDeclined",
  pm_card_chargeDeclinedInsufficientFunds: "pm_card_visa_chargeDeclinedInsufficientFunds",
  pm_card_chargeDeclinedLostCard: "pm_card_visa_chargeDeclinedLostCard",
  pm_card_threeDSecureRequired: "pm_card_threeDSecure2Required",
  pm_sepaDebit_success: "pm_sepaDebit",
};

function cardKind({ number, challenge = false, failure }: CardEntry): MethodKind {
  return {
    conduct: { challenge, settles: "at_once", failure: failure ?? null },
    face: {
      type: "card",
      brand: number.startsWith("5") ? "mastercard" : "visa",
      last4: number.slice(-4),
    },
  };
}

function debitKind({ iban, failure }: (typeof DEBITS)[number]): MethodKind {
  return {
    conduct: { challenge: false, settles: "later", failure },
    face: { type: "sepa_debit", country: iban.slice(0, 2), last4: iban.slice(-4) },
  };
}

/** The kind behind a test token such as `pm_card_visa`, or null when there is none. */
export function kindOfToken(token: string): MethodKind | null {
  const asked = TOKEN_ALIASES[token] ?? token;
  const card = CARDS.find((entry) => entry.token === asked);
  if (card !== undefined) return cardKind(card);
  const debit = DEBITS.find((entry) => entry.token === asked);
  return debit === undefined ? null : debitKind(debit);
}

/** The kind behind a card number, or null when it is not one of Stripe's test cards. */
export function kindOfCard(number: string): MethodKind | null {
  const card = CARDS.find((entry) => entry.number === number.replaceAll(/[\s-]/g, ""));
  return card === undefined ? null : cardKind(card);
}

/** The kind behind an IBAN, or null when it is not one of the test accounts. */
export function kindOfIban(iban: string): MethodKind | null {
  const asked = iban.replaceAll(/\s/g, "").toUpperCase();
  const debit = DEBITS.find((entry) => entry.iban === asked);
  return debit === undefined ? null : debitKind(debit);
}

/** The method as the bank treats it when nobody is there to authenticate. */
export function methodWithoutShopper(method: TestMethod): TestMethod {
  if (!method.conduct.challenge) return method;
  const conduct: Conduct = {
    challenge: false,
    settles: "at_once",
    failure: AUTHENTICATION_REQUIRED,
  };
  return { ...method, conduct };
}
