/** A shopper's browser: sends requests again that got no answer, and remembers what it was shown. */
import type { CheckoutView } from "../../../contracts/checkout.ts";
import type { Id } from "../../../domain/id.ts";
import type { AppContext } from "../../../http/context.ts";
import type { Env } from "../../../workers/api/env.gen.ts";
import type { readCheckout } from "../../../workers/checkout/checkout.ts";
import { Chance } from "../random.ts";
import { Life } from "../stage.ts";
import type { Street } from "./street.ts";

/** What the Workers' use cases need of a request. */
export type Context = Parameters<typeof readCheckout>[0];
/** The same for the cart, whose Workers have other bindings. */
export type CartContext = AppContext<Env>;
/** A checkout as it was shown; null where it was not. */
export type Seen = CheckoutView | null;

/** Refusals that come before anything is done under a key. */
const AT_THE_DOOR = /"reason":"quote_expired"/;

/** The shop did not answer; the shopper gives up. */
export class Lost extends Error {}

/** One browser with one cart, and the mood of whoever sits in front of it. */
export class Browser {
  readonly street: Street;
  readonly chance: Chance;
  readonly life: Life;
  readonly cartId: Id<"cart">;
  #keys = 0;
  /** The orders that it was told are paid. */
  readonly paid = new Set<string>();
  /** What was answered under each key. */
  readonly #answers = new Map<string, string>();

  constructor(street: Street, number: number, cartId: Id<"cart">) {
    this.street = street;
    this.chance = new Chance(street.seed, `shopper ${number}`);
    this.life = new Life(`shopper ${number}`);
    this.cartId = cartId;
  }

  /** Whether chance has it so; people who only do what they are told are never so inclined. */
  perhaps(probability: number): boolean {
    return !this.street.isPlain && this.chance.is(probability);
  }

  /** Whether somebody behaves like that now. */
  tempted(fault: Parameters<Street["tempts"]>[0], probability: number): boolean {
    return this.street.tempts(fault, this.chance.next() < probability);
  }

  pause(low: number, high: number): Promise<void> {
    return new Promise((resolve) => {
      this.street.stage.after(this.life, this.chance.int(low, high), resolve);
    });
  }

  /** @returns a key that nobody has used */
  command(name: string) {
    this.#keys += 1;
    return { key: `${this.life.name} ${name} ${this.#keys}`, fingerprint: `${name}` };
  }

  /** A request to the shop; what got no answer is sent again, under the same key. */
  ask<Answer>(handle: (c: Context) => Promise<Answer>): Promise<Answer> {
    return this.#insist(handle as (c: never) => Promise<Answer>);
  }

  async #insist<Answer>(handle: (c: never) => Promise<Answer>): Promise<Answer> {
    const { stage } = this.street;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      try {
        return await this.street.request(this, handle);
      } catch (error) {
        this.street.fell(error);
        if (stage.faults.areOn) stage.faults.happened("F53");
        await this.pause(200, 4_000 * (attempt + 1));
      }
    }
    throw new Lost("gone for good");
  }

  /** The same, about the cart. */
  askCart<Answer>(handle: (c: CartContext) => Promise<Answer>): Promise<Answer> {
    return this.#insist(handle as (c: never) => Promise<Answer>);
  }

  /** The same, and the answer is shown. */
  async see(handle: (c: Context) => ReturnType<typeof readCheckout>): Promise<Seen> {
    const answer = await this.ask(handle);
    if (!answer.ok) return null;
    this.look(answer.value);
    return answer.value;
  }

  /** A checkout is on the screen. */
  look(view: CheckoutView): void {
    const { watch } = this.street;
    if (view.payment !== null) watch.onSecret(view.id, view.payment.clientSecret);
    if (view.status === "completed") this.paid.add(view.id);
  }

  /** I12: one key, one answer. */
  expectSame(key: string, first: string, second: string): void {
    // What the door refuses was never asked under the key: the clock may say something else then.
    if (isAtTheDoor(first) || isAtTheDoor(second)) return;
    const known = this.#answers.get(key) ?? first;
    this.#answers.set(key, known);
    if (first === second) this.street.watch.meet("answer_repeated");
    this.street.watch.expect(
      withoutTokens(first) === withoutTokens(second),
      "I12",
      () => `${key} was answered twice:\n${first}\n${second}`,
    );
  }
}

/** @returns whether an answer came before anything was done under its key */
export function isAtTheDoor(answer: string): boolean {
  return AT_THE_DOOR.test(answer);
}

/** Tokens tell the time of each answer; two of them are equal when everything else is. */
function withoutTokens(answer: string): string {
  return answer.replaceAll(/"(?:token|expiresAt)":"(?:[^"\\]|\\.)*"/g, "");
}
