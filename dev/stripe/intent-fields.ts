/** The fields of a PaymentIntent that creating, changing and confirming it may set. */
import type * as z from "zod";
import { mergeMetadata } from "./intent-ledger.ts";
import type { intentUpdate } from "./parameters.ts";
import type { IntentTerms } from "./payment-intent.ts";
import type { IntentRecord } from "./records.ts";

/** Fields as they were asked for. */
export type IntentFields = z.infer<typeof intentUpdate>;

/** The terms that were asked for; what was not asked for is left out. */
export function termsIn(asked: IntentFields): Partial<IntentTerms> {
  const cardCaptureMethod = cardCaptureIn(asked);
  return {
    ...(asked.amount === undefined ? {} : { amountMinor: asked.amount }),
    ...(asked.currency === undefined ? {} : { currency: asked.currency.toLowerCase() }),
    ...(asked.capture_method === undefined ? {} : { captureMethod: asked.capture_method }),
    ...(cardCaptureMethod === undefined ? {} : { cardCaptureMethod }),
  };
}
function cardCaptureIn(asked: IntentFields): IntentTerms["cardCaptureMethod"] | undefined {
  const given = asked.payment_method_options?.card?.capture_method;
  if (given === undefined) return undefined;
  return given === "" ? null : given;
}

/** The record with the descriptive fields that were asked for. */
export function described(record: IntentRecord, asked: IntentFields): IntentRecord {
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
    allowedTypes: asked.allowed_payment_method_types ?? record.allowedTypes,
    excludedTypes: asked.excluded_payment_method_types ?? record.excludedTypes,
  };
}

/** An empty value unsets a text; a missing one leaves it alone. */
function changed<Value>(before: Value | null, given: Value | "" | undefined): Value | null {
  if (given === undefined) return before;
  return given === "" ? null : given;
}
