/**
 * The Stripe account of a world. What a PaymentIntent, a charge and an idempotency key do is decided
 * by the rules of dev/stripe; this file only keeps the records and tells of the events.
 */
import { moveCharge, refundCharge } from "../../../dev/stripe/charge.ts";
import { chargeStep, leastCharge } from "../../../dev/stripe/currency.ts";
import { judgeKey, type StoredCall } from "../../../dev/stripe/idempotency.ts";
import { stepIntent } from "../../../dev/stripe/intent-step.ts";
import {
  type Intent,
  type IntentInput,
  openIntent,
  typesOffered,
} from "../../../dev/stripe/payment-intent.ts";
import { kindOfToken, type Refusal } from "../../../dev/stripe/test-method.ts";
import {
  type AccountAnswer,
  type AccountRequest,
  answered,
  type IntentRecord,
  isLeftBehind,
  type RefundRecord,
  refundWireOf,
  refused,
  serverError,
  wireOf,
} from "./records.ts";

/** The events that the shop's endpoint is subscribed to. */
const TOLD = new Set([
  "payment_intent.processing",
  "payment_intent.amount_capturable_updated",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
]);

/** The banks take some currencies in steps. */
const UNEVEN = {
  code: "invalid_charge_amount_no_decimal_compatible",
  message: "The amount is finer than the banks take.",
};

const NONE: readonly IntentRecord[] = [];

/** What the account tells the rest of the world. */
export interface AccountListener {
  readonly now: () => number;
  /** An event that a webhook carries. */
  readonly onEvent: (type: string, record: IntentRecord) => void;
  /** Money or its promise has moved. */
  readonly onMove: (record: IntentRecord, before: Intent) => void;
  /** Something rare happened. */
  readonly onRare: (what: "stored_500" | "key_forgotten" | "replayed") => void;
  /** A delayed method was started: it settles some time later. */
  readonly onDelayed: (record: IntentRecord) => void;
}

/** The account. */
export class Account {
  readonly intents = new Map<string, IntentRecord>();
  readonly #byOrder = new Map<string, readonly IntentRecord[]>();
  readonly #answers = new Map<string, StoredCall>();
  readonly #listener: AccountListener;
  /** Orders whose calls do not get through, and until when. */
  readonly cutOff = new Map<string, number>();
  #ids = 0;

  constructor(listener: AccountListener) {
    this.#listener = listener;
  }

  /** @returns the intents of an order, the oldest first */
  of(orderId: string): readonly IntentRecord[] {
    return this.#byOrder.get(orderId) ?? NONE;
  }

  /**
   * Answers a request. A 500 stands in for the answer and is stored under the key like one.
   * @param failing whether the deed is done all the same
   */
  serve(request: AccountRequest, failing: "before" | "after" | null = null): AccountAnswer {
    const { key, operation, id, parameters } = request;
    if (key === null) {
      return failing === null ? this.#perform(request) : serverError();
    }
    const call = { key, path: `${operation}/${id}`, fingerprint: JSON.stringify(parameters) };
    const stored = this.#answers.get(key) ?? null;
    const now = this.#listener.now();
    const verdict = judgeKey(call, stored, { now, running: false });
    if (verdict.type === "refuse") {
      return { status: verdict.status, body: { error: { ...verdict, type: "idempotency_error" } } };
    }
    if (verdict.type === "replay") {
      this.#listener.onRare(verdict.status >= 500 ? "stored_500" : "replayed");
      return { status: verdict.status, body: JSON.parse(verdict.body), isReplay: true };
    }
    if (stored !== null) this.#forget(stored);
    const done = failing === "before" ? serverError() : this.#perform(request);
    const answer = failing === "after" ? serverError() : done;
    // What a parameter check refuses never ran, so nothing is stored.
    if (answer.status !== 404) {
      const { status, body } = answer;
      this.#answers.set(key, { ...call, status, body: JSON.stringify(body), storedAt: now });
    }
    return answer;
  }

