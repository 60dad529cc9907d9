/** What promotions make of a cart: reckoned here, by the very program that reckons its order. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { lineFacts } from "../db/line-facts.ts";
import { promotionsOfCodes } from "../db/promotions.ts";
import { openReader } from "../db/statement.ts";
import type { CartState } from "../domain/cart.ts";
import type { Id } from "../domain/id.ts";
import { NO_FACTS } from "../domain/order-line.ts";
import { quoteOf } from "../domain/order-quote.ts";
import type { Result } from "../domain/result.ts";
import type { CartAnswer } from "../durable-objects/cart-object.ts";
import { callObject, cartStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";
import { type CartPromotions, promotionViews } from "../http/cart-promotions.ts";
import { codeGuard, type TooManyGuesses, unknownOf } from "../http/code-guard.ts";
import { promotionsNow } from "../http/promotions-now.ts";
import { rulesIn } from "../http/shop-rules.ts";

/** A code and who enters it. */
export interface EnterCode {
  readonly cartId: Id<"cart">;
  /** Normalised. */
  readonly code: string;
  /** Where the request came from, as the platform tells it. */
  readonly address: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** Carts as the Workers with pages and the API have them reckoned. */
export class CartPricing extends WorkerEntrypoint<Env> {
  /** @returns what promotions make of a cart; null where none could make anything of it */
  async quote(cart: CartState): Promise<CartPromotions | null> {
    const { CATALOG } = this.env;
    const { currency } = cart;
    const rules = await rulesIn(CATALOG, currency, Date.now());
    const isPlain = rules.promotions.length === 0 && cart.codes.length === 0;
    if (isPlain || cart.lines.length === 0) return null;
    const asked = { typed: cart.codes, currency, customer: null, orderId: cart.checkoutId };
    const variantIds = cart.lines.map(({ variantId }) => variantId);
    const [{ codes, promotions, usedUp, budgetLeft }, facts] = await Promise.all([
      promotionsNow(this.env, asked),
      lineFacts(openReader(CATALOG), variantIds, currency),
    ]);
    const lines = cart.lines.map(({ id, productId, variantId, quantity, unitPrice }) => ({
      lineId: id,
      productId,
      variantId,
      quantity,
      unitMinor: unitPrice.minor,
      facts: facts.get(variantId) ?? NO_FACTS,
    }));
    const order = {
      currency,
      lines,
      codes,
      rules: { ...rules, promotions, usedUp, budgetLeft },
      shippingMethodId: null,
      buyer: null,
      address: null,
    };
    return promotionViews(quoteOf(order, Date.now()), cart.codes);
  }

  /** Keeps a code with the cart, if whoever enters it has not tried too many that nobody has. */
  async enterCode(entered: EnterCode): Promise<CartAnswer | Result<never, TooManyGuesses>> {
    const { cartId, address, ...call } = entered;
    const guard = await codeGuard(this.env, address);
    const allowed = await guard.take([call.code]);
    if (!allowed.ok) return allowed;
    const { codes } = await promotionsOfCodes(openReader(this.env.CATALOG), [call.code]);
    await guard.settle(unknownOf(codes));
    return callObject(
      () => cartStub(this.env, cartId),
      async (cart): Promise<CartAnswer> => await cart.addCode(call),
    );
  }
}
