/** The charges and refunds of the API. */
import type * as z from "zod";
import { type ApiAnswer, noSuch, refuse } from "./api-answer.ts";
import { answerWith, type Call, tell } from "./call.ts";
import { refundCharge } from "./charge.ts";
import { printAmount } from "./currency.ts";
import { mergeMetadata } from "./intent-ledger.ts";
import { checkPositive, checkStep } from "./intent-write.ts";
import { listRecords } from "./listing.ts";
import { type Operation, operation } from "./operation.ts";
import { listing, metadataUpdate, refundCreation, retrieval } from "./parameters.ts";
import type { ChargeRecord, RefundRecord } from "./records.ts";

const CHARGES = "/v1/charges";
const REFUNDS = "/v1/refunds";

/** Every operation on charges and refunds. */
export const MONEY_BACK_OPERATIONS: readonly Operation[] = [
  operation({
    name: "charges.list",
    method: "GET",
    path: CHARGES,
    shape: listing.charges,
    run: (call, page) =>
      listRecords(call, "charge", {
        url: CHARGES,
        page,
        filter: { customer: page.customer ?? null, paymentIntent: page.payment_intent ?? null },
      }),
  }),
  operation({
    name: "charges.retrieve",
    method: "GET",
    path: `${CHARGES}/:id`,
    shape: retrieval,
    run: (call, { expand }) => {
      const record = call.store.find("charge", call.id);
      return record === null ? noSuch("charge", call.id) : answerWith(call, record, expand);
    },
  }),
  operation({
    name: "refunds.create",
    method: "POST",
    path: REFUNDS,
    shape: refundCreation,
    check: (_call, { amount }) => checkPositive(amount, "amount"),
    run: refund,
  }),
  operation({
    name: "refunds.list",
    method: "GET",
    path: REFUNDS,
    shape: listing.refunds,
    run: (call, page) =>
      listRecords(call, "refund", {
        url: REFUNDS,
        page,
        filter: { charge: page.charge ?? null, paymentIntent: page.payment_intent ?? null },
      }),
  }),
  operation({
    name: "refunds.retrieve",
    method: "GET",
    path: `${REFUNDS}/:id`,
    shape: retrieval,
    run: (call, { expand }) => withRefund(call, (record) => answerWith(call, record, expand)),
  }),
  operation({
    name: "refunds.update",
    method: "POST",
    path: `${REFUNDS}/:id`,
    shape: metadataUpdate,
    run: (call, { expand, metadata }) =>
      withRefund(call, (before) => {
        const after = { ...before, metadata: mergeMetadata(before.metadata, metadata) };
        call.store.save(after);
        tell(call, "refund.updated", after);
        return answerWith(call, after, expand);
      }),
  }),
];

function withRefund(call: Call, use: (record: RefundRecord) => ApiAnswer): ApiAnswer {
  const record = call.store.find("refund", call.id);
  return record === null ? noSuch("refund", call.id) : use(record);
}

type RefundCreation = z.infer<typeof refundCreation>;

function refund(call: Call, asked: RefundCreation): ApiAnswer {
  const found = chargeToRefund(call, asked);
  if (!found.ok) return found.answer;
  const { record } = found;
  const uneven = checkStep(asked.amount, record.currency, "amount");
  if (uneven !== null) return uneven;
  const print = (minor: number) => printAmount(minor, record.currency);
  const step = refundCharge(record.charge, asked.amount ?? null, { id: record.id, print });
  if (!step.ok) return refuse(400, step.refusal);
  const made: RefundRecord = {
    object: "refund",
    id: call.mint("re"),
    createdAt: call.now,
    amountMinor: step.amountMinor,
    currency: record.currency,
    charge: record.id,
    paymentIntent: record.paymentIntent,
    customer: record.customer,
    reason: asked.reason ?? null,
    metadata: mergeMetadata({}, asked.metadata),
  };
  const charged: ChargeRecord = { ...record, charge: step.charge };
  call.store.save(made);
  call.store.save(charged);
  tell(call, "refund.created", made);
  tell(call, "charge.refunded", charged);
  return answerWith(call, made, asked.expand);
}

type FoundCharge =
  | { readonly ok: true; readonly record: ChargeRecord }
  | { readonly ok: false; readonly answer: ApiAnswer };

function chargeToRefund(call: Call, asked: RefundCreation): FoundCharge {
  if (asked.charge !== undefined) {
    const record = call.store.find("charge", asked.charge);
    if (record === null) return missing(noSuch("charge", asked.charge, "charge"));
    return { ok: true, record };
  }
  if (asked.payment_intent === undefined) {
    const message =
      "One of the following params should be provided for this request: payment_intent or charge.";
    return missing(refuse(400, { code: "parameter_missing", message }));
  }
  const intent = call.store.find("payment_intent", asked.payment_intent);
  if (intent === null) {
    return missing(noSuch("payment_intent", asked.payment_intent, "payment_intent"));
  }
  const record =
    intent.latestCharge === null ? null : call.store.find("charge", intent.latestCharge);
  if (record === null || intent.intent.status !== "succeeded") {
    const message = `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`;
    return missing(refuse(400, { message }));
  }
  return { ok: true, record };
}

function missing(answer: ApiAnswer): FoundCharge {
  return { ok: false, answer };
}
