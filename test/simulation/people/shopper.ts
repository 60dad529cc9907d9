/** A shopper: fills a cart, checks out, pays or does not, and is no more patient than people are. */
import type { CheckoutView } from "../../../contracts/checkout.ts";
import type { Id } from "../../../domain/id.ts";
import { FINAL_LOOK_MS } from "../../../domain/order.ts";
import { addToCart, changeLine, readCart } from "../../../http/cart.ts";
import {
  cancelCheckout,
  changeCheckout,
  completeCheckout,
  openCheckout,
  readCheckout,
  refreshCheckout,
} from "../../../workers/checkout/checkout.ts";
import { Chance } from "../random.ts";
import { Life } from "../stage.ts";
import type { Street } from "./street.ts";

const CARDS = ["pm_card_visa", "pm_card_mastercard"] as const;
const BAD_CARDS = [
  "pm_card_visa_chargeDeclined",
  "pm_card_chargeDeclinedExpiredCard",
  "pm_card_visa_chargeDeclinedInsufficientFunds",
] as const;
const CHALLENGES = ["pm_card_threeDSecure2Required", "pm_card_authenticationRequired"] as const;
/** How often a page asks whether the order is through. */
const LOOKS_MAX = 8;
const MINUTE_MS = 60_000;

type Context = Parameters<typeof readCheckout>[0];
type Seen = CheckoutView | null;

/** One person with one browser and one cart. */
export class Shopper {
  readonly cartId: Id<"cart">;
  readonly #street: Street;
  readonly #chance: Chance;
  readonly life: Life;
  #keys = 0;
  /** The orders that this shopper was told are paid. */
  readonly paid = new Set<string>();
  /** What this shopper has seen of each checkout under each key. */
  readonly #answers = new Map<string, string>();

  constructor(street: Street, number: number, cartId: Id<"cart">) {
    this.#street = street;
    this.#chance = new Chance(street.seed, `shopper ${number}`);
    this.life = new Life(`shopper ${number}`);
    this.cartId = cartId;
  }

  /** The whole visit. */
  async visit(): Promise<void> {
    const visits = this.#perhaps(0.2) ? 2 : 1;
    for (let visit = 0; visit < visits; visit += 1) {
      await this.#pause(0, this.#street.spreadMs);
      try {
        if (!(await this.#fillCart())) continue;
        await this.#checkOut();
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
      }
    }
  }

  /** Whether chance has it so; people who only do what they are told are never so inclined. */
  #perhaps(probability: number): boolean {
    return !this.#street.isPlain && this.#chance.is(probability);
  }

  #pause(low: number, high: number): Promise<void> {
    return new Promise((resolve) => {
      this.#street.stage.after(this.life, this.#chance.int(low, high), resolve);
    });
  }

