/** Turns what a caller gives as a payment method into a stored one: never its number. */
import { type ApiAnswer, noSuch, refuse, type Wire } from "./api-answer.ts";
import type { Call } from "./call.ts";
import type { MethodRecord } from "./records.ts";
import {
  kindOfCard,
  kindOfIban,
  kindOfToken,
  type MethodKind,
  type PaymentMethodType,
} from "./test-method.ts";
import { emptyBilling } from "./wire-method.ts";

const TOKEN_EXPIRY = { month: 8, year: 2034 };

/** What a caller may give; at most one of the two. */
export interface GivenMethod {
  readonly payment_method?: string | undefined;
  readonly payment_method_data?:
    | {
        readonly type: PaymentMethodType;
        readonly card?:
          | {
              readonly number: string;
              readonly exp_month: number;
              readonly exp_year: number;
              readonly cvc?: string | undefined;
            }
          | undefined;
        readonly sepa_debit?: { readonly iban: string } | undefined;
        readonly billing_details?: Wire | undefined;
      }
    | undefined;
}

/** The method, null when none was given, or the answer that refuses it. */
export type MethodAnswer =
  | { readonly ok: true; readonly record: MethodRecord | null }
  | { readonly ok: false; readonly answer: ApiAnswer };

/** Finds or makes the payment method of a call. A new one is not stored yet. */
export function resolveMethod(call: Call, given: GivenMethod): MethodAnswer {
  if (given.payment_method_data !== undefined) {
    return newMethod(call, given.payment_method_data);
  }
  if (given.payment_method === undefined) return { ok: true, record: null };
  const stored = call.store.find("payment_method", given.payment_method);
  if (stored !== null) return { ok: true, record: stored };
  const kind = kindOfToken(given.payment_method);
  if (kind === null) {
    const answer = noSuch("PaymentMethod", given.payment_method, "payment_method");
    return { ok: false, answer: { ...answer, status: 400 } };
  }
  return { ok: true, record: makeMethod(call, kind, { expiry: TOKEN_EXPIRY }) };
}

function newMethod(
  call: Call,
  data: NonNullable<GivenMethod["payment_method_data"]>,
): MethodAnswer {
  if (data.type === "sepa_debit") {
    const kind = kindOfIban(data.sepa_debit?.iban ?? "");
    if (kind === null) {
      return refused(400, {
        code: "invalid_bank_account_iban",
        message: "The IBAN you entered is incomplete or is not a test account.",
        param: "payment_method_data[sepa_debit][iban]",
      });
    }
    return { ok: true, record: makeMethod(call, kind, data) };
  }
  if (call.caller === "server") {
    return refused(402, {
      message:
        "Sending credit card numbers directly to the Stripe API is generally unsafe. To continue processing use Stripe.js, the Stripe mobile bindings, or Stripe Elements. In tests, use a test token such as pm_card_visa.",
    });
  }
  const kind = kindOfCard(data.card?.number ?? "");
  if (kind === null || data.card === undefined) {
    return refused(402, {
      code: "card_declined",
      decline_code: "test_mode_live_card",
      message:
        "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
      type: "card_error",
    });
  }
  const { exp_month: month, exp_year: year } = data.card;
  if (isPast({ month, year }, call.now)) {
    return refused(402, {
      code: "invalid_expiry_year",
      message: "Your card's expiration date is in the past.",
      param: "exp_year",
      type: "card_error",
    });
  }
  return { ok: true, record: makeMethod(call, kind, { ...data, expiry: { month, year } }) };
}

function refused(status: number, words: Parameters<typeof refuse>[1]): MethodAnswer {
  return { ok: false, answer: refuse(status, words) };
}

interface Expiry {
  readonly month: number;
  readonly year: number;
}

function isPast({ month, year }: Expiry, now: number): boolean {
  const fullYear = year < 100 ? 2000 + year : year;
  // The card is good to the last moment of its month, anywhere on earth.
  return Date.UTC(fullYear, month, 2) < now;
}

function makeMethod(
  call: Call,
  { conduct, face }: MethodKind,
  { expiry, billing_details: billing }: { expiry?: Expiry; billing_details?: Wire | undefined },
): MethodRecord {
  const id = call.mint("pm");
  return {
    object: "payment_method",
    id,
    createdAt: call.now,
    method: { id, type: face.type, conduct },
    face,
    expMonth: expiry?.month ?? 0,
    expYear: expiry?.year ?? 0,
    billing: { ...emptyBilling(), ...billing },
    customer: null,
  };
}
