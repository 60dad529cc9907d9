/** One step of a PaymentIntent: state and input in, state and effects out. Nothing else. */
import type { ChargeMove } from "./charge.ts";
import {
  accepts,
  type CancellationReason,
  INTENT_MOVES,
  type Intent,
  type IntentEffect,
  type IntentEvent,
  type IntentInput,
  type IntentStatus,
  type IntentTerms,
  methodOf,
  waitsForCapture,
} from "./payment-intent.ts";
import type { Failure, Refusal, TestMethod } from "./test-method.ts";

/** The outcome of a step. A refused input leaves the intent as it was; a decline does not. */
export interface IntentStep {
  readonly intent: Intent;
  readonly effects: readonly IntentEffect[];
  readonly refusal: Refusal | null;
}

/** Applies one input. What does not apply in a state changes nothing; commands are told why. */
export function stepIntent(intent: Intent, input: IntentInput): IntentStep {
  if (!accepts(intent.status, input.type)) return unmoved(intent, refusalOf(intent, input));
  switch (input.type) {
    case "update":
      return update(intent, input.terms);
    case "attach":
      return attach(intent, input.method);
    case "confirm":
      return confirm(intent, input.method);
    case "authenticate":
      return authenticate(intent, input.passed);
    case "settle":
      return settle(intent);
    case "capture":
      return capture(intent, input.amountMinor);
    case "cancel":
      return cancel(intent, input.reason);
    case "expire":
      return expire(intent);
  }
}

function unmoved(intent: Intent, refusal: Refusal | null): IntentStep {
  return { intent, effects: [], refusal };
}

function moved(intent: Intent, ...effects: readonly (ChargeMove | IntentEvent)[]): IntentStep {
  return {
    intent,
    effects: effects.map((effect) =>
      typeof effect === "string"
        ? { type: "event", event: effect }
        : { type: "charge", move: effect },
    ),
    refusal: null,
  };
}

function update(intent: Intent, change: Partial<IntentTerms>): IntentStep {
  const terms = { ...intent.terms, ...change };
  // A challenge was made for the old amount: the new one has to be confirmed again.
  if (intent.status === "requires_action" && terms.amountMinor !== intent.terms.amountMinor) {
    return moved({ status: "requires_confirmation", terms, method: intent.method });
  }
  return moved({ ...intent, terms });
}

function attach(intent: Intent, method: TestMethod): IntentStep {
  return moved({ status: "requires_confirmation", terms: intent.terms, method });
}

function confirm(intent: Intent, given: TestMethod | null): IntentStep {
  const { terms } = intent;
  const method = given ?? methodOf(intent);
  if (method === null) {
    return unmoved(intent, {
      code: "payment_intent_unexpected_state",
      message:
        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    });
  }
  if (method.conduct.challenge) {
    return moved({ status: "requires_action", terms, method }, "payment_intent.requires_action");
  }
  return pay(terms, method);
}

function pay(terms: IntentTerms, method: TestMethod): IntentStep {
  const { conduct } = method;
  const { amountMinor } = terms;
  if (conduct.settles === "later") {
    return moved(
      { status: "processing", terms, method },
      { type: "open", as: "pending", amountMinor },
      "payment_intent.processing",
    );
  }
  if (conduct.failure !== null) {
    return moved(
      { status: "requires_payment_method", terms, failed: { failure: conduct.failure, method } },
      { type: "open", as: "failed", amountMinor, failure: conduct.failure },
      "payment_intent.payment_failed",
    );
  }
  if (waitsForCapture(terms, method.type)) {
    return moved(
      { status: "requires_capture", terms, method },
      { type: "open", as: "authorized", amountMinor },
      "payment_intent.amount_capturable_updated",
    );
  }
  return moved(
    { status: "succeeded", terms, method, receivedMinor: amountMinor },
    { type: "open", as: "paid", amountMinor },
    "payment_intent.succeeded",
  );
}

function authenticate(intent: Intent, passed: boolean): IntentStep {
  if (intent.status !== "requires_action") return unmoved(intent, null);
  const { terms, method } = intent;
  if (passed) return pay(terms, { ...method, conduct: { ...method.conduct, challenge: false } });
  const failure: Failure = {
    type: "invalid_request_error",
    code: "payment_intent_authentication_failure",
    declineCode: null,
    param: null,
    message:
      "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
  };
  return moved(
    { status: "requires_payment_method", terms, failed: { failure, method } },
    "payment_intent.payment_failed",
  );
}

function settle(intent: Intent): IntentStep {
  if (intent.status !== "processing") return unmoved(intent, null);
  const { terms, method } = intent;
  const { failure } = method.conduct;
  if (failure !== null) {
    return moved(
      { status: "requires_payment_method", terms, failed: { failure, method } },
      { type: "fail", failure },
      "payment_intent.payment_failed",
    );
  }
  return moved(
    { status: "succeeded", terms, method, receivedMinor: terms.amountMinor },
    { type: "settle" },
    "payment_intent.succeeded",
  );
}

function capture(intent: Intent, asked: number | null): IntentStep {
  if (intent.status !== "requires_capture") return unmoved(intent, null);
  const { terms, method } = intent;
  const amountMinor = asked ?? terms.amountMinor;
  if (amountMinor > terms.amountMinor) {
    return unmoved(intent, {
      code: "amount_too_large",
      param: "amount_to_capture",
      message: `The amount_to_capture is greater than the authorized amount of ${terms.amountMinor}.`,
    });
  }
  return moved(
    { status: "succeeded", terms, method, receivedMinor: amountMinor },
    { type: "capture", amountMinor },
    "payment_intent.succeeded",
  );
}

function cancel(intent: Intent, reason: CancellationReason | null): IntentStep {
  const canceled: Intent = {
    status: "canceled",
    terms: intent.terms,
    method: methodOf(intent),
    reason,
  };
  if (intent.status !== "requires_capture") return moved(canceled, "payment_intent.canceled");
  return moved(canceled, { type: "release" }, "payment_intent.canceled");
}

function expire(intent: Intent): IntentStep {
  const { terms } = intent;
  return moved(
    { status: "canceled", terms, method: methodOf(intent), reason: "automatic" },
    { type: "expire" },
    "payment_intent.canceled",
  );
}

const ASKED = {
  update: { cannot: "update", done: "updated" },
  attach: { cannot: "update", done: "updated" },
  confirm: { cannot: "confirm", done: "confirmed" },
  capture: { cannot: "capture", done: "captured" },
  cancel: { cannot: "cancel", done: "canceled" },
} as const;

function refusalOf(intent: Intent, input: IntentInput): Refusal | null {
  if (!(input.type in ASKED)) return null;
  const asked = ASKED[input.type as keyof typeof ASKED];
  const allowed = Object.keys(INTENT_MOVES).filter((s) => accepts(s as IntentStatus, input.type));
  const only = `Only a PaymentIntent with one of the following statuses may be ${asked.done}: ${allowed.join(", ")}.`;
  return { code: "payment_intent_unexpected_state", message: reasonOf(intent, asked.cannot, only) };
}

function reasonOf(intent: Intent, cannot: string, only: string): string {
  const { status } = intent;
  if (cannot === "confirm" && status === "succeeded") {
    return "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.";
  }
  if (cannot === "capture") {
    if (status === "succeeded") {
      return "This PaymentIntent could not be captured because it has already been captured.";
    }
    return `This PaymentIntent could not be captured because it has a status of ${status}. ${only}`;
  }
  return `You cannot ${cannot} this PaymentIntent because it has a status of ${status}. ${only}`;
}