  /** A key has outlived its day. */
  #forget({ body }: StoredCall): void {
    this.#listener.onRare("key_forgotten");
    this.leave({ status: 200, body: JSON.parse(body) });
  }

  /** @returns whether an intent is there that nobody paid, cancelled or ceased to wait for */
  hasIntentLeft(): boolean {
    return [...this.intents.values()].some(isLeftBehind);
  }

  /** Whoever asked for this no longer listens, and may have looked for it before it was there. */
  leave({ body }: AccountAnswer): void {
    const record = this.intents.get(String(body.id));
    if (record !== undefined) record.isStray = true;
  }

  #perform({ operation, id, parameters }: AccountRequest): AccountAnswer {
    if (operation === "create") return this.#create(parameters);
    if (operation === "list") return this.#list(parameters);
    if (operation === "refunds") return this.#refunds(parameters);
    const record = this.intents.get(
      operation === "refund" ? String(parameters.payment_intent) : id,
    );
    if (record === undefined) {
      return refused(404, { code: "resource_missing", message: `No such payment_intent: ${id}` });
    }
    switch (operation) {
      case "retrieve":
        return answered(wireOf(record));
      case "capture":
        return this.#command(record, {
          type: "capture",
          amountMinor: Number(parameters.amount_to_capture),
        });
      case "cancel":
        return this.#command(record, { type: "cancel", reason: null });
      case "refund":
        return this.#refund(record, parameters);
    }
  }

  #create(parameters: AccountRequest["parameters"]): AccountAnswer {
    const metadata = parameters.metadata as Readonly<Record<string, string>>;
    if (Number(parameters.amount) < leastCharge(String(parameters.currency))) {
      return refused(400, { code: "amount_too_small", message: "Too small." });
    }
    if (Number(parameters.amount) % chargeStep(String(parameters.currency)) !== 0) {
      return refused(400, UNEVEN);
    }
    this.#ids += 1;
    const id = `pi_${this.#ids}`;
    const record: IntentRecord = {
      id,
      createdAt: this.#listener.now(),
      clientSecret: `${id}_secret_${this.#ids}`,
      orderId: metadata.order_id ?? "",
      metadata,
      intent: openIntent({
        amountMinor: Number(parameters.amount),
        currency: String(parameters.currency),
        captureMethod: "automatic_async",
        cardCaptureMethod: "manual",
      }),
      charge: null,
      refunds: [],
      authorizedAt: null,
      isStray: false,
      isTouchedByHand: false,
    };
    this.intents.set(id, record);
    this.#byOrder.set(record.orderId, [...this.of(record.orderId), record]);
    return answered(wireOf(record));
  }

  #list(parameters: AccountRequest["parameters"]): AccountAnswer {
    const { created, starting_after: after, limit } = parameters;
    const { gte = 0, lt = Number.POSITIVE_INFINITY } = created as { gte?: number; lt?: number };
    const newest = [...this.intents.values()].reverse();
    const start = after === undefined ? 0 : newest.findIndex(({ id }) => id === after) + 1;
    const found = newest.slice(start).filter(({ createdAt }) => {
      const seconds = Math.floor(createdAt / 1000);
      return seconds >= gte && seconds < lt;
    });
    const page = found.slice(0, Number(limit));
    return answered({ data: page.map(wireOf), has_more: found.length > page.length });
  }

  #refunds(parameters: AccountRequest["parameters"]): AccountAnswer {
    const record = this.intents.get(String(parameters.payment_intent));
    const data = (record?.refunds ?? []).map(refundWireOf).reverse();
    return answered({ data: data.slice(0, Number(parameters.limit)), has_more: false });
  }

  #command(record: IntentRecord, input: IntentInput): AccountAnswer {
    const refusal = this.#step(record, input);
    return refusal === null ? answered(wireOf(record)) : refused(400, refusal, wireOf(record));
  }

  #refund(record: IntentRecord, parameters: AccountRequest["parameters"]): AccountAnswer {
    if (record.charge === null || record.intent.status !== "succeeded") {
      return refused(400, { message: "There is no successful charge to refund." });
    }
    const asked = parameters.amount === undefined ? null : Number(parameters.amount);
    if (asked !== null && asked % chargeStep(record.intent.terms.currency) !== 0) {
      return refused(400, UNEVEN);
    }
    const step = refundCharge(record.charge, asked, { id: record.id, print: String });
    if (!step.ok) return refused(400, step.refusal);
    this.#ids += 1;
    const refund: RefundRecord = {
      id: `re_${this.#ids}`,
      amountMinor: step.amountMinor,
      metadata: (parameters.metadata ?? {}) as Readonly<Record<string, string>>,
      createdAt: this.#listener.now(),
    };
    record.charge = step.charge;
    record.refunds.push(refund);
    this.#listener.onMove(record, record.intent);
    this.#listener.onEvent("charge.refunded", record);
    return answered(refundWireOf(refund));
  }

  #step(record: IntentRecord, input: IntentInput): Refusal | null {
    const before = record.intent;
    const { intent, effects, refusal } = stepIntent(before, input);
    if (refusal !== null || intent === before) return refusal;
    record.intent = intent;
    for (const effect of effects) {
      if (effect.type === "charge") record.charge = moveCharge(record.charge, effect.move);
    }
    if (intent.status === "requires_capture") record.authorizedAt = this.#listener.now();
    if (intent.status === "processing") this.#listener.onDelayed(record);
    this.#listener.onMove(record, before);
    for (const effect of effects) {
      if (effect.type === "event" && TOLD.has(effect.event)) {
        this.#listener.onEvent(effect.event, record);
      }
    }
    return null;
  }

  /** The shopper's browser pays. @returns the status that the browser sees, or why not */
  confirm(id: string, secret: string, token: string): Intent["status"] | "refused" {
    const record = this.intents.get(id);
    const kind = kindOfToken(token);
    if (record === undefined || record.clientSecret !== secret || kind === null) return "refused";
    const { face, conduct } = kind;
    const { terms } = record.intent;
    const offered = typesOffered(terms, { allowedTypes: null, excludedTypes: null });
    if (!offered.includes(face.type)) return "refused";
    const method = { id: `pm_${token}`, type: face.type, conduct };
    return this.#step(record, { type: "confirm", method }) === null
      ? record.intent.status
      : "refused";
  }

  /** Something happens to an intent: the bank answers, a debit settles, an authorisation lapses. */
  happen(id: string, input: IntentInput): void {
    const record = this.intents.get(id);
    if (record !== undefined) this.#step(record, input);
  }

  /** Staff refund in the dashboard, without the shop. */
  refundByHand(id: string, amountMinor: number | null): boolean {
    const record = this.intents.get(id);
    if (record === undefined) return false;
    const amount = amountMinor === null ? {} : { amount: amountMinor };
    const done = this.#refund(record, { payment_intent: id, ...amount }).status === 200;
    if (done) record.isTouchedByHand = true;
    return done;
  }

  /** Staff cancel in the dashboard, without the shop. */
  cancelByHand(id: string): boolean {
    const record = this.intents.get(id);
    if (record === undefined) return false;
    const done = this.#step(record, { type: "cancel", reason: "requested_by_customer" }) === null;
    if (done) record.isTouchedByHand = true;
    return done;
  }
}
