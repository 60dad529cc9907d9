/** A payment provider in memory for tests: keeps its word as Stripe does, and stumbles when told to. */
import type { Id } from "./id.ts";
import type { Order } from "./order.ts";
import type { OrderEffect } from "./order-request.ts";
import type { Intent, IntentStatus, Outcome } from "./payment.ts";
import { invariant } from "./result.ts";

/** An intent as the provider keeps it. */
export interface KeptIntent {
  readonly id: string;
  readonly orderId: Id<"order">;
  readonly amountMinor: number;
  status: IntentStatus;
  receivedMinor: number;
  refundedMinor: number;
}

type Answer = Outcome<Intent>;

/** Keeps intents, remembers the answers of keys as Stripe does, and fails as often as it is told. */
export class Provider {
  readonly intents: KeptIntent[] = [];
  readonly #answers = new Map<string, () => Answer>();
  readonly #refunds = new Map<string, "succeeded" | "failed">();
  readonly #chance: () => number;
  /** How likely a call goes wrong. */
  trouble = 0;

  constructor(chance: () => number) {
    this.#chance = chance;
  }

  call(order: Order, effect: OrderEffect): Answer {
    switch (effect.kind) {
      case "create_intent":
        return this.#keyed(`${order.id}:${effect.id}`, () => this.#create(order, effect));
      case "capture_intent":
        return this.#keyed(`${order.id}:${effect.id}`, () =>
          this.#move(effect.intentId, ["requires_capture"], "succeeded"),
        );
      case "cancel_intent":
        return this.#keyed(`${order.id}:${effect.id}`, () =>
          this.#move(effect.intentId, CANCELLABLE, "canceled"),
        );
      case "find_intent": {
        const found = this.intents.find(
          (each) => each.orderId === order.id && each.status !== "canceled",
        );
        return found === undefined ? { outcome: "absent" } : done(found);
      }
      case "retrieve_intent":
        return done(this.get(effect.intentId));
      default:
        throw new Error(`The provider is not asked to ${effect.kind}`);
    }
  }

  refund(key: string, { intentId, amountMinor }: { intentId: string; amountMinor: number }) {
    const known = this.#refunds.get(key);
    if (known !== undefined) return known;
    const intent = this.get(intentId);
    const isPossible = intent.refundedMinor + amountMinor <= intent.receivedMinor;
    const status = isPossible && this.#chance() >= this.trouble ? "succeeded" : "failed";
    if (status === "succeeded") intent.refundedMinor += amountMinor;
    this.#refunds.set(key, status);
    return status;
  }

  /** What a browser with the intent's secret brings about, whenever it likes. */
  pay(intentId: string, status: IntentStatus): void {
    const intent = this.get(intentId);
    const isPayable = ["requires_payment_method", "requires_action"].includes(intent.status);
    const isSettling = intent.status === "processing";
    if (!isPayable && !(isSettling && status !== "requires_capture")) return;
    intent.status = status;
    if (status === "succeeded") intent.receivedMinor = intent.amountMinor;
  }

  /** An authorisation that nobody captured. */
  lapse(intentId: string): void {
    const intent = this.get(intentId);
    if (intent.status === "requires_capture") intent.status = "canceled";
  }

  get(intentId: string): KeptIntent {
    const intent = this.intents.find((each) => each.id === intentId);
    invariant(intent !== undefined, "the provider knows its intents");
    return intent;
  }

  /** A failure is kept under its key, as Stripe keeps a 500; what was busy is not. */
  #keyed(key: string, run: () => Answer): Answer {
    const known = this.#answers.get(key);
    if (known !== undefined) return known();
    if (this.#chance() >= this.trouble) return this.#keep(key, run());
    const unknown = { outcome: "unknown", code: "api_error" } as const;
    if (this.#chance() < 0.5) run();
    return this.#keep(key, unknown);
  }

  #keep(key: string, answer: Answer): Answer {
    this.#answers.set(key, () => answer);
    return answer;
  }

  #create(order: Order, { amountMinor }: { amountMinor: number }): Answer {
    const intent: KeptIntent = {
      id: `pi_${this.intents.length + 1}`,
      orderId: order.id,
      amountMinor,
      status: "requires_payment_method",
      receivedMinor: 0,
      refundedMinor: 0,
    };
    this.intents.push(intent);
    return done(intent);
  }

  #move(intentId: string, from: readonly IntentStatus[], to: IntentStatus): Answer {
    const intent = this.get(intentId);
    if (!from.includes(intent.status)) return { outcome: "refused", code: "unexpected_state" };
    intent.status = to;
    if (to === "succeeded") intent.receivedMinor = intent.amountMinor;
    return done(intent);
  }
}

const CANCELLABLE = ["requires_payment_method", "requires_action", "requires_capture"] as const;

function done({ id, status, amountMinor, receivedMinor }: KeptIntent): Answer {
  const value: Intent = {
    intentId: id,
    status,
    amountMinor,
    receivedMinor,
    currency: "EUR",
    clientSecret: `${id}_secret`,
    declineCode: null,
  };
  return { outcome: "done", value };
}
