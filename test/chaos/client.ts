/** A shopper's program that does not give up: lost replies are asked for again under the same key. */
import type { Id } from "../../domain/id.ts";
import type { Answer } from "../purchase.ts";
import { Shopper } from "../shopper.ts";
import type { Chance } from "../simulation/random.ts";
import type { Record } from "./record.ts";
import { pause } from "./shop-process.ts";

/** Pauses between tries, in milliseconds. */
const [PAUSE_MS_MIN, PAUSE_MS_MAX] = [40, 250];
/** How soon a client hangs up who does not wait for the reply, in milliseconds. */
const HANG_UP_MS_MAX = 120;
/** Answers of the server's that will be the same next time. */
const FINAL_CODES = new Set(["unavailable", "payment_failed"]);

/** Nobody answered in all that time. */
export class Unanswered extends Error {}

/** How long a client waits in milliseconds: for one reply, and over all tries; and how likely it hangs up much sooner. */
export interface Patience {
  readonly replyMs: number;
  readonly answerMs: number;
  readonly hangUpChance: number;
}

/** A flaky line. */
const FLAKY: Patience = { replyMs: 25_000, answerMs: 240_000, hangUpChance: 0.04 };
/** Somebody who stares at the page. */
export const STARING: Patience = { replyMs: 400_000, answerMs: 400_000, hangUpChance: 0 };

/** Keeps the crowd back while the shop is looked at. */
export class Gate {
  #open = Promise.withResolvers<void>();

  constructor() {
    this.#open.resolve();
  }

  /** Nobody asks for anything from now on. */
  close(): void {
    this.#open = Promise.withResolvers<void>();
  }

  open(): void {
    this.#open.resolve();
  }

  /** Resolves while it is open. */
  passed(): Promise<void> {
    return this.#open.promise;
  }
}

/** What a client needs besides the shop. */
export interface ClientParts {
  readonly origin: string;
  readonly gate?: Gate;
  readonly patience?: Patience;
  readonly record: Record;
  readonly chance: Chance;
}

/** One shopper who asks until there is an answer. */
export class Client {
  readonly shopper: Shopper;
  readonly #record: Record;
  readonly #chance: Chance;
  readonly #gate: Gate;
  readonly #patience: Patience;

  constructor({ origin, record, chance, gate = new Gate(), patience = FLAKY }: ClientParts) {
    this.shopper = new Shopper(origin);
    this.#gate = gate;
    this.#patience = patience;
    this.#record = record;
    this.#chance = chance;
  }

  /** The cart that the cookie names. */
  get cartId(): Id<"cart"> {
    const [, payload = ""] = (this.shopper.cookies.get("kiosk_cart") ?? "").split(".");
    return JSON.parse(Buffer.from(payload, "base64url").toString()).sub;
  }

  /** A new key, as a client makes one for each thing that it wants done. */
  key(): string {
    return `chaos-${this.#chance.int(0, 2 ** 31)}-${this.#chance.int(0, 2 ** 31)}`;
  }

  /** Sends a command until it is answered. */
  async command<View>(
    method: string,
    path: string,
    { json, key = this.key() }: { json?: unknown; key?: string } = {},
  ): Promise<Answer<View>> {
    return this.insist(async (signal) => {
      const response = await this.shopper.fetch(path, {
        method,
        headers: { "idempotency-key": key },
        signal,
        ...(json === undefined ? {} : { json }),
      });
      const body = (await response.json()) as Answer<View>["body"];
      const isFinal = response.status < 500 || FINAL_CODES.has(String(body.code));
      return isFinal && response.status !== 429 ? { status: response.status, body } : null;
    });
  }

  /** Reads until it is answered. */
  read<View>(path: string): Promise<Answer<View>> {
    return this.insist(async (signal) => {
      const response = await this.shopper.fetch(path, { signal });
      const isFinal = response.status < 500 && response.status !== 429;
      return isFinal ? { status: response.status, body: await response.json() } : null;
    }) as Promise<Answer<View>>;
  }

  /** Tries until there is an answer that is not null. @throws Unanswered where none ever comes */
  async insist<Value>(attempt: (signal: AbortSignal) => Promise<Value | null>): Promise<Value> {
    const deadline = Date.now() + this.#patience.answerMs;
    let trouble = "the shop is in trouble";
    while (Date.now() < deadline) {
      await this.#gate.passed();
      const hangsUp = this.#chance.is(this.#patience.hangUpChance);
      const patienceMs = hangsUp ? this.#chance.int(1, HANG_UP_MS_MAX) : this.#patience.replyMs;
      const signal = AbortSignal.timeout(patienceMs);
      const value = await Promise.race([attempt(signal), hungUp(signal)]).catch(
        (error: unknown) => {
          trouble = String(error);
          return null;
        },
      );
      if (value !== null) return value;
      this.#record.retries += 1;
      await pause(this.#chance.int(PAUSE_MS_MIN, PAUSE_MS_MAX));
    }
    this.#record.unanswered += 1;
    throw new Unanswered(trouble);
  }
}

/** Rejects when the client hangs up, also where the request itself does not listen to it. */
function hungUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
