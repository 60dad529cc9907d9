/** The Stripe account of the local shop: one object that holds all of the stand-in's state. */
import { DurableObject } from "cloudflare:workers";
import { AccountStore } from "./account-store.ts";
import type { ApiAnswer, Wire } from "./api-answer.ts";
import { type Admitted, openDoor } from "./api-door.ts";
import {
  type ApiRequest,
  type ApiResponse,
  drop,
  type Exchange,
  refusalOfFault,
  refuseKey,
  replay,
  respond,
  serverError,
} from "./api-exchange.ts";
import { type Call, show } from "./call.ts";
import type { Delivery } from "./delivery-store.ts";
import type { Env } from "./env.gen.ts";
import type { Fault, FaultRequest } from "./fault.ts";
import { canonicalForm, type FormFields } from "./form.ts";
import { judgeKey, type StoredCall } from "./idempotency.ts";
import { stepRecord } from "./intent-ledger.ts";
import type { Prepared } from "./operation.ts";
import type { IntentInput } from "./payment-intent.ts";
import type { Kind } from "./records.ts";
import { WebhookCourier } from "./webhook-courier.ts";
import { wireOf } from "./wire.ts";

const ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const ID_LENGTH = 24;
const SETTLEMENTS_PER_ALARM_MAX = 100;
const STATE_ROWS_MAX = 10_000;

/** What the challenge page has to know of a payment. */
export interface Challenge {
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: string;
  readonly clientSecret: string;
  readonly returnUrl: string | null;
}

/** Everything that the account holds, for tests and for the curious. */
export interface AccountState {
  readonly payment_intents: Wire[];
  readonly charges: Wire[];
  readonly refunds: Wire[];
  readonly customers: Wire[];
  readonly events: Wire[];
  readonly deliveries: Delivery[];
  readonly faults: Fault[];
}

