/** Making and changing PaymentIntents: what is checked first, and what is stored. */
import type * as z from "zod";
import { type ApiAnswer, noSuch, refuse } from "./api-answer.ts";
import { type Call, tell } from "./call.ts";
import { AMOUNT_MINOR_MAX, CURRENCIES, leastCharge, printAmount } from "./currency.ts";
import { answerIntent, confirmRecord, refuseStep } from "./intent-confirm.ts";
import { mergeMetadata, stepRecord } from "./intent-ledger.ts";
import type { intentCreation, intentUpdate } from "./parameters.ts";
import { type IntentInput, type IntentTerms, openIntent } from "./payment-intent.ts";
import { resolveMethod } from "./payment-method.ts";
import type { IntentRecord } from "./records.ts";
import type { PaymentMethodType } from "./test-method.ts";

/** 400 for an amount below one. */
export function checkPositive(amount: number | undefined, param: string): ApiAnswer | null {
  if (amount === undefined || amount >= 1) return null;
  const message = "This value must be greater than or equal to 1.";
  return refuse(400, { code: "parameter_invalid_integer", message, param });
}

function checkAmount(amount: number | undefined, currency: string | undefined): ApiAnswer | null {
  if (currency !== undefined && !CURRENCIES.includes(currency.toLowerCase())) {
    const message = `Invalid currency: ${currency}. Stripe currently supports these currencies: ${CURRENCIES.join(", ")}`;
    return refuse(400, { message, param: "currency" });
  }
  if (amount === undefined) return null;
  const nothing = checkPositive(amount, "amount");
  if (nothing !== null) return nothing;
  if (amount > AMOUNT_MINOR_MAX) {
    const message = `Amount must be no more than ${AMOUNT_MINOR_MAX}`;
    return refuse(400, { code: "amount_too_large", message, param: "amount" });
  }
  const code = currency?.toLowerCase() ?? "usd";
  if (amount < leastCharge(code)) {
    const message = `Amount must be at least ${printAmount(leastCharge(code), code)} ${code}`;
    return refuse(400, { code: "amount_too_small", message, param: "amount" });
  }
  return null;
}

type Creation = z.infer<typeof intentCreation>;
type Update = z.infer<typeof intentUpdate>;

/** What a new PaymentIntent is refused for before anything runs. */
export function checkCreation(call: Call, asked: Creation): ApiAnswer | null {
  if (asked.automatic_payment_methods !== undefined && asked.payment_method_types !== undefined) {
    const message =
      "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.";
    return refuse(400, { message });
  }
  return checkAmount(asked.amount, asked.currency) ?? checkCustomer(call, asked.customer);
}

/** What a change is refused for before anything runs. */
export function checkUpdate(call: Call, asked: Update): ApiAnswer | null {
  const known = call.store.find("payment_intent", call.id)?.intent.terms.currency;
  return checkAmount(asked.amount, asked.currency ?? known) ?? checkCustomer(call, asked.customer);
}

function checkCustomer(call: Call, customer: string | undefined): ApiAnswer | null {
  if (customer === undefined || customer === "") return null;
  const found = call.store.find("customer", customer);
  if (found !== null && !found.deleted) return null;
  return { ...noSuch("customer", customer, "customer"), status: 400 };
}

/** Creates a PaymentIntent, and confirms it at once when asked to. */
export function createIntent(call: Call, asked: Creation): ApiAnswer {
  const terms: IntentTerms = {
    amountMinor: asked.amount,
    currency: asked.currency.toLowerCase(),
    captureMethod: asked.capture_method ?? "automatic_async",
    cardCaptureMethod: cardCaptureIn(asked) ?? null,
  };
  const id = call.mint("pi");
  const blank: IntentRecord = {
    object: "payment_intent",
    id,
    createdAt: call.now,
    clientSecret: call.mint(`${id}_secret`),
    intent: openIntent(terms),
    customer: null,
    description: null,
    metadata: {},
    receiptEmail: null,
    returnUrl: null,
    setupFutureUsage: null,
    shipping: null,
    statementDescriptor: null,
    statementDescriptorSuffix: null,
    transferGroup: null,
    automatic: automaticIn(asked),
    methodTypes: asked.payment_method_types ?? typesFor(terms),
    methodOptions: {},
    confirmationMethod: asked.confirmation_method ?? "automatic",
    latestCharge: null,
    canceledAt: null,
    challenge: null,
  };
  const record = described(blank, asked);
  if (asked.confirm === true) {
    call.store.save(record);
    tell(call, "payment_intent.created", record);
    return confirmRecord(call, record, asked);
  }
  const method = resolveMethod(call, asked);
  if (!method.ok) return method.answer;
  call.store.save(record);
  tell(call, "payment_intent.created", record);
  if (method.record === null) return answerIntent(call, record, asked.expand);
  call.store.save(method.record);
  const step = stepRecord(call, record, { type: "attach", method: method.record.method });
  return answerIntent(call, step.record, asked.expand);
}

