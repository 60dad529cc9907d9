/** How a shopper pays: at once, too late, with a bad card, or not at all. */
import type { CheckoutView } from "../../../contracts/checkout.ts";
import type { Id } from "../../../domain/id.ts";
import { FINAL_LOOK_MS } from "../../../domain/order.ts";
import {
  cancelCheckout,
  readCheckout,
  refreshCheckout,
} from "../../../workers/checkout/checkout.ts";
import type { Browser, Seen } from "./browser.ts";

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

/** The shopper's cards, and the patience to use them. */
export class Purse {
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Pays what was placed and waits for the end of it. */
  async pay(view: CheckoutView): Promise<void> {
    let seen: Seen = view;
    if (this.#browser.perhaps(0.08)) return this.#walkAway();
    for (let attempt = 0; attempt < 3 && seen !== null; attempt += 1) {
      await this.#hesitate(view);
      if (this.#browser.perhaps(0.03)) {
        await this.#cancel(view.id);
        if (this.#browser.perhaps(0.5)) return;
      }
      const secret: string | undefined = seen.payment?.clientSecret;
      if (secret === undefined) return this.#wait(view.id);
      const end = await this.#browser.street.pay(
        this.#browser.life,
        secret,
        this.#means(attempt),
        this.#browser.chance,
      );
      if (end === "left") return this.#walkAway();
      if (end !== "declined") return this.#wait(view.id);
      seen = await this.#browser.see((c) => readCheckout(c, view.id));
    }
  }

  /** Most pay at once; some when it is too late, and some in the very last moment. */
  async #hesitate({ heldUntil }: CheckoutView): Promise<void> {
    if (this.#browser.perhaps(0.05)) return this.#browser.pause(1_000, 25 * MINUTE_MS);
    if (heldUntil === null || !this.#browser.perhaps(0.05))
      return this.#browser.pause(1_000, 40_000);
    // The order looks for the payment a last time shortly before its holds end.
    const lastLookAt = Date.parse(heldUntil) - FINAL_LOOK_MS;
    const leftMs = Math.max(0, lastLookAt - this.#browser.street.stage.timeline.now);
    await this.#browser.pause(leftMs - 400, leftMs + 600);
  }

  #walkAway(): void {
    if (this.#browser.tempted("F54", 1)) this.#browser.street.stage.kill(this.#browser.life);
  }

  #means(attempt: number): string {
    if (this.#browser.street.isPlain) return CARDS[0];
    const roll = this.#browser.chance.next() + attempt * 0.1;
    if (roll < 0.1) return this.#browser.chance.pick(BAD_CARDS);
    if (roll < 0.2) return this.#browser.chance.pick(CHALLENGES);
    if (roll < 0.28) return this.#browser.chance.is(0.7) ? "pm_sepaDebit" : "pm_sepaDebit_failed";
    return this.#browser.chance.pick(CARDS);
  }

  /** The page comes back from paying and asks until it knows. */
  async #wait(id: Id<"order">): Promise<void> {
    if (!this.#browser.perhaps(0.1)) await this.#browser.see((c) => refreshCheckout(c, id));
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      await this.#browser.pause(1_000, 5_000 * (look + 1));
      const view = await this.#browser.see((c) => readCheckout(c, id));
      if (view === null || view.status === "completed" || view.status === "canceled") break;
      if (this.#browser.perhaps(0.3)) await this.#browser.see((c) => refreshCheckout(c, id));
    }
    if (this.#browser.perhaps(0.02)) await this.#cancel(id);
    if (this.#browser.tempted("F59", 0.03))
      await this.#browser.street.beHostile(id, this.#browser.chance);
  }

  async #cancel(id: Id<"order">): Promise<void> {
    const command = this.#browser.command("cancel");
    await this.#browser.see((c) => cancelCheckout(c, id, command));
  }
}
