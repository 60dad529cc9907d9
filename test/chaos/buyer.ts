/** One person's visit: what they put into the cart, how they pay, and whether they come back. */
import type { CartView } from "../../contracts/cart.ts";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { ADDRESS, CARDS } from "../purchase.ts";
import type { Chance } from "../simulation/random.ts";
import { Client, type ClientParts, Unanswered } from "./client.ts";
import { authenticate, misbehave, payWith } from "./provider.ts";
import type { Ware } from "./rows.ts";
import { pause } from "./shop-process.ts";
import { badLuck } from "./weather.ts";
import { weigh } from "./weigh.ts";

/** How many of a hundred do what, once they may pay. */
const HABITS = [
  ["pay", 50],
  ["decline_then_pay", 10],
  ["decline_then_leave", 5],
  ["bank_then_pay", 9],
  ["bank_refuses_then_pay", 4],
  ["leave_at_bank", 4],
  ["leave", 6],
  ["cancel", 6],
  ["pay_and_cancel", 6],
] as const;
type Habit = (typeof HABITS)[number][0];

const FAULT_CHANCE = 0.6;
const SECOND_LINE_CHANCE = 0.35;
const UNITS_MAX = 3;
const DOUBLE_CLICK_CHANCE = 0.12;
const REPLAY_CHANCE = 0.12;
/** How often the browser comes back from paying; the others close it. */
const RETURN_CHANCE = 0.6;
/** How long somebody waits to read that the order is settled, in milliseconds. */
const PATIENCE_MS = 30_000;
/** The first pause between two looks, and the longest, in milliseconds. */
const [LOOK_MS, LOOK_MS_MAX] = [120, 1_500];

/** How a visit ended, as the visitor knows it. */
export type Ending = "completed" | "cancelled" | "sold_out" | "left" | "impatient" | "unanswered";

/** What a visit needs. */
export interface VisitParts extends ClientParts {
  readonly wares: readonly [Ware, ...Ware[]];
  /** Faults that were ordered, by those who count them. */
  readonly onFault: (times: number) => void;
}

/** Goes shopping once. */
export async function visit(parts: VisitParts): Promise<Ending> {
  try {
    return await new Visit(parts).run();
  } catch (error) {
    if (error instanceof Unanswered) return "unanswered";
    throw error;
  }
}

class Visit {
  readonly #client: Client;
  readonly #parts: VisitParts;
  readonly #chance: Chance;

  constructor(parts: VisitParts) {
    this.#parts = parts;
    this.#chance = parts.chance;
    this.#client = new Client(parts);
  }

