/** Writes down what a step of a PaymentIntent came to: the intent, its charge, the events. */
import { type Call, tell } from "./call.ts";
import { type ChargeMove, eventOfMove, moveCharge } from "./charge.ts";
import { stepIntent } from "./intent-step.ts";
import { type IntentInput, methodOf } from "./payment-intent.ts";
import type { ChargeRecord, IntentRecord, Kind, RecordKinds } from "./records.ts";
import type { Refusal } from "./test-method.ts";

/** A step as it was written down. */
export interface LedgerStep {
  readonly record: IntentRecord;
  readonly refusal: Refusal | null;
}

/** Steps an intent and stores everything that follows from it. A refused step stores nothing. */
export function stepRecord(call: Call, before: IntentRecord, input: IntentInput): LedgerStep {
  const { intent, effects, refusal } = stepIntent(before.intent, input);
  if (refusal !== null || intent === before.intent) return { record: before, refusal };
  const moves = effects.flatMap((effect) => (effect.type === "charge" ? [effect.move] : []));
  const charge = moves.reduce<ChargeRecord | null>(
    (latest, move) => applyMove(call, { ...before, intent }, { latest, move }),
    before.latestCharge === null ? null : call.store.find("charge", before.latestCharge),
  );
  const record: IntentRecord = {
    ...before,
    intent,
    latestCharge: charge?.id ?? null,
    canceledAt: intent.status === "canceled" ? call.now : null,
  };
  if (charge !== null) call.store.save(charge);
  call.store.save(record);
  if (intent.status === "processing") {
    call.store.planSettlement(record.id, call.now + call.settleMs);
  } else {
    call.store.dropSettlement(record.id);
  }
  for (const effect of effects) {
    if (effect.type === "event") tell(call, effect.event, record);
    else if (charge !== null) tell(call, eventOfMove(effect.move), charge);
  }
  return { record, refusal: null };
}

function applyMove(
  call: Call,
  of: IntentRecord,
  { latest, move }: { readonly latest: ChargeRecord | null; readonly move: ChargeMove },
): ChargeRecord {
  const charge = moveCharge(latest?.charge ?? null, move);
  if (latest !== null && move.type !== "open") return { ...latest, charge };
  return {
    object: "charge",
    id: call.mint(methodType(of) === "card" ? "ch" : "py"),
    createdAt: call.now,
    charge,
    currency: of.intent.terms.currency,
    paymentIntent: of.id,
    customer: of.customer,
    method: methodId(of),
    description: of.description,
    metadata: of.metadata,
    receiptEmail: of.receiptEmail,
    shipping: of.shipping,
    statementDescriptor: of.statementDescriptor,
    statementDescriptorSuffix: of.statementDescriptorSuffix,
    transferGroup: of.transferGroup,
  };
}

function triedMethod({ intent }: IntentRecord) {
  const tried =
    intent.status === "requires_payment_method"
      ? (intent.failed?.method ?? null)
      : methodOf(intent);
  if (tried === null) throw new RangeError("A charge was opened without a payment method");
  return tried;
}

function methodId(of: IntentRecord): string {
  return triedMethod(of).id;
}

function methodType(of: IntentRecord): string {
  return triedMethod(of).type;
}

/** A merchant's changes to metadata: new values, with the empty ones taken away. */
export function mergeMetadata(
  before: RecordKinds[Exclude<Kind, "event" | "payment_method">]["metadata"],
  change: "" | Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  if (change === undefined) return before;
  if (change === "") return {};
  const merged = Object.entries({ ...before, ...change });
  return Object.fromEntries(merged.filter(([, value]) => value !== ""));
}
