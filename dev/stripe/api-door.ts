/** The door of the API: which operation is asked for, by whom, and whether they may. */
import { type ApiAnswer, refuse } from "./api-answer.ts";
import { type Exchange, refuseKey } from "./api-exchange.ts";
import { admit } from "./api-key.ts";
import type { Call } from "./call.ts";
import { type FormFields, parseForm } from "./form.ts";
import { KEY_LENGTH_MAX } from "./idempotency.ts";
import { INTENT_OPERATIONS } from "./intent-api.ts";
import { MONEY_BACK_OPERATIONS } from "./money-back-api.ts";
import { type Operation, routeTo } from "./operation.ts";
import { RECORD_OPERATIONS } from "./record-api.ts";
import { TAX_OPERATIONS } from "./tax-api.ts";

const OPERATIONS: readonly Operation[] = [
  ...INTENT_OPERATIONS,
  ...MONEY_BACK_OPERATIONS,
  ...RECORD_OPERATIONS,
  ...TAX_OPERATIONS,
];
/** A request that came through the door. */
export interface Admitted {
  readonly operation: Operation;
  readonly call: Call;
  readonly fields: FormFields;
}

/** Admitted, or the answer that keeps a request out. */
export type Door =
  | ({ readonly ok: true } & Admitted)
  | { readonly ok: false; readonly answer: ApiAnswer };

/** Finds the operation of a request and admits its caller. Nothing has run yet. */
export function openDoor(exchange: Exchange, circumstances: Call): Door {
  const { request } = exchange;
  const { method, path } = request;
  const route = routeTo(OPERATIONS, { method, path });
  if (route === null) {
    const message = `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
    return { ok: false, answer: refuse(404, { message }) };
  }
  const { operation, id } = route;
  const form = parseForm(request.form);
  if (!form.ok) return { ok: false, answer: refuse(400, form.fault) };
  const { fields } = form;
  const key = typeof fields.key === "string" ? fields.key : null;
  const admission = admit(request.authorization, { key, forBrowsers: operation.browser });
  if (!admission.ok) return admission;
  const { idempotencyKey } = request;
  if (idempotencyKey !== null && idempotencyKey.length > KEY_LENGTH_MAX) {
    const message = `Idempotency key cannot be longer than ${KEY_LENGTH_MAX} characters; it has ${idempotencyKey.length}`;
    return { ok: false, answer: refuseKey({ status: 400, message }) };
  }
  const call: Call = {
    ...circumstances,
    caller: admission.caller,
    id,
    requestId: exchange.requestId,
    idempotencyKey,
    origin: request.origin,
  };
  const stranger = call.caller === "browser" ? strangerTo(call, fields) : null;
  if (stranger !== null) return { ok: false, answer: stranger };
  return { ok: true, operation, call, fields };
}

/** A browser has to know the client secret of the intent that it asks for. */
function strangerTo({ store, id }: Call, fields: FormFields): ApiAnswer | null {
  const record = store.find("payment_intent", id);
  if (record === null || record.clientSecret === fields.client_secret) return null;
  return refuse(400, {
    code: "payment_intent_invalid_parameter",
    message:
      "The client_secret provided does not match the client_secret associated with the PaymentIntent.",
    param: "client_secret",
  });
}
