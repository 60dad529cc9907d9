/** What a shopper does with the cart, for the API and the pages alike: cookie, facts, object, view. */
import type { CartView } from "../contracts/cart.ts";
import { catalogLook, variantFacts } from "../db/catalog.ts";
import { openReader } from "../db/statement.ts";
import { type CartState, emptyCart, type VariantFacts } from "../domain/cart.ts";
import type { Id } from "../domain/id.ts";
import { CURRENCIES, type Currency } from "../domain/money.ts";
import { normalCode } from "../domain/promotion.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { CartAnswer, CartObject } from "../durable-objects/cart-object.ts";
import { callObject, cartStub } from "../durable-objects/stubs.ts";
import { log } from "../runtime/log.ts";
import { type CartCookieEnv, openCartCookie, readCartCookie, setCartCount } from "./cart-cookie.ts";
import { availableNow, type CartLookEnv, freshCart } from "./cart-look.ts";
import type { CartPromotions } from "./cart-promotions.ts";
import { cartView } from "./cart-view.ts";
import type { AppContext } from "./context.ts";
import type { Command } from "./idempotency.ts";
import type { KnownProblem } from "./problem.ts";
import { currencyRule, type StaleRate, staleRate } from "./shop-rules.ts";

/** Who reckons carts: kiosk-core, as it reckons orders (queues/cart-pricing.ts). */
export interface CartReckoner {
  quote(cart: CartState): Promise<CartPromotions | null>;
  enterCode(
    entered: Command & {
      readonly cartId: Id<"cart">;
      readonly code: string;
      readonly address: string;
    },
  ): Promise<Result<CartState, KnownProblem>>;
}

/** What the cart's use cases reach. */
export interface CartEnv extends CartCookieEnv, CartLookEnv {
  readonly PRICING: CartReckoner;
}

/** The cart after a command, or why it stays as it was. */
export type CartOutcome = Result<CartView, KnownProblem>;

type Cart<Bindings extends CartEnv> = AppContext<Bindings>;
type CartCommandCall = (stub: DurableObjectStub<CartObject>) => Promise<CartAnswer>;

/**
 * The cart, compared with the catalog first, so that a change of price or stock is told.
 * Without a cookie it is an empty one, and nothing is stored.
 * @param currency of an empty cart that nobody touched yet
 */
export async function readCart<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  currency: Currency = CURRENCIES[0],
): Promise<CartView> {
  const now = Date.now();
  const claim = await readCartCookie(c, now);
  if (claim === null) return show(c, emptyCart(currency));
  const cart = await freshCart(c.env, claim.cartId);
  return show(c, cart.version === 0 ? emptyCart(currency) : cart);
}

/** Adds units of a variant; price and stock are asked of their owners. */
export async function addToCart<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  command: Command,
  wanted: {
    readonly variantId: Id<"variant">;
    readonly quantity: number;
    /** The page's; without one, the cart's. */
    readonly currency?: Currency | undefined;
  },
): Promise<CartOutcome> {
  const { variantId, quantity } = wanted;
  const cartId = await openCartCookie(c, Date.now());
  const currency = wanted.currency ?? (await viewOf(c, cartId)).currency;
  const [known] = await variantFacts(openReader(c.env.CATALOG), [variantId], currency);
  if (known === undefined) return fail({ reason: "variant_unavailable", variantIds: [variantId] });
  const stale = await staleAmong(c, [known], currency);
  if (stale !== null) return fail(stale);
  const facts = { ...known, available: await availableNow(c.env, known, null) };
  const added = await run(c, cartId, (stub) => stub.add({ ...command, facts, quantity, currency }));
  if (added.ok || added.problem.reason !== "sold_out") return added;
  // Perhaps it is the shopper's own order that holds the last units.
  const { checkoutId } = await viewOf(c, cartId);
  if (checkoutId === null) return added;
  const own = { ...known, available: await availableNow(c.env, known, checkoutId) };
  const again = { ...command, key: `${command.key}:own` };
  return run(c, cartId, (stub) => stub.add({ ...again, facts: own, quantity, currency }));
}

/** Sets the units of a line; 0 removes it. More units are asked of the stock's owner. */
export async function changeLine<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  command: Command,
  wanted: { readonly lineId: Id<"line">; readonly quantity: number },
): Promise<CartOutcome> {
  const cartId = await openCartCookie(c, Date.now());
  const { lines, checkoutId } = await viewOf(c, cartId);
  const line = lines.find(({ id }) => id === wanted.lineId);
  const available =
    line !== undefined && wanted.quantity > line.quantity
      ? { available: await availableNow(c.env, line, checkoutId) }
      : {};
  return run(c, cartId, (stub) => stub.setQuantity({ ...command, ...wanted, ...available }));
}

