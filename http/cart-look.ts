/** A cart compared with what is true now: the catalog's facts, and the stock's own word where it counts. */
import { catalogLook } from "../db/catalog.ts";
import { openReader } from "../db/statement.ts";
import type { CartState, VariantFacts } from "../domain/cart.ts";
import { type CatalogLook, updateCart } from "../domain/cart-facts.ts";
import type { Id } from "../domain/id.ts";
import type { CartAnswer, CartObject } from "../durable-objects/cart-object.ts";
import type { StockObject } from "../durable-objects/stock-object.ts";
import { callObject, cartStub, stockStub } from "../durable-objects/stubs.ts";
import { log } from "../runtime/log.ts";

/** What the comparison reaches. */
export interface CartLookEnv {
  readonly CATALOG: D1Database;
  readonly CART: DurableObjectNamespace<CartObject>;
  readonly STOCK: DurableObjectNamespace<StockObject>;
}

/** The cart with every change of price and stock taken in and told; stored where there was one. */
export async function freshCart(env: CartLookEnv, cartId: Id<"cart">): Promise<CartState> {
  const mint = () => cartStub(env, cartId);
  const cart: CartState = await callObject(mint, (stub) => stub.view());
  if (cart.lines.length === 0) return cart;
  const look = await lookFor(env, cart);
  if (updateCart(cart, look, Date.now()) === cart) return cart;
  const refreshed = await callObject(
    mint,
    async (stub): Promise<CartAnswer> => await stub.refresh(look),
  );
  return refreshed.ok ? refreshed.value : cart;
}

/** The projection may lag behind: before a line is called short, the stock's owner is asked. */
async function lookFor(env: CartLookEnv, cart: CartState): Promise<CatalogLook> {
  const ids = cart.lines.map((line) => line.variantId);
  const look = await catalogLook(openReader(env.CATALOG), ids, cart.currency);
  const wanted = new Map(cart.lines.map((line) => [line.variantId, line.quantity]));
  const facts = await Promise.all(
    look.facts.map(async (of) =>
      of.available < (wanted.get(of.variantId) ?? 0)
        ? { ...of, available: await availableNow(env, of, cart.checkoutId) }
        : of,
    ),
  );
  return { ...look, facts };
}

/**
 * Units by the stock's own word, with those that the cart's own order holds already. A cart only
 * promises to look: where the owner cannot be asked, the projection's number must do, and placing
 * the order asks again.
 */
export async function availableNow(
  env: CartLookEnv,
  facts: Pick<VariantFacts, "itemId"> & Partial<VariantFacts>,
  checkoutId: Id<"order"> | null,
): Promise<number> {
  const { itemId } = facts;
  try {
    return await callObject(
      () => stockStub(env, itemId),
      (stub) => stub.availableTo(checkoutId),
    );
  } catch (error) {
    log.warn("cart.stock.unreachable", { itemId, error });
    return facts.available ?? Number.MAX_SAFE_INTEGER;
  }
}