function automaticIn(asked: Creation): IntentRecord["automatic"] {
  if (asked.payment_method_types !== undefined) return null;
  const automatic: NonNullable<Creation["automatic_payment_methods"]> =
    asked.automatic_payment_methods ?? { enabled: true };
  if (!automatic.enabled) return null;
  return { enabled: true, allow_redirects: automatic.allow_redirects ?? "always" };
}

function typesFor(terms: IntentTerms): readonly PaymentMethodType[] {
  const takesDebits = terms.currency === "eur" && terms.captureMethod !== "manual";
  return takesDebits ? ["card", "sepa_debit"] : ["card"];
}

function cardCaptureIn(asked: Update): IntentTerms["cardCaptureMethod"] | undefined {
  const given = asked.payment_method_options?.card?.capture_method;
  if (given === undefined) return undefined;
  return given === "" ? null : given;
}

/** An empty value unsets a text; a missing one leaves it alone. */
function changed<Value>(before: Value | null, given: Value | "" | undefined): Value | null {
  if (given === undefined) return before;
  return given === "" ? null : given;
}

function described(record: IntentRecord, asked: Update): IntentRecord {
  return {
    ...record,
    customer: changed(record.customer, asked.customer),
    description: changed(record.description, asked.description),
    metadata: mergeMetadata(record.metadata, asked.metadata),
    receiptEmail: changed(record.receiptEmail, asked.receipt_email),
    returnUrl: asked.return_url ?? record.returnUrl,
    setupFutureUsage: changed(record.setupFutureUsage, asked.setup_future_usage),
    shipping: changed(record.shipping, asked.shipping),
    statementDescriptor: changed(record.statementDescriptor, asked.statement_descriptor),
    statementDescriptorSuffix: changed(
      record.statementDescriptorSuffix,
      asked.statement_descriptor_suffix,
    ),
    transferGroup: changed(record.transferGroup, asked.transfer_group),
    methodOptions: { ...record.methodOptions, ...asked.payment_method_options },
    methodTypes: asked.payment_method_types ?? record.methodTypes,
  };
}

/** Changes a PaymentIntent; money and method only while its state allows it. */
export function updateIntent(call: Call, before: IntentRecord, asked: Update): ApiAnswer {
  const method = resolveMethod(call, asked);
  if (!method.ok) return method.answer;
  const inputs: IntentInput[] = [];
  const terms = termsIn(asked);
  if (Object.keys(terms).length > 0) inputs.push({ type: "update", terms });
  if (method.record !== null) {
    call.store.save(method.record);
    inputs.push({ type: "attach", method: method.record.method });
  }
  let record = before;
  for (const input of inputs) {
    const step = stepRecord(call, record, input);
    if (step.refusal !== null) return refuseStep(call, record, step.refusal);
    record = step.record;
  }
  const after = described(record, asked);
  call.store.save(after);
  return answerIntent(call, after, asked.expand);
}

function termsIn(asked: Update): Partial<IntentTerms> {
  const cardCaptureMethod = cardCaptureIn(asked);
  return {
    ...(asked.amount === undefined ? {} : { amountMinor: asked.amount }),
    ...(asked.currency === undefined ? {} : { currency: asked.currency.toLowerCase() }),
    ...(asked.capture_method === undefined ? {} : { captureMethod: asked.capture_method }),
    ...(cardCaptureMethod === undefined ? {} : { cardCaptureMethod }),
  };
}
