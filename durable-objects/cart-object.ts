/** The one owner of a shopper's cart; its name is the cart's id. */
import { DurableObject } from "cloudflare:workers";
import { type CartState, cartAt, type VariantFacts } from "../domain/cart.ts";
import type { CatalogLook } from "../domain/cart-facts.ts";
import { type CartCommand, type CartProblem, stepCart } from "../domain/cart-step.ts";
import { type Id, mintId } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import { invariant, type Result } from "../domain/result.ts";
import type { Env } from "../env.gen.ts";
import { type IdempotencyMismatch, runCommand } from "../runtime/commands.ts";
import { CartStore } from "./cart-store.ts";

/** Who asks and what for, so that a repeated request is answered and not done again. */
export interface CartCall {
  readonly key: string;
  readonly fingerprint: string;
}

/** The cart after a command, or why it stays as it was. */
export type CartAnswer = Result<CartState, CartProblem | IdempotencyMismatch>;

/** A cart: loads, steps, stores. The rules are in domain/cart-step.ts. */
export class CartObject extends DurableObject<Env> {
  readonly #store: CartStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new CartStore(ctx.storage);
  }

  /** The cart as it stands; writes nothing. */
  view(): CartState {
    return cartAt(this.#store.state, Date.now());
  }

  /** Adds units of a variant; an empty cart takes the currency of the page it is filled from. */
  add({
    facts,
    quantity,
    currency,
    ...call
  }: CartCall & {
    readonly facts: VariantFacts;
    readonly quantity: number;
    readonly currency: Currency;
  }): CartAnswer {
    invariant(facts.unitPrice.currency === currency, "facts come in the page's currency");
    const lineId = mintId("line", Date.now(), crypto.getRandomValues(new Uint8Array(10)));
    return this.#run(call, { type: "add", lineId, facts, quantity });
  }

  /** Sets the units of a line; 0 removes it. */
  setQuantity({
    lineId,
    quantity,
    available,
    ...call
  }: CartCall & {
    readonly lineId: Id<"line">;
    readonly quantity: number;
    /** Units that can be bought, where the caller has looked. */
    readonly available?: number;
  }): CartAnswer {
    const known = available === undefined ? {} : { available };
    return this.#run(call, { type: "set_quantity", lineId, quantity, ...known });
  }

  /** Takes a line out; undo brings it back. */
  remove({ lineId, ...call }: CartCall & { readonly lineId: Id<"line"> }): CartAnswer {
    return this.#run(call, { type: "remove", lineId });
  }

  /** Takes every line out; undo brings them back. */
  clear(call: CartCall): CartAnswer {
    return this.#run(call, { type: "clear" });
  }

  /** Brings back what the last removal took out. */
  undo(call: CartCall): CartAnswer {
    return this.#run(call, { type: "undo" });
  }

  /** Prices every line in another currency, or none where one of them has no price in it. */
  changeCurrency({
    currency,
    facts,
    ...call
  }: CartCall & {
    readonly currency: Currency;
    /** The facts of every line in the new currency. */
    readonly facts: readonly VariantFacts[];
  }): CartAnswer {
    return this.#run(call, { type: "change_currency", currency, facts });
  }

  /** Takes the notices away; they come again only when something changes again. */
  dismissNotices(call: CartCall): CartAnswer {
    return this.#run(call, { type: "dismiss_notices" });
  }

  /** Compares the lines with the catalog. Safe to repeat; writes only where something changed. */
  refresh({ facts, gone = [] }: CatalogLook): Result<CartState, CartProblem> {
    return this.#apply({ type: "refresh", facts, gone });
  }

  /** Notes the order that was opened from this cart. @returns the one noted before, if another */
  checkOut({ orderId }: { readonly orderId: Id<"order"> }): Id<"order"> | null {
    const { checkoutId } = this.#store.state;
    this.#apply({ type: "check_out", orderId });
    return checkoutId === orderId ? null : checkoutId;
  }

  /** Keeps a code with the cart; whether it does anything is for whoever reckons. */
  addCode({ code, ...call }: CartCall & { readonly code: string }): CartAnswer {
    return this.#run(call, { type: "add_code", code });
  }

  /** Takes a code back. */
  removeCode({ code, ...call }: CartCall & { readonly code: string }): CartAnswer {
    return this.#run(call, { type: "remove_code", code });
  }

  /** The codes as the shopper left them at the checkout. Safe to repeat. */
  keepCodes({ codes }: { readonly codes: readonly string[] }): Result<CartState, CartProblem> {
    return this.#apply({ type: "keep_codes", codes });
  }

  /** Takes out what a confirmed order bought, once per order; what was added since stays. */
  settle({
    orderId,
    lines,
  }: {
    readonly orderId: Id<"order">;
    readonly lines: readonly { readonly lineId: Id<"line">; readonly quantity: number }[];
  }): Result<CartState, CartProblem> {
    return this.#apply({ type: "settle", orderId, lines });
  }

  /** Rings when the cart may have been idle for too long. */
  override async alarm(): Promise<void> {
    await this.#store.ring(Date.now());
  }

  /** A command that a caller may repeat: its answer is remembered under its key. */
  #run({ key, fingerprint }: CartCall, command: CartCommand): CartAnswer {
    const now = Date.now();
    return this.#store.write(now, () =>
      runCommand(this.ctx.storage, { key, fingerprint, now }, () => this.#step(command, now)),
    );
  }

  /** A command that is harmless to repeat by itself. */
  #apply(command: CartCommand): Result<CartState, CartProblem> {
    const now = Date.now();
    const { state, result } = stepCart(this.#store.state, command, now);
    if (state !== this.#store.state) this.#store.write(now, () => this.#store.save(state, now));
    return result;
  }

  #step(command: CartCommand, now: number): Result<CartState, CartProblem> {
    const { state, result } = stepCart(this.#store.state, command, now);
    this.#store.save(state, now);
    return result;
  }
}
