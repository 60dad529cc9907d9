/** Confirming a PaymentIntent: the method, the checks around it, the step, the answer. */
import { type ApiAnswer, refuse } from "./api-answer.ts";
import { answerWithWire, type Call, show } from "./call.ts";
import { described, type IntentFields, termsIn } from "./intent-fields.ts";
import { type LedgerStep, stepRecord } from "./intent-ledger.ts";
import { typesOffered } from "./payment-intent.ts";
import { resolveMethod } from "./payment-method.ts";
import type { IntentRecord } from "./records.ts";
import { type Failure, methodWithoutShopper, type TestMethod } from "./test-method.ts";
import { publicIntent, wireOfFailure } from "./wire-intent.ts";

const NEEDS_RETURN_URL =
  "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.";

/** Confirms an intent and answers with it, or with the decline. */
export function confirmRecord(
  call: Call,
  record: IntentRecord,
  confirmation: IntentFields,
): ApiAnswer {
  const resolved = resolveMethod(call, confirmation);
  if (!resolved.ok) return resolved.answer;
  const asked = askedOf(call, record, confirmation);
  if (asked.refusal !== null) return refuseStep(call, record, asked.refusal);
  const ready = withChallenge(call, asked.record, confirmation);
  const type = resolved.record?.face.type;
  const offered = typesOffered(ready.intent.terms, ready);
  if (type !== undefined && !offered.includes(type)) {
    return refuse(400, {
      code: "payment_intent_incompatible_payment_method",
      message: `The PaymentMethod provided (${type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${offered.join(", ")}.`,
      param: "payment_method",
    });
  }
  if (lacksReturnUrl(ready, confirmation)) {
    return refuse(400, { message: NEEDS_RETURN_URL, param: "return_url" });
  }
  if (resolved.record !== null) call.store.save(resolved.record);
  const method = methodFor(resolved.record?.method ?? null, confirmation);
  const step = stepRecord(call, ready, { type: "confirm", method });
  if (step.refusal !== null) return refuseStep(call, record, step.refusal);
  const { intent } = step.record;
  if (intent.status === "requires_payment_method" && intent.failed !== null) {
    return declined(call, step.record, intent.failed.failure);
  }
  return answerIntent(call, step.record, confirmation.expand);
}

/** The intent with the fields and terms that came along with the confirmation. */
function askedOf(call: Call, record: IntentRecord, confirmation: IntentFields): LedgerStep {
  // A browser may pay on the terms of the server; it may not change them.
  const terms = call.caller === "server" ? termsIn(confirmation) : {};
  const changed = described(record, confirmation);
  if (Object.keys(terms).length === 0) return { record: changed, refusal: null };
  return stepRecord(call, changed, { type: "update", terms });
}

/** A PaymentIntent as the caller may see it. */
export function answerIntent(call: Call, record: IntentRecord, expand?: string[]): ApiAnswer {
  const wire = show(call, record);
  if (call.caller === "server") return answerWithWire(call, wire, expand);
  return answerWithWire(
    call,
    publicIntent(wire),
    expand?.filter((path) => path === "payment_method"),
  );
}

/** Why a step was refused, with the intent as it is. */
export function refuseStep(
  call: Call,
  record: IntentRecord,
  refusal: { readonly code?: string; readonly param?: string; readonly message: string },
): ApiAnswer {
  const wire = show(call, record);
  const shown = call.caller === "server" ? wire : publicIntent(wire);
  return refuse(400, { ...refusal, payment_intent: shown });
}

function lacksReturnUrl({ automatic, allowedTypes }: IntentRecord, asked: IntentFields): boolean {
  // Without a list of its own the account might offer methods that leave the shop's page.
  if (automatic === null || automatic.allow_redirects === "never") return false;
  if (allowedTypes !== null) return false;
  return asked.return_url === undefined && asked.use_stripe_sdk !== true;
}

/** Without the shopper at hand a challenge cannot be met: the bank declines instead. */
function methodFor(method: TestMethod | null, asked: IntentFields): TestMethod | null {
  const isAlone =
    asked.error_on_requires_action === true ||
    (asked.off_session !== undefined && asked.off_session !== "false");
  return method !== null && isAlone ? methodWithoutShopper(method) : method;
}

function withChallenge(call: Call, record: IntentRecord, asked: IntentFields): IntentRecord {
  const returnUrl = asked.return_url ?? record.returnUrl;
  const origin = call.origin ?? (returnUrl === null ? call.shopOrigin : new URL(returnUrl).origin);
  return {
    ...record,
    returnUrl,
    challenge: {
      url: `${origin}/dev/stripe/3ds/${record.id}`,
      by: asked.use_stripe_sdk === true || returnUrl === null ? "sdk" : "redirect",
    },
  };
}

function declined(call: Call, record: IntentRecord, failure: Failure): ApiAnswer {
  const wire = show(call, record);
  const { payment_method: method } = Object(wire.last_payment_error);
  return refuse(402, {
    ...(record.latestCharge === null ? {} : { charge: record.latestCharge }),
    ...wireOfFailure(failure),
    payment_intent: call.caller === "server" ? wire : publicIntent(wire),
    payment_method: method,
  });
}
