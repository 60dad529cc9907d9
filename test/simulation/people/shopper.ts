/** A shopper: fills a cart, checks out, pays or does not, and is no more patient than people are. */
import type { CheckoutView } from "../../../contracts/checkout.ts";
import type { Id } from "../../../domain/id.ts";
import { addToCart, type CartOutcome, changeLine, readCart } from "../../../http/cart.ts";
import {
  cancelCheckout,
  changeCheckout,
  readCheckout,
} from "../../../workers/checkout/checkout.ts";
import { completeCheckout } from "../../../workers/checkout/checkout-completion.ts";
import { openCheckout } from "../../../workers/checkout/checkout-opening.ts";
import type { Life } from "../stage.ts";
import { Browser, isAtTheDoor, Lost, type Seen } from "./browser.ts";
import { Purse } from "./purse.ts";
import type { Street } from "./street.ts";

const MINUTE_MS = 60_000;
/** How often somebody tries to place an order that is refused. */
const TRIES_MAX = { usual: 3, stubborn: 10 };

/** One person with one browser and one cart. */
export class Shopper {
  readonly #browser: Browser;
  readonly #purse: Purse;
  /** Clicks again and again: somebody may bring more, or let go of what they hold. */
  readonly #isStubborn: boolean;

  constructor(street: Street, number: number, cartId: Id<"cart">) {
    this.#browser = new Browser(street, number, cartId);
    this.#purse = new Purse(this.#browser);
    this.#isStubborn = this.#browser.perhaps(0.12);
  }

  get life(): Life {
    return this.#browser.life;
  }

  get cartId(): Id<"cart"> {
    return this.#browser.cartId;
  }

  /** The orders that this shopper was told are paid. */
  get paid(): ReadonlySet<string> {
    return this.#browser.paid;
  }

