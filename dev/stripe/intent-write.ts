/** Making and changing PaymentIntents: what is checked first, and what is stored. */
import type * as z from "zod";
import { type ApiAnswer, noSuch, refuse } from "./api-answer.ts";
import { type Call, tell } from "./call.ts";
import { AMOUNT_MINOR_MAX, CURRENCIES, chargeStep, leastCharge, printAmount } from "./currency.ts";
import { answerIntent, confirmRecord, refuseStep } from "./intent-confirm.ts";
import { described, type IntentFields, termsIn } from "./intent-fields.ts";
import { stepRecord } from "./intent-ledger.ts";
import type { intentCreation } from "./parameters.ts";
import { type IntentInput, type IntentTerms, openIntent } from "./payment-intent.ts";
import { resolveMethod } from "./payment-method.ts";
import type { IntentRecord } from "./records.ts";

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
  return checkStep(amount, code, "amount");
}

/** 400 for an amount that is finer than the banks take: three decimals end in 0. */
export function checkStep(
  amount: number | null | undefined,
  currency: string,
  param: string,
): ApiAnswer | null {
  const step = chargeStep(currency);
  if (amount == null || amount % step === 0) return null;
  const message = `Invalid amount: amounts in ${currency.toUpperCase()} must be evenly divisible by ${step}. See https://docs.stripe.com/currencies#three-decimal for more information.`;
  return refuse(400, {
    code: "invalid_charge_amount_no_decimal_compatible",
    message,
    param,
  });
}

type Creation = z.infer<typeof intentCreation>;

/** What a new PaymentIntent is refused for before anything runs. */
export function checkCreation(call: Call, asked: Creation): ApiAnswer | null {
  return checkAmount(asked.amount, asked.currency) ?? checkCustomer(call, asked.customer);
}

/** What a change is refused for before anything runs. */
export function checkUpdate(call: Call, asked: IntentFields): ApiAnswer | null {
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
    cardCaptureMethod: termsIn(asked).cardCaptureMethod ?? null,
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
    allowedTypes: null,
    excludedTypes: null,
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
  const automatic: NonNullable<Creation["automatic_payment_methods"]> =
    asked.automatic_payment_methods ?? { enabled: true };
  if (!automatic.enabled) return null;
  return { enabled: true, allow_redirects: automatic.allow_redirects ?? "always" };
}

/** Changes a PaymentIntent; money and method only while its state allows it. */
export function updateIntent(call: Call, before: IntentRecord, asked: IntentFields): ApiAnswer {
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
