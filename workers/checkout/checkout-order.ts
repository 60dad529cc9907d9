/** The order behind a checkout: whose it is, asked of its object, and shown to its shopper. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { isProblemReason } from "../../contracts/problem.ts";
import type { Id } from "../../domain/id.ts";
import { money } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import { QUOTE_MS } from "../../domain/quote.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { OrderAnswer, OrderClaim } from "../../durable-objects/order-commands.ts";
import { callObject, orderStub } from "../../durable-objects/stubs.ts";
import { readCartCookie } from "../../http/cart-cookie.ts";
import { signOrderLink } from "../../http/order-link.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { signToken } from "../../http/tokens.ts";
import { priceText } from "../../ui/price.tsx";
import type { CheckoutContext } from "./answer.ts";
import { changeViews } from "./change-view.ts";
import { checkoutView } from "./checkout-view.ts";

/** A checkout, or why there is none. */
export type CheckoutOutcome = Result<CheckoutView, KnownProblem>;

/** The cart that the asking shopper has. */
export type Claim = Exclude<OrderClaim, string>;

/** @returns the cart of the request's cookie; null where it has none */
export async function claimOf(c: CheckoutContext): Promise<Claim | null> {
  const cookie = await readCartCookie(c, Date.now());
  return cookie && { cartId: cookie.cartId };
}

/** @returns the address of whoever sent the request, as the platform tells it */
export function callerOf(c: CheckoutContext): string {
  return c.req.header("CF-Connecting-IP") ?? "";
}

/** Asks the order's object. Safe to repeat: `ask` reads, or carries a key. */
export async function askOrder(
  c: CheckoutContext,
  orderId: Id<"order">,
  ask: (stub: ReturnType<typeof orderStub>) => Promise<OrderAnswer>,
): Promise<OrderAnswer> {
  return callObject(() => orderStub(c.env, orderId), ask);
}

/** @returns what the object answered, in the words of the API, with a quote where one can be placed */
export async function showOrder(c: CheckoutContext, answer: OrderAnswer): Promise<CheckoutOutcome> {
  if (!answer.ok) return fail(toKnown(answer.problem));
  const order = answer.value;
  const { SIGNING_KEY, STRIPE_PUBLISHABLE_KEY: publishableKey } = c.env;
  const quote = order.status === "open" ? await signQuote(SIGNING_KEY, order) : null;
  // Signed as of the placing, so that the same order always has the same link.
  const orderUrl =
    order.placedAt === null ? null : await signOrderLink(c.env, order.id, order.placedAt);
  return ok(checkoutView(order, { quote, orderUrl, publishableKey, now: Date.now() }));
}

/** A quote that lapsed is signed anew for as long as the one before: the total is the same. */
async function signQuote(secret: string, { id, quote, currency }: Order) {
  const lapsedMs = Math.max(0, Date.now() - quote.expiresAt);
  const issuedAt = quote.issuedAt + Math.ceil(lapsedMs / QUOTE_MS) * QUOTE_MS;
  const facts = { total: quote.totals.grandTotalMinor, currency };
  const token = await signToken(
    secret,
    { type: "quote+jwt", subject: id, facts },
    { ttlMs: QUOTE_MS, now: issuedAt },
  );
  return { token, expiresAt: issuedAt + QUOTE_MS };
}

/** A problem with the facts that its row in the registry lets out. */
export function problemWith<Facts extends KnownProblem>(problem: Facts): KnownProblem {
  return problem;
}

type Refusal = Extract<OrderAnswer, { readonly ok: false }>["problem"];

/** The order's reasons are the registry's; amounts become money. */
function toKnown(problem: Refusal): KnownProblem {
  const { reason } = problem;
  if (reason === "price_changed") {
    const changes = changeViews(problem.changes, problem.currency);
    return problemWith({ ...problem, changes });
  }
  if (reason === "total_too_small") {
    const least = priceText(money(problem.leastMinor, problem.currency));
    return { reason, detail: `The least that can be charged is ${least}` };
  }
  return isProblemReason(reason) ? { ...problem, reason } : { reason: "internal" };
}