  async run(): Promise<Ending> {
    if (this.#chance.is(FAULT_CHANCE)) {
      const fault = badLuck(this.#chance);
      this.#parts.onFault(fault.times ?? 1);
      await misbehave(this.#client, fault);
    }
    const checkout = (await this.#fillCart()) ? await this.#checkOut() : null;
    if (checkout === null) return "sold_out";
    const placed = await this.#place(checkout);
    if (placed === null) return "sold_out";
    const payable = await this.#until(placed, ({ payment }) => payment !== null);
    if (payable === null) return "impatient";
    if (payable.payment === null) return endOf(payable);
    return this.#settle(payable, weigh<Habit>(this.#chance, HABITS));
  }

  async #fillCart(): Promise<boolean> {
    const count = this.#chance.is(SECOND_LINE_CHANCE) ? 2 : 1;
    for (let line = 0; line < count; line += 1) {
      const { variantId } = this.#chance.pick(this.#parts.wares);
      const json = { variantId, quantity: this.#chance.int(1, UNITS_MAX) };
      const added = await this.#client.command<CartView>("POST", "/api/cart/lines", { json });
      if (added.status === 200) this.#parts.record.keepCart(this.#client.cartId, added.body);
      else this.#expect(added, [409]);
    }
    return this.#parts.record.carts.has(this.#cartIdOrNone());
  }

  async #checkOut(): Promise<CheckoutView | null> {
    const opened = await this.#client.command<CheckoutView>("POST", "/api/checkouts", { json: {} });
    if (opened.status !== 201) {
      this.#expect(opened, [409]);
      return null;
    }
    this.#keep(opened.body);
    const email = `buyer-${this.#chance.int(0, 2 ** 31)}@example.com`;
    const json = { email, address: ADDRESS, shippingMethod: "standard" };
    const path = `/api/checkouts/${opened.body.id}`;
    const key = this.#client.key();
    const filled = await this.#client.command<CheckoutView>("PATCH", path, { json, key });
    if (!this.#expect(filled, [200])) return null;
    this.#keep(filled.body);
    if (this.#chance.is(REPLAY_CHANCE)) {
      const other = { json: { ...json, email: "somebody@example.com" }, key };
      const { body } = await this.#client.command<CheckoutView>("PATCH", path, other);
      if (body.code !== "idempotency_mismatch")
        this.#complain(`${opened.body.id}: a key served two`);
    }
    return filled.body;
  }

  /** Says yes to the quote: once, twice at a time, or once more with the key of before. */
  async #place(checkout: CheckoutView): Promise<CheckoutView | null> {
    const path = `/api/checkouts/${checkout.id}/complete`;
    const click = { json: { quote: checkout.quote?.token }, key: this.#client.key() };
    const clicks = [this.#client.command<CheckoutView>("POST", path, click)];
    if (this.#chance.is(DOUBLE_CLICK_CHANCE)) {
      const { json } = click;
      clicks.push(this.#client.command<CheckoutView>("POST", path, { json }));
    }
    const [first, second] = await Promise.all(clicks);
    if (first === undefined) return null;
    if (this.#chance.is(REPLAY_CHANCE)) {
      const again = await this.#client.command<CheckoutView>("POST", path, click);
      const isSame = again.status === first.status && again.body.version === first.body.version;
      if (!isSame) this.#complain(`${checkout.id}: the same key was answered in two ways`);
    }
    const answer = first.status === 200 ? first : (second ?? first);
    if (answer.status === 200) {
      this.#keep(answer.body);
      return answer.body;
    }
    this.#expect(answer, [402, 409, 503]);
    return null;
  }

  async #settle(checkout: CheckoutView, habit: Habit): Promise<Ending> {
    const client = this.#client;
    switch (habit) {
      case "leave":
        return "left";
      case "decline_then_leave":
        await payWith(client, checkout, CARDS.poor);
        return "left";
      case "leave_at_bank":
        await payWith(client, checkout, CARDS.challenged);
        return "left";
      case "cancel":
        return this.#cancel(checkout);
      case "pay_and_cancel": {
        const [ending] = await Promise.all([
          this.#cancel(checkout),
          payWith(client, checkout, CARDS.good),
        ]);
        return ending === "cancelled" ? ending : this.#watch(checkout);
      }
      case "bank_then_pay":
        await payWith(client, checkout, CARDS.challenged);
        await authenticate(client, checkout, true);
        return this.#comeBack(checkout);
      case "bank_refuses_then_pay":
        await payWith(client, checkout, CARDS.challenged);
        await authenticate(client, checkout, false);
        break;
      case "decline_then_pay":
        await payWith(client, checkout, CARDS.declined);
        break;
      case "pay":
        break;
    }
    await payWith(client, checkout, CARDS.good);
    return this.#comeBack(checkout);
  }

  async #cancel(checkout: CheckoutView): Promise<Ending> {
    const path = `/api/checkouts/${checkout.id}/cancel`;
    const answer = await this.#client.command<CheckoutView>("POST", path);
    if (answer.status !== 200) {
      this.#expect(answer, [409]);
      return "left";
    }
    this.#keep(answer.body);
    return answer.body.status === "canceled" ? "cancelled" : "left";
  }

  async #comeBack(checkout: CheckoutView): Promise<Ending> {
    if (this.#chance.is(RETURN_CHANCE)) {
      await this.#client.insist(async (signal) => {
        const page = await this.#client.shopper.fetch(`/checkout/${checkout.id}/return`, {
          signal,
        });
        await page.body?.cancel();
        return page.status < 500 ? page.status : null;
      });
    }
    return this.#watch(checkout);
  }

  async #watch(checkout: CheckoutView): Promise<Ending> {
    const seen = await this.#until(checkout, ({ status }) => status === "completed");
    return seen === null ? "impatient" : endOf(seen);
  }

  /** Looks until it is so, or until the checkout is over. @returns null where patience ends */
  async #until(
    checkout: CheckoutView,
    isSo: (view: CheckoutView) => boolean,
  ): Promise<CheckoutView | null> {
    const deadline = Date.now() + PATIENCE_MS;
    let view = checkout;
    for (let lookMs = LOOK_MS; !isSo(view) && !isOver(view); lookMs *= 1.5) {
      if (Date.now() > deadline) return null;
      await pause(Math.min(lookMs, LOOK_MS_MAX));
      const answer = await this.#client.read<CheckoutView>(`/api/checkouts/${checkout.id}`);
      if (!this.#expect(answer, [200])) return null;
      view = answer.body;
      this.#keep(view);
    }
    return view;
  }

  #keep(view: CheckoutView): void {
    this.#parts.record.keepOrder(this.#client.cartId, view);
  }

  #cartIdOrNone() {
    return this.#client.shopper.cookies.has("kiosk_cart") ? this.#client.cartId : ("" as never);
  }

  #expect(answer: { status: number; body: unknown }, statuses: readonly number[]): boolean {
    if (statuses.includes(answer.status)) return true;
    this.#complain(`Answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
    return false;
  }

  #complain(sentence: string): void {
    this.#parts.record.complaints.push(sentence);
  }
}

function isOver({ status }: CheckoutView): boolean {
  return status === "completed" || status === "canceled" || status === "ready_for_complete";
}

function endOf({ status }: CheckoutView): Ending {
  if (status === "completed") return "completed";
  return status === "canceled" ? "cancelled" : "left";
}