  #command(name: string) {
    this.#keys += 1;
    return { key: `${this.life.name} ${name} ${this.#keys}`, fingerprint: `${name}` };
  }

  /** A request to the shop; a browser repeats what got no answer, under the same key. */
  async #ask<Answer>(handle: (c: Context) => Promise<Answer>): Promise<Answer> {
    const { stage } = this.#street;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      try {
        return await this.#street.request(this, handle as (c: never) => Promise<Answer>);
      } catch (error) {
        this.#street.fell(error);
        if (stage.faults.areOn) stage.faults.happened("F53");
        await this.#pause(200, 4_000 * (attempt + 1));
      }
    }
    throw new Lost("gone for good");
  }

  /** The same, and the answer is shown. */
  async #see(handle: (c: Context) => ReturnType<typeof readCheckout>): Promise<Seen> {
    const answer = await this.#ask(handle);
    if (!answer.ok) return null;
    this.#look(answer.value);
    return answer.value;
  }

  #look(view: CheckoutView): void {
    const { watch } = this.#street;
    if (view.payment !== null) watch.onSecret(view.id, view.payment.clientSecret);
    if (view.status === "completed") this.paid.add(view.id);
  }

  async #fillCart(): Promise<boolean> {
    const lines = this.#perhaps(0.45) ? this.#chance.int(2, 3) : 1;
    const currency = this.#street.currencyOf(this.cartId);
    let isFilled = false;
    for (let line = 0; line < lines; line += 1) {
      const variantId = this.#street.variantFor(this.#chance);
      const quantity = this.#perhaps(0.25) ? this.#chance.int(2, 3) : 1;
      const command = this.#command("add");
      const added = await this.#ask((c) =>
        addToCart(c, command, { variantId, quantity, currency }),
      );
      if (added.ok) isFilled = true;
      if (added.ok && this.#tempted("F52", 0.03)) {
        const again = await this.#ask((c) =>
          addToCart(c, command, { variantId, quantity, currency }),
        );
        this.#expectSame(command.key, JSON.stringify(added), JSON.stringify(again));
      }
    }
    return isFilled;
  }

  #tempted(fault: Parameters<Street["tempts"]>[0], probability: number): boolean {
    return this.#street.tempts(fault, this.#chance.next() < probability);
  }

  async #checkOut(): Promise<void> {
    let opened = await this.#open();
    for (let round = 0; round < 3 && opened !== null; round += 1) {
      const view: Seen = await this.#address(opened);
      if (view === null || this.#perhaps(0.04)) return;
      if (this.#perhaps(0.04)) {
        await this.#cancel(view.id);
        if (this.#perhaps(0.4)) return;
        opened = await this.#open();
        continue;
      }
      const end = await this.#place(view);
      if (end !== "again") return;
      await this.#pause(500, 20_000);
      opened = await this.#open();
    }
  }

  async #open(): Promise<Seen> {
    const command = this.#command("open");
    if (!this.#tempted("F52", 0.05)) return this.#see((c) => openCheckout(c, command));
    // Two tabs: both end in the same order.
    const other = this.#command("open");
    const [first, second] = await Promise.all([
      this.#see((c) => openCheckout(c, command)),
      this.#see((c) => openCheckout(c, other)),
    ]);
    return second ?? first;
  }

  async #address(view: CheckoutView): Promise<Seen> {
    await this.#pause(500, 30_000);
    const country = this.#chance.pick(["DE", "DE", "FR", "US"]);
    const change = {
      email: "ada@example.com",
      address: {
        name: "Ada Lovelace",
        line1: "Hafenstr. 1",
        line2: "",
        city: "Hamburg",
        region: "",
        postalCode: "20457",
        country,
      },
      shippingMethod: this.#chance.is(0.8) ? "standard" : "pickup",
    };
    const command = this.#command("change");
    const changed = await this.#see((c) => changeCheckout(c, view.id, { change, command }));
    return changed ?? this.#see((c) => readCheckout(c, view.id));
  }

  async #cancel(id: Id<"order">): Promise<void> {
    const command = this.#command("cancel");
    await this.#see((c) => cancelCheckout(c, id, command));
  }

  /** Places the order and pays it. @returns "again" where the cart has to be checked out anew */
  async #place(view: CheckoutView): Promise<"again" | "over"> {
    if (this.#tempted("F55", 0.05)) {
      await this.#editCart();
    }
    if (this.#tempted("F56", 0.05)) this.#street.changePrice(view.lines[0]?.variantId);
    if (this.#perhaps(0.02)) await this.#pause(0, 35 * MINUTE_MS);
    const placed = await this.#complete(view);
    if (placed === "again" || placed === null) return placed ?? "over";
    if (placed.status === "completed" || placed.status === "canceled") return "over";
    await this.#pay(placed);
    return "over";
  }

  async #editCart(): Promise<void> {
    const cart = await this.#ask((c) => readCart(c));
    const line = cart.lines[0];
    if (line === undefined) return;
    const quantity = this.#chance.is(0.5) ? line.quantity + 1 : Math.max(0, line.quantity - 1);
    const command = this.#command("edit");
    await this.#ask((c) => changeLine(c, command, { lineId: line.id, quantity }));
  }

  async #complete(first: CheckoutView): Promise<CheckoutView | "again" | null> {
    let view: Seen = first;
    for (let attempt = 0; attempt < 3 && view !== null; attempt += 1) {
      const { quote, id } = view;
      if (quote === null) return view;
      this.#street.agree(id, quote.total.minor);
      const request = { quote: quote.token, command: this.#command("complete") };
      const answer = await this.#completeOnce(id, request);
      if (answer.ok) {
        this.#look(answer.value);
        return answer.value;
      }
      const { reason } = answer.problem;
      this.#street.refused(reason);
      if (reason === "cart_changed" || reason === "checkout_closed") return "again";
      if (reason === "sold_out" && this.#perhaps(0.7)) {
        await this.#fewer();
        return "again";
      }
      if (this.#perhaps(0.3)) return null;
      await this.#pause(0, this.#perhaps(0.5) ? 50 : 15_000);
      view = await this.#see((c) => readCheckout(c, id));
    }
    return view?.status === "ready_for_complete" ? null : view;
  }

  async #completeOnce(
    id: Id<"order">,
    request: Parameters<typeof completeCheckout>[2],
  ): ReturnType<typeof completeCheckout> {
    const { key } = request.command;
    const once = () => this.#ask((c) => completeCheckout(c, id, request));
    if (this.#tempted("F52", 0.08)) {
      const both = await Promise.all([once(), once()]);
      this.#expectSame(key, JSON.stringify(both[0]), JSON.stringify(both[1]));
      return both[1];
    }
    const answer = await once();
    if (this.#tempted("F53", 0.04)) {
      const again = await once();
      this.#expectSame(key, JSON.stringify(answer), JSON.stringify(again));
    }
    if (this.#tempted("F59", 0.03)) await this.#abuse(id, request);
    return answer;
  }

  /** The same key with another request, and somebody else's hands. */
  async #abuse(id: Id<"order">, request: Parameters<typeof completeCheckout>[2]): Promise<void> {
    const { key } = request.command;
    const other = { ...request, command: { key, fingerprint: "another request" } };
    const answer = await this.#ask((c) => completeCheckout(c, id, other));
    const isRefused = !answer.ok && answer.problem.reason === "idempotency_mismatch";
    this.#street.watch.meet("key_mismatch");
    const isGone = !answer.ok && answer.problem.reason !== "idempotency_mismatch";
    this.#street.watch.expect(isRefused || isGone, "I12", () => `${key} took another request`);
    await this.#street.beHostile(id, this.#chance);
  }

  #expectSame(key: string, first: string, second: string): void {
    // What the door refuses was never asked under the key: the clock may say something else then.
    if (AT_THE_DOOR.test(first) || AT_THE_DOOR.test(second)) return;
    const known = this.#answers.get(key) ?? first;
    this.#answers.set(key, known);
    if (first === second) this.#street.watch.meet("answer_repeated");
    this.#street.watch.expect(
      withoutTokens(first) === withoutTokens(second),
      "I12",
      () => `${key} was answered twice:\n${first}\n${second}`,
    );
  }

  /** Takes what is left, or something else. */
  async #fewer(): Promise<void> {
    const cart = await this.#ask((c) => readCart(c));
    for (const line of cart.lines) {
      if (line.availability.status !== "sold_out") continue;
      const command = this.#command("fewer");
      await this.#ask((c) => changeLine(c, command, { lineId: line.id, quantity: 0 }));
    }
    if (this.#perhaps(0.5)) await this.#fillCart();
  }

  async #pay(view: CheckoutView): Promise<void> {
    let seen: Seen = view;
    if (this.#perhaps(0.08)) return this.#walkAway();
    for (let attempt = 0; attempt < 3 && seen !== null; attempt += 1) {
      await this.#hesitate(view);
      if (this.#perhaps(0.03)) {
        await this.#cancel(view.id);
        if (this.#perhaps(0.5)) return;
      }
      const secret: string | undefined = seen.payment?.clientSecret;
      if (secret === undefined) return this.#wait(view.id);
      const end = await this.#street.pay(this.life, secret, this.#means(attempt), this.#chance);
      if (end === "left") return this.#walkAway();
      if (end !== "declined") return this.#wait(view.id);
      seen = await this.#see((c) => readCheckout(c, view.id));
    }
  }

  /** Most pay at once; some when it is too late, and some in the very last moment. */
  async #hesitate({ heldUntil }: CheckoutView): Promise<void> {
    if (this.#perhaps(0.05)) return this.#pause(1_000, 25 * MINUTE_MS);
    if (heldUntil === null || !this.#perhaps(0.05)) return this.#pause(1_000, 40_000);
    // The order looks for the payment a last time shortly before its holds end.
    const lastLookAt = Date.parse(heldUntil) - FINAL_LOOK_MS;
    const leftMs = Math.max(0, lastLookAt - this.#street.stage.timeline.now);
    await this.#pause(leftMs - 400, leftMs + 600);
  }

  #walkAway(): void {
    if (this.#tempted("F54", 1)) this.#street.stage.kill(this.life);
  }

  #means(attempt: number): string {
    if (this.#street.isPlain) return CARDS[0];
    const roll = this.#chance.next() + attempt * 0.1;
    if (roll < 0.1) return this.#chance.pick(BAD_CARDS);
    if (roll < 0.2) return this.#chance.pick(CHALLENGES);
    if (roll < 0.28) return this.#chance.is(0.7) ? "pm_sepaDebit" : "pm_sepaDebit_failed";
    return this.#chance.pick(CARDS);
  }

  /** The page comes back from paying and asks until it knows. */
  async #wait(id: Id<"order">): Promise<void> {
    if (!this.#perhaps(0.1)) await this.#see((c) => refreshCheckout(c, id));
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      await this.#pause(1_000, 5_000 * (look + 1));
      const view = await this.#see((c) => readCheckout(c, id));
      if (view === null || view.status === "completed" || view.status === "canceled") break;
      if (this.#perhaps(0.3)) await this.#see((c) => refreshCheckout(c, id));
    }
    if (this.#perhaps(0.02)) await this.#cancel(id);
    if (this.#tempted("F59", 0.03)) await this.#street.beHostile(id, this.#chance);
  }
}

/** Refusals that come before anything is done under a key. */
const AT_THE_DOOR = /"reason":"quote_expired"/;

/** The shop did not answer; the shopper gives up. */
class Lost extends Error {}

/** Tokens tell the time of each answer; two of them are equal when everything else is. */
function withoutTokens(answer: string): string {
  return answer.replaceAll(/"(?:token|expiresAt)":"(?:[^"\\]|\\.)*"/g, "");
}