/** One Stripe account. Its instance is named "account". */
export class StripeAccount extends DurableObject<Env> {
  readonly #store: AccountStore;
  readonly #courier: WebhookCourier;
  /** Keys whose first call has not ended. They die with the object, as running calls do. */
  readonly #running = new Set<string>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new AccountStore(ctx.storage.sql);
    this.#courier = new WebhookCourier({
      store: this.#store,
      shop: env.SHOP,
      url: env.WEBHOOK_URL,
      secret: env.STRIPE_WEBHOOK_SECRET,
    });
  }

  /** Serves one request to the API, under the faults that are on. */
  async serve(request: ApiRequest): Promise<ApiResponse> {
    const exchange: Exchange = { request, requestId: mint("req") };
    const door = openDoor(exchange, this.#circumstances());
    if (!door.ok) return respond(exchange, door.answer);
    const { operation } = door;
    const fault = this.#store.takeFault({ operation: operation.name, event: null });
    const refusal = refusalOfFault(fault, request.idempotencyKey);
    if (refusal !== null) return respond(exchange, refusal);
    if (fault?.kind === "timeout_before_effect") {
      await scheduler.wait(fault.delayMs);
      return drop(fault);
    }
    const response = await this.#runOnce(exchange, door, fault);
    await this.#planAlarm();
    if (fault?.kind !== "timeout_after_effect") return response;
    await scheduler.wait(fault.delayMs);
    return drop(fault);
  }

  #circumstances(): Call {
    return {
      store: this.#store,
      now: Date.now(),
      mint,
      caller: "server",
      id: "",
      requestId: null,
      idempotencyKey: null,
      origin: null,
      shopOrigin: new URL(this.env.WEBHOOK_URL).origin,
      settleMs: Number(this.env.SETTLE_MS),
    };
  }

  /** Runs a call at most once per key, and stores what came of it under the key. */
  async #runOnce(exchange: Exchange, admitted: Admitted, fault: Fault | null) {
    const { operation, call } = admitted;
    const prepared = operation.prepare(call, underFault(admitted.fields, fault));
    if (!prepared.ok) return respond(exchange, prepared.answer);
    const key = operation.method === "POST" ? call.idempotencyKey : null;
    if (key === null) return respond(exchange, await this.#perform(prepared, fault));

    const { path, form } = exchange.request;
    const keyed = { key, path, fingerprint: canonicalForm(form) };
    const verdict = judgeKey(keyed, this.#store.storedCall(key), {
      now: call.now,
      running: this.#running.has(key),
    });
    if (verdict.type === "refuse") return respond(exchange, refuseKey(verdict));
    if (verdict.type === "replay") return replay(exchange, verdict);
    this.#running.add(key);
    try {
      const response = respond(exchange, await this.#perform(prepared, fault));
      if (response.type === "response") {
        const { status, body } = response;
        const stored: StoredCall = { ...keyed, status, body, storedAt: call.now };
        this.#store.keepCall(key, stored);
      }
      return response;
    } finally {
      this.#running.delete(key);
    }
  }

  async #perform(
    prepared: Extract<Prepared, { ok: true }>,
    fault: Fault | null,
  ): Promise<ApiAnswer> {
    if (fault?.kind === "slow") await scheduler.wait(fault.delayMs);
    if (fault?.kind === "error_500_before") return serverError();
    const answered = this.#inOneTurn(prepared.run);
    return fault?.kind === "error_500_after" ? serverError() : answered;
  }

  /** Runs in one transaction. A refusal leaves no trace; a decline (402) is a fact and stays. */
  #inOneTurn(run: () => ApiAnswer): ApiAnswer {
    try {
      return this.ctx.storage.transactionSync(() => {
        const answered = run();
        if (answered.status >= 400 && answered.status !== 402) throw new Refused(answered);
        return answered;
      });
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      throw error;
    }
  }

  /** What a bank shows to the shopper, or null when there is no such payment. */
  challenge(id: string): Challenge | null {
    const record = this.#store.find("payment_intent", id);
    if (record === null) return null;
    const { terms, status } = record.intent;
    const { clientSecret, returnUrl } = record;
    const { amountMinor, currency } = terms;
    return { amountMinor, currency, status, clientSecret, returnUrl };
  }

  /** The shopper answered the bank. A challenge that is over changes nothing. */
  async authenticate(id: string, passed: boolean): Promise<Challenge | null> {
    await this.#happen(id, { type: "authenticate", passed });
    return this.challenge(id);
  }

  /** A delayed payment settles now instead of later. */
  async settle(id: string): Promise<Wire | null> {
    return this.#happen(id, { type: "settle" });
  }

  /** An authorisation that nobody captured lapses. */
  async expire(id: string): Promise<Wire | null> {
    return this.#happen(id, { type: "expire" });
  }

  async #happen(id: string, input: IntentInput): Promise<Wire | null> {
    const call = this.#circumstances();
    const record = this.#store.find("payment_intent", id);
    if (record === null) return null;
    const step = this.ctx.storage.transactionSync(() => stepRecord(call, record, input));
    await this.#planAlarm();
    return show(call, step.record);
  }

  /** Switches a fault on. */
  addFault(request: FaultRequest): Fault {
    return this.#store.addFault(request);
  }

  /** The faults that are on. */
  listFaults(): Fault[] {
    return this.#store.faults();
  }

  /** Switches every fault off. */
  clearFaults(): void {
    this.#store.clearFaults();
  }

  /** Forgets every idempotency key, as Stripe may after a day. */
  forgetKeys(): void {
    this.#store.forgetKeys();
  }

  /** Sends the webhook of an event once more; false when there is no such event. */
  async redeliver(id: string): Promise<boolean> {
    const event = this.#store.find("event", id);
    if (event === null) return false;
    this.#store.deliveries.add({
      event: id,
      type: event.type,
      state: "waiting",
      nextAt: Date.now(),
      fault: null,
    });
    await this.#planAlarm();
    return true;
  }

  /** Everything that the account holds. */
  state(): AccountState {
    return {
      payment_intents: this.#wires("payment_intent"),
      charges: this.#wires("charge"),
      refunds: this.#wires("refund"),
      customers: this.#wires("customer"),
      events: this.#wires("event"),
      deliveries: this.#store.deliveries.newest(STATE_ROWS_MAX),
      faults: this.#store.faults(),
    };
  }

  #wires(kind: Kind): Wire[] {
    return this.#store
      .list(kind, { limit: STATE_ROWS_MAX })
      .map((record) => wireOf(record, (k, id) => this.#store.find(k, id)))
      .reverse();
  }

  /** Forgets everything: the account is as on its first day. */
  async reset(): Promise<void> {
    this.#store.clear();
    await this.ctx.storage.deleteAlarm();
  }

  override async alarm(): Promise<void> {
    for (const id of this.#store.dueSettlements(Date.now(), SETTLEMENTS_PER_ALARM_MAX)) {
      this.#store.dropSettlement(id);
      await this.settle(id);
    }
    await this.#courier.deliverDue();
    await this.#planAlarm();
  }

  /** Wakes for the earliest deadline. An alarm that is set earlier still plans anew itself. */
  async #planAlarm(): Promise<void> {
    const planned = await this.ctx.storage.getAlarm();
    const deadline = this.#store.nextDeadline();
    if (deadline === null || (planned !== null && planned <= deadline)) return;
    await this.ctx.storage.setAlarm(Math.max(deadline, Date.now()));
  }
}

/** Carries a refusal out of a transaction, so that the transaction rolls back. */
class Refused extends Error {
  readonly answer: ApiAnswer;

  constructor(answer: ApiAnswer) {
    super("Refused");
    this.answer = answer;
  }
}

function underFault(fields: FormFields, fault: Fault | null): FormFields {
  if (fault?.kind !== "amount_mismatch" || typeof fields.amount !== "string") return fields;
  return { ...fields, amount: String(Number(fields.amount) + 1) };
}

function mint(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_LENGTH));
  const letters = [...bytes].map((byte) => ID_ALPHABET[byte % ID_ALPHABET.length]);
  return `${prefix}_${letters.join("")}`;
}
