/** What the API answers: a Stripe object, or an error in Stripe's shape. */
import type { Refusal } from "./test-method.ts";

/** A JSON object as it goes over the wire. */
export type Wire = { [name: string]: unknown };

/** Status, body and the few headers that carry meaning. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: Wire;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Stripe's kinds of error. */
export type ErrorType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";

/** An error's words. Fields that are left out do not appear in the body. */
export interface ErrorWords extends Refusal {
  readonly type?: ErrorType;
  readonly decline_code?: string;
  readonly charge?: string;
  readonly doc_url?: string;
  readonly payment_intent?: Wire;
  readonly payment_method?: Wire;
}

const CODE_DOCS_URL = "https://docs.stripe.com/error-codes";

/** A good answer. */
export function answer(body: Wire): ApiAnswer {
  return { status: 200, body };
}

/** An error with this status. */
export function refuse(status: number, words: ErrorWords): ApiAnswer {
  const { code, type = "invalid_request_error", ...rest } = words;
  const error = code === undefined ? rest : { code, doc_url: docsOf(code), ...rest };
  return { status, body: { error: { ...error, type } } };
}

function docsOf(code: string): string {
  return `${CODE_DOCS_URL}/${code.replaceAll("_", "-")}`;
}

/** 404: there is no such object on this account. */
export function noSuch(object: string, id: string, param = "id"): ApiAnswer {
  return refuse(404, {
    code: "resource_missing",
    message: `No such ${object}: '${id}'`,
    param,
  });
}

/** An answer that asks the client to repeat the call, or not to. */
export function withRetry(base: ApiAnswer, shouldRetry: boolean): ApiAnswer {
  return {
    ...base,
    headers: { ...base.headers, "stripe-should-retry": String(shouldRetry) },
  };
}
