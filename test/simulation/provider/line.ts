/** The line to Stripe: how a request travels, and what may become of it on the way. */
import { type FaultName, type FaultTable, faultTable } from "../faults.ts";
import { Life, type Passage, type Stage } from "../stage.ts";
import type { Account } from "./account.ts";
import type { AccountAnswer, AccountRequest } from "./records.ts";

/** The gateway's own patience, in milliseconds. */
const TIMEOUT_MS = 8_000;
/** How long a great outage lasts: longer than Stripe remembers a key. */
const OUTAGE_MS = 25 * 60 * 60 * 1000;

const WRITING: FaultTable = faultTable({
  F36: 0.02,
  F37: 0.02,
  F38a: 0.01,
  F38b: 0.01,
  F39: 0.015,
  F40: 0.008,
});
const CREATING: FaultTable = faultTable({
  F36: 0.02,
  F37: 0.02,
  F38a: 0.01,
  F38b: 0.015,
  F39: 0.015,
  F40: 0.008,
  F51: 0.004,
});
const READING: FaultTable = faultTable({ F36: 0.02, F39: 0.015, F38a: 0.01 });

/** The line was cut: there is no answer. */
export class NoAnswer extends Error {}
/** A proxy answered in Stripe's place. */
export class NotStripe extends Error {}

/** Sends requests to the account, under the faults. */
export class StripeLine {
  readonly #stage: Stage;
  readonly #account: Account;
  readonly #stripe = new Life("Stripe");

  constructor(stage: Stage, account: Account) {
    this.#stage = stage;
    this.#account = account;
  }

  /** @throws NoAnswer, NotStripe */
  send(request: AccountRequest): Promise<AccountAnswer> {
    const { faults, timeline } = this.#stage;
    const { key, operation } = request;
    const orderId = this.#orderOf(request);
    if (timeline.now < (this.#account.cutOff.get(orderId) ?? 0))
      return this.#stage.call(CUT, this.#silence());
    const table = key === null ? READING : operation === "create" ? CREATING : WRITING;
    const fault = faults.draw(table);
    if (fault === "F37") this.#cutOff(orderId);
    const passage = this.#passage(fault);
    const isLate = passage.failure !== null && passage.requestMs > passage.failureMs;
    return this.#stage.call(passage, {
      life: () => this.#stripe,
      serve: () => {
        const answer = this.#serve(request, fault);
        if (isLate) this.#account.leave(answer);
        return answer;
      },
    });
  }

  #orderOf({ id, parameters }: AccountRequest): string {
    const { metadata } = parameters as { readonly metadata?: { readonly order_id?: string } };
    const intentId = id === "" ? String(parameters.payment_intent) : id;
    return metadata?.order_id ?? this.#account.intents.get(intentId)?.orderId ?? "";
  }

  /** Now and then nothing gets through for so long that Stripe forgets the key. */
  #cutOff(orderId: string): void {
    const { faults, chance, timeline } = this.#stage;
    // Where one is cut off, others often are: a long day of a world then counts for several.
    const share = this.#account.cutOff.size === 0 ? 0.04 : 0.7;
    if (faults.areScripted || !chance.is(share)) return;
    this.#account.cutOff.set(orderId, timeline.now + TIMEOUT_MS + OUTAGE_MS);
    this.#stage.tell(() => `Stripe cannot be reached by ${orderId} for a day and an hour`);
  }

  #serve(request: AccountRequest, fault: FaultName | null): AccountAnswer {
    this.#stage.mix(3);
    const answer = this.#answer(request, fault);
    this.#stage.tell(() => {
      const { operation, key, id } = request;
      const { status } = answer.body;
      return `Stripe ${operation} ${id} ${key ?? ""} -> ${answer.status} ${String(status)} ${fault ?? ""}`;
    });
    return answer;
  }

  #answer(request: AccountRequest, fault: FaultName | null): AccountAnswer {
    switch (fault) {
      case "F38a":
        return this.#account.serve(request, "before");
      case "F38b":
        return this.#account.serve(request, "after");
      case "F39":
        return { status: 429, body: { error: { code: "lock_timeout", message: "Later." } } };
      case "F40":
        return {
          status: 409,
          body: { error: { type: "idempotency_error", code: "idempotency_key_in_use" } },
        };
      case "F51": {
        const { amount } = request.parameters;
        const parameters = { ...request.parameters, amount: Number(amount) + 1 };
        return this.#account.serve({ ...request, parameters });
      }
      default:
        return this.#account.serve(request);
    }
  }

  #passage(fault: FaultName | null): Passage {
    const { chance, faults } = this.#stage;
    const isSlow = faults.areOn && !faults.areScripted && chance.is(0.01);
    const well: Passage = {
      requestMs: isSlow ? chance.int(500, 7_000) : chance.int(30, 200),
      replyMs: chance.int(10, 60),
      runs: 1,
      failure: null,
      failureMs: 0,
      death: null,
    };
    const isPage = chance.is(0.3);
    const failure = () => (isPage ? new NotStripe("504") : new NoAnswer("timeout"));
    const failureMs = isPage ? chance.int(500, 7_500) : TIMEOUT_MS;
    if (fault === "F36") return { ...well, runs: 0, failure, failureMs };
    if (fault !== "F37") return well;
    // Some arrive long after the shop has given up on them.
    const requestMs = chance.is(0.3) ? failureMs + chance.int(1, 90_000) : well.requestMs;
    return { ...well, requestMs, failure, failureMs: Math.max(failureMs, 1_000) };
  }

  #silence() {
    return {
      life: () => this.#stripe,
      serve: (): AccountAnswer => {
        throw new NoAnswer("outage");
      },
    };
  }
}

const CUT: Passage = {
  requestMs: 0,
  replyMs: 0,
  runs: 0,
  failure: () => new NoAnswer("outage"),
  failureMs: TIMEOUT_MS,
  death: null,
};