/** Takes a line out; undo brings it back. */
export async function removeLine<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  command: Command,
  lineId: Id<"line">,
): Promise<CartOutcome> {
  const cartId = await openCartCookie(c, Date.now());
  return run(c, cartId, (stub) => stub.remove({ ...command, lineId }));
}

/** Takes every line out; undo brings them back. */
export async function clearCart<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  command: Command,
): Promise<CartOutcome> {
  return run(c, await openCartCookie(c, Date.now()), (stub) => stub.clear(command));
}

/** Brings back what the last removal took out. */
export async function undoRemoval<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  command: Command,
): Promise<CartOutcome> {
  return run(c, await openCartCookie(c, Date.now()), (stub) => stub.undo(command));
}

/** Takes the notices away; they come again only when something changes again. */
export async function dismissNotices<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  command: Command,
): Promise<CartOutcome> {
  return run(c, await openCartCookie(c, Date.now()), (stub) => stub.dismissNotices(command));
}

/** Prices the whole cart in another currency, or refuses where a line has no price in it. */
export async function changeCurrency<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  command: Command,
  currency: Currency,
): Promise<CartOutcome> {
  const cartId = await openCartCookie(c, Date.now());
  const { lines, undo } = await viewOf(c, cartId);
  const removed = undo?.removed.map(({ line }) => line) ?? [];
  const ids = [...lines, ...removed].map((line) => line.variantId);
  const { facts } = await catalogLook(openReader(c.env.CATALOG), ids, currency);
  const stale = await staleAmong(c, facts, currency);
  if (stale !== null) return fail(stale);
  return run(c, cartId, (stub) => stub.changeCurrency({ ...command, currency, facts: [...facts] }));
}

/** A page shows a converted price for as long as it stands; taking it needs a rate of today. */
async function staleAmong<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  facts: readonly VariantFacts[],
  currency: Currency,
): Promise<StaleRate | null> {
  const isConverted = facts.some(({ exchange }) => exchange !== undefined);
  return isConverted ? staleRate(c.env.CATALOG, currency, Date.now()) : null;
}

/** Keeps a code with the cart, and with the checkout that is opened from it. */
export async function addCode<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  command: Command,
  typed: string,
): Promise<CartOutcome> {
  const code = normalCode(typed);
  if (code === null) return fail({ reason: "validation_failed" });
  const cartId = await openCartCookie(c, Date.now());
  const address = c.req.header("CF-Connecting-IP") ?? "";
  const answer = await c.env.PRICING.enterCode({ ...command, cartId, code, address });
  return answer.ok ? ok(await show(c, answer.value)) : answer;
}

/** Takes a code back. */
export async function removeCode<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  command: Command,
  typed: string,
): Promise<CartOutcome> {
  const code = normalCode(typed) ?? "";
  return run(c, await openCartCookie(c, Date.now()), (stub) =>
    stub.removeCode({ ...command, code }),
  );
}

function viewOf<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  cartId: Id<"cart">,
): Promise<CartState> {
  return callObject(
    () => cartStub(c.env, cartId),
    (stub): Promise<CartState> => stub.view(),
  );
}

async function run<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  cartId: Id<"cart">,
  call: CartCommandCall,
): Promise<CartOutcome> {
  const answer = await callObject(() => cartStub(c.env, cartId), call);
  return answer.ok ? ok(await show(c, answer.value)) : answer;
}

async function show<Bindings extends CartEnv>(
  c: Cart<Bindings>,
  cart: CartState,
): Promise<CartView> {
  const [rule, promotions] = await Promise.all([
    currencyRule(c.env.CATALOG, cart.currency, Date.now()),
    cart.lines.length === 0 ? null : reckon(c.env, cart),
  ]);
  const view = cartView(cart, { pricesIncludeTax: rule.pricesIncludeTax, promotions });
  setCartCount(c, view.count);
  return view;
}

/** A cart only promises to look: where nobody reckons, it is shown without its promotions. */
async function reckon({ PRICING }: CartEnv, cart: CartState): Promise<CartPromotions | null> {
  try {
    return await PRICING.quote(cart);
  } catch (error) {
    log.warn("cart.pricing.unreachable", { error });
    return null;
  }
}