  /** The whole visit. */
  async visit(): Promise<void> {
    const visits = this.#browser.perhaps(0.2) ? 2 : 1;
    for (let visit = 0; visit < visits; visit += 1) {
      await this.#browser.pause(0, this.#browser.street.spreadMs);
      try {
        if (!(await this.#fillCart())) continue;
        await this.#checkOut();
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
      }
    }
  }

  async #fillCart(): Promise<boolean> {
    const isLarge = this.#isStubborn || this.#browser.perhaps(0.45);
    const lines = isLarge ? this.#browser.chance.int(2, 3) : 1;
    const currency = this.#browser.street.currencyOf(this.cartId);
    let isFilled = false;
    for (let line = 0; line < lines; line += 1) {
      const variantId = this.#browser.street.variantFor(this.#browser.chance);
      const quantity = this.#browser.perhaps(0.25) ? this.#browser.chance.int(2, 3) : 1;
      const command = this.#browser.command("add");
      const added = await this.#browser.askCart((c) =>
        addToCart(c, command, { variantId, quantity, currency }),
      );
      if (added.ok) isFilled = true;
      if (added.ok && this.#browser.tempted("F52", 0.03)) {
        const again = await this.#browser.askCart((c) =>
          addToCart(c, command, { variantId, quantity, currency }),
        );
        this.#browser.expectSame(command.key, keptOf(added), keptOf(again));
      }
    }
    return isFilled;
  }

  async #checkOut(): Promise<void> {
    let opened = await this.#open();
    for (let round = 0; round < 3 && opened !== null; round += 1) {
      const view: Seen = await this.#address(opened);
      if (view === null || this.#browser.perhaps(0.04)) return;
      if (this.#browser.perhaps(0.04)) {
        await this.#cancel(view.id);
        if (this.#browser.perhaps(0.4)) return;
        opened = await this.#open();
        continue;
      }
      const end = await this.#place(view);
      if (end !== "again") return;
      await this.#browser.pause(500, 20_000);
      opened = await this.#open();
    }
  }

  async #open(): Promise<Seen> {
    const command = this.#browser.command("open");
    if (!this.#browser.tempted("F52", 0.05))
      return this.#browser.see((c) => openCheckout(c, command));
    // Two tabs: both end in the same order.
    const other = this.#browser.command("open");
    const [first, second] = await Promise.all([
      this.#browser.see((c) => openCheckout(c, command)),
      this.#browser.see((c) => openCheckout(c, other)),
    ]);
    return second ?? first;
  }

  async #address(view: CheckoutView): Promise<Seen> {
    await this.#browser.pause(500, 30_000);
    const country = this.#browser.chance.pick(["DE", "DE", "FR", "US"]);
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
      shippingMethod: this.#browser.chance.is(0.8) ? "standard" : "pickup",
      ...this.#codes(),
    };
    const command = this.#browser.command("change");
    const changed = await this.#browser.see((c) => changeCheckout(c, view.id, { change, command }));
    return changed ?? this.#browser.see((c) => readCheckout(c, view.id));
  }

  /** Codes as people type them; the same ones at the same time, since they read the same letters. */
  #codes(): { readonly codes?: string[] } {
    const { codes, isPlain } = this.#browser.street;
    if (codes.length === 0 || (!isPlain && !this.#browser.perhaps(0.6))) return {};
    const [first = "", ...others] = this.#browser.chance.shuffle([...codes]);
    const typed = this.#browser.perhaps(0.2) ? [first, ...others.slice(0, 1)] : [first];
    return { codes: typed.map((code) => ` ${code.toLowerCase()} `) };
  }

  async #cancel(id: Id<"order">): Promise<void> {
    const command = this.#browser.command("cancel");
    await this.#browser.see((c) => cancelCheckout(c, id, command));
  }

  /** Places the order and pays it. @returns "again" where the cart has to be checked out anew */
  async #place(view: CheckoutView): Promise<"again" | "over"> {
    if (this.#browser.tempted("F55", 0.05)) {
      await this.#editCart();
    }
    if (this.#browser.tempted("F56", 0.05))
      this.#browser.street.changePrice(view.lines[0]?.variantId);
    if (this.#browser.perhaps(0.02)) await this.#browser.pause(0, 35 * MINUTE_MS);
    const placed = await this.#complete(view);
    if (placed === "again" || placed === null) return placed ?? "over";
    if (placed.status === "completed" || placed.status === "canceled") return "over";
    await this.#purse.pay(placed);
    return "over";
  }

  async #editCart(): Promise<void> {
    const cart = await this.#browser.askCart((c) => readCart(c));
    const line = cart.lines[0];
    if (line === undefined) return;
    const quantity = this.#browser.chance.is(0.5)
      ? line.quantity + 1
      : Math.max(0, line.quantity - 1);
    const command = this.#browser.command("edit");
    await this.#browser.askCart((c) => changeLine(c, command, { lineId: line.id, quantity }));
  }

  async #complete(first: CheckoutView): Promise<CheckoutView | "again" | null> {
    let view: Seen = first;
    const triesMax = this.#isStubborn ? TRIES_MAX.stubborn : TRIES_MAX.usual;
    for (let attempt = 0; attempt < triesMax && view !== null; attempt += 1) {
      const { quote, id } = view;
      if (quote === null) return view;
      this.#browser.street.agree(id, quote.total.minor);
      const request = { quote: quote.token, command: this.#browser.command("complete") };
      const answer = await this.#completeOnce(id, request);
      if (answer.ok) {
        this.#browser.look(answer.value);
        return answer.value;
      }
      const { reason } = answer.problem;
      this.#browser.street.refused(reason);
      if (reason === "cart_changed" || reason === "checkout_closed") return "again";
      if (this.#isStubborn) {
        await this.#browser.pause(0, this.#browser.perhaps(0.8) ? 50 : 3_000);
      } else {
        if (reason === "sold_out" && this.#browser.perhaps(0.7)) {
          await this.#fewer();
          return "again";
        }
        if (this.#browser.perhaps(0.3)) return null;
        await this.#browser.pause(0, this.#browser.perhaps(0.5) ? 50 : 15_000);
      }
      view = await this.#browser.see((c) => readCheckout(c, id));
    }
    return view?.status === "ready_for_complete" ? null : view;
  }

  async #completeOnce(
    id: Id<"order">,
    request: Parameters<typeof completeCheckout>[2],
  ): ReturnType<typeof completeCheckout> {
    const { key } = request.command;
    const once = () => this.#browser.ask((c) => completeCheckout(c, id, request));
    if (this.#browser.tempted("F52", 0.08)) {
      const both = await Promise.all([once(), once()]);
      this.#browser.expectSame(key, JSON.stringify(both[0]), JSON.stringify(both[1]));
      return both[1];
    }
    const answer = await once();
    if (this.#browser.tempted("F53", 0.04)) {
      const again = await once();
      this.#browser.expectSame(key, JSON.stringify(answer), JSON.stringify(again));
    }
    // What was refused at the door was never asked under its key: another request may be the first.
    const isAsked = !isAtTheDoor(JSON.stringify(answer));
    if (isAsked && this.#browser.tempted("F59", 0.03)) await this.#abuse(id, request);
    return answer;
  }

  /** The same key with another request, and somebody else's hands. */
  async #abuse(id: Id<"order">, request: Parameters<typeof completeCheckout>[2]): Promise<void> {
    const { key } = request.command;
    const other = { ...request, command: { key, fingerprint: "another request" } };
    const answer = await this.#browser.ask((c) => completeCheckout(c, id, other));
    const isRefused = !answer.ok && answer.problem.reason === "idempotency_mismatch";
    this.#browser.street.watch.meet("key_mismatch");
    const isGone = !answer.ok && answer.problem.reason !== "idempotency_mismatch";
    this.#browser.street.watch.expect(
      isRefused || isGone,
      "I12",
      () => `${key} took another request`,
    );
    await this.#browser.street.beHostile(id, this.#browser.chance);
  }

  /** Takes what is left, or something else. */
  async #fewer(): Promise<void> {
    const cart = await this.#browser.askCart((c) => readCart(c));
    for (const line of cart.lines) {
      if (line.availability.status !== "sold_out") continue;
      const command = this.#browser.command("fewer");
      await this.#browser.askCart((c) => changeLine(c, command, { lineId: line.id, quantity: 0 }));
    }
    if (this.#browser.perhaps(0.5)) await this.#fillCart();
  }
}

/** What a cart keeps. What promotions make of it is looked at anew for every answer. */
function keptOf(answer: CartOutcome): string {
  return JSON.stringify(answer, (name, value) =>
    ["discount", "discounts", "offers", "codes", "total"].includes(name) ? undefined : value,
  );
}
