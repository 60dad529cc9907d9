/** What a shopper does with a checkout, for the API and the pages alike. */
import type { ChangeCheckout, CheckoutView } from "../../contracts/checkout.ts";
import { isProblemReason } from "../../contracts/problem.ts";
import { collectableAt } from "../../db/delivery.ts";
import { lineFacts } from "../../db/line-facts.ts";
import { openReader } from "../../db/statement.ts";
import { type CartLine, type CartState, stepOf } from "../../domain/cart.ts";
import type { CheckoutRules } from "../../domain/checkout-rules.ts";
import type { PriceExchange } from "../../domain/exchange.ts";
import { type Id, idFromBytes, mintOrderNumber } from "../../domain/id.ts";
import type { Currency } from "../../domain/money.ts";
import { type LineFacts, NO_FACTS, type Order, type OrderLine } from "../../domain/order.ts";
import { QUOTE_MS } from "../../domain/quote.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { normalTaxId } from "../../domain/tax-id.ts";
import type {
  CheckoutChange,
  OrderAnswer,
  OrderClaim,
} from "../../durable-objects/order-object.ts";
import { callObject, cartStub, orderStub } from "../../durable-objects/stubs.ts";
import { readCartCookie } from "../../http/cart-cookie.ts";
import { freshCart } from "../../http/cart-look.ts";
import { codeGuard, unknownOf } from "../../http/code-guard.ts";
import type { AppContext } from "../../http/context.ts";
import type { Command } from "../../http/idempotency.ts";
import { signOrderLink } from "../../http/order-link.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { rulesIn, staleRate } from "../../http/shop-rules.ts";
import { signToken, verifyToken } from "../../http/tokens.ts";
import { changeViews } from "./change-view.ts";
import { checkoutView } from "./checkout-view.ts";
import { customerKey } from "./customer.ts";
import type { Env } from "./env.gen.ts";
import { pricesNow, pricesOf } from "./prices-now.ts";
import { promotedAnew, promotionsFor } from "./promoted-order.ts";
import { ratedChange, ratesNow } from "./rates-now.ts";

/** A checkout, or why there is none. */
export type CheckoutOutcome = Result<CheckoutView, KnownProblem>;

type Checkout = AppContext<Env>;

/** Times that a shopper may start over from one and the same cart. */
const RESTARTS_MAX = 50;

/**
 * Opens the checkout of the shopper's cart. The order's id follows from the cart as it is, so two
 * tabs and two clicks meet in one order; where that one was cancelled, the next one is opened.
 * @param from an earlier checkout whose contact and address are taken over
 */
export async function openCheckout(
  c: Checkout,
  command: Command,
  { from }: { from?: Id<"order"> | undefined } = {},
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "cart_empty" });
  const cart = await freshCart(c.env, claim.cartId);
  if (cart.lines.length === 0) return fail({ reason: "cart_empty" });
  // What a list gives was set in its currency.
  const own = cart.lines.filter((line) => (stepOf(line, cart.lines)?.listId ?? null) === null);
  const trouble = troubleOf(cart) ?? (await staleIn(c, own, cart.currency));
  if (trouble !== null) return fail(trouble);
  const { currency } = cart;
  const earlierId = from ?? cart.checkoutId;
  const variantIds = cart.lines.map(({ variantId }) => variantId);
  const [rules, facts, [earlier, promotions]] = await Promise.all([
    rulesIn(c.env.CATALOG, currency, Date.now()),
    lineFacts(openReader(c.env.CATALOG), variantIds, currency),
    promotedParts(c, cart, earlierId === null ? {} : knownParts(c, claim, earlierId)),
  ]);
  const subject = { country: earlier.address?.country ?? null, groups: [] };
  const [prices, collectable] = await Promise.all([
    pricesOf(c.env, cart, subject),
    hasCollection(rules) ? collectableAt(openReader(c.env.CATALOG), cart.lines) : new Map(),
  ]);
  const lines = cart.lines.map((line) =>
    orderLine(line, cart, {
      ...(facts.get(line.variantId) ?? NO_FACTS),
      collectAt: collectable.get(line.variantId) ?? [],
    }),
  );
  const rated = await ratedChange(c.env, { currency, rules, lines }, earlier);
  const change = { ...rated, promotions, prices };
  for (let restart = 0; restart < RESTARTS_MAX; restart += 1) {
    const id = await orderIdOf(claim.cartId, cart, restart);
    const opening = {
      id,
      number: mintOrderNumber(crypto.getRandomValues(new Uint8Array(8))),
      cartId: claim.cartId,
      cartVersion: cart.version,
      currency: cart.currency,
      rules,
      lines,
    };
    const answer = await call(c, id, (order) => order.open(opening, change, command));
    if (!answer.ok) return show(c, answer);
    const { status, codes } = answer.value;
    if (status === "cancelled") continue;
    if (status !== "open" || isSameCodes(codes, promotions.codes)) {
      return replaceOrder(c, claim, answer.value);
    }
    // The codes changed in the cart since this very checkout was opened from it.
    const again = { ...command, key: `${command.key}:codes` };
    const changed = await call(c, id, (order) => order.change(claim, { promotions }, again));
    return changed.ok ? replaceOrder(c, claim, changed.value) : show(c, changed);
  }
  return fail({ reason: "too_many_requests" });
}

function hasCollection({ zones }: CheckoutRules): boolean {
  return zones.some(({ methods }) => methods.some(({ kind }) => kind === "pickup"));
}

/**
 * A cart has one order at a time: the one before, still unpaid, is let go with its goods. Where it
 * is being paid in this very moment, the shopper sees that one instead of paying twice.
 */
async function replaceOrder(c: Checkout, claim: Claim, order: Order): Promise<CheckoutOutcome> {
  const earlierId = await callObject(
    () => cartStub(c.env, claim.cartId),
    async (cart): Promise<Id<"order"> | null> => await cart.checkOut({ orderId: order.id }),
  );
  if (earlierId === null) return show(c, ok(order));
  const earlier = await call(c, earlierId, (of) => of.view(claim));
  if (!earlier.ok || !isUnpaid(earlier.value)) return show(c, ok(order));
  const letGo = { key: `replaced:${order.id}`, fingerprint: order.id };
  const answer = await call(c, earlierId, (of) => of.cancel(claim, letGo));
  if (answer.ok) return show(c, ok(order));
  return show(c, await call(c, earlierId, (of) => of.view(claim)));
}

/** Placed, and neither paid nor over. */
function isUnpaid({ status }: Order): boolean {
  return status !== "open" && status !== "confirmed" && status !== "cancelled";
}

/** @returns the checkout, to the shopper whose cart it came from */
export async function readCheckout(c: Checkout, orderId: Id<"order">): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  return show(c, await call(c, orderId, (order) => order.view(claim)));
}

/** @returns the order, to whoever holds its signed link; paying is for the shopper alone */
export async function readOrder(c: Checkout, orderId: Id<"order">): Promise<CheckoutOutcome> {
  const order = await show(c, await call(c, orderId, (stub) => stub.view("link")));
  return order.ok ? ok({ ...order.value, quote: null, payment: null }) : order;
}

/** Sets contact, address, shipping: those given, all or none. */
export async function changeCheckout(
  c: Checkout,
  orderId: Id<"order">,
  { change, command }: { change: ChangeCheckout; command: Command },
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  const { shippingMethod: shippingMethodId } = change;
  const before = await call(c, orderId, (order) => order.view(claim));
  if (!before.ok) return show(c, before);
  const { currency, codes } = before.value;
  const known = codes.map(({ code }) => code);
  const address = c.req.header("CF-Connecting-IP") ?? "";
  const guard = change.codes === undefined ? null : await codeGuard(c.env, address);
  const allowed = await guard?.check();
  if (allowed?.ok === false) return fail(allowed.problem);
  const customer =
    change.email === undefined
      ? (before.value.buyer?.key ?? null)
      : await customerKey(c.env, change.email);
  const country = change.address?.country;
  const isElsewhere = country !== undefined && country !== before.value.address?.country;
  const groups = before.value.buyer?.groups ?? [];
  const [promotions, prices] = await Promise.all([
    promotionsFor(c.env, { typed: change.codes ?? known, currency, customer }),
    isElsewhere ? pricesOf(c.env, before.value, { country, groups }) : undefined,
  ]);
  await guard?.report(unknownOf(promotions.codes).filter((code) => !known.includes(code)));
  const taxId = change.taxId === undefined ? undefined : normalTaxId(change.taxId) || null;
  const rates = await ratesNow(
    c.env,
    {
      ...before.value,
      address: change.address ?? before.value.address,
      shippingMethodId: shippingMethodId ?? before.value.shippingMethodId,
      buyer: taxId === undefined ? before.value.buyer : { taxId },
    },
    Date.now(),
  );
  if (!rates.ok) return rates;
  const parts: CheckoutChange = {
    email: change.email,
    address: change.address,
    shippingMethodId,
    taxId,
    promotions,
    prices,
    rates: rates.value ?? undefined,
  };
  const answer = await call(c, orderId, (order) => order.change(claim, parts, command));
  if (answer.ok && change.codes !== undefined) await keepCodes(c, claim, promotions.codes);
  return show(c, answer);
}

/** Places the order for the total that the quote's token says, or tells what changed. */
export async function completeCheckout(
  c: Checkout,
  orderId: Id<"order">,
  { quote, command }: { quote: string; command: Command },
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  const agreed = await agreedTotal(c, orderId, quote);
  if (!agreed.ok) return agreed;
  const known = await call(c, orderId, (order) => order.view(claim));
  if (!known.ok) return show(c, known);
  // What a lock promised is kept; everything else needs a rate of today.
  const open = known.value.lines.filter((line) => line.priceLockedUntil <= Date.now());
  const stale = await staleIn(c, open, known.value.currency);
  if (stale !== null && known.value.status === "open") return fail(stale);
  const [facts, rates, promoted] = await Promise.all([
    currentFacts(c, known.value),
    known.value.status === "open" ? ratesNow(c.env, known.value, Date.now()) : ok(null),
    promotedAnew(c.env, known.value),
  ]);
  if (!rates.ok) return rates;
  const request = {
    totalMinor: agreed.value,
    ...facts,
    rates: rates.value ?? undefined,
    ...(promoted === null ? {} : { promoted }),
  };
  const answer = await call(c, orderId, (order) => order.place(claim, request, command));
  return answer.ok && answer.value.status === "open"
    ? fail(setback(answer.value))
    : show(c, answer);
}

/** Why the attempt ended where it began: nothing is held and nothing was charged. */
function setback({ notice, lines, currency }: Order): KnownProblem {
  const changes = changeViews(notice?.changes ?? [], currency);
  switch (notice?.reason) {
    case "sold_out": {
      const { lineIds } = notice;
      const gone = lines.filter(({ lineId }) => lineIds.includes(lineId));
      const detail = `Somebody was faster: ${gone.map(({ title }) => title).join(", ")}`;
      return problemWith({ reason: "sold_out", detail, lineIds, changes });
    }
    case "promotion_used_up":
      return problemWith({ reason: "promotion_used_up", changes });
    case "payment_refused":
      return { reason: "payment_failed" };
    default:
      return { reason: "unavailable" };
  }
}

/** A problem with the facts that its row in the registry lets out. */
function problemWith<Facts extends KnownProblem>(problem: Facts): KnownProblem {
  return problem;
}

/** Lets the checkout go before anything is paid. */
export async function cancelCheckout(
  c: Checkout,
  orderId: Id<"order">,
  command: Command,
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  return show(c, await call(c, orderId, (order) => order.cancel(claim, command)));
}

/** The browser came back from paying: the order asks the provider. */
export async function refreshCheckout(c: Checkout, orderId: Id<"order">): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  return show(c, await call(c, orderId, (order) => order.poke(claim)));
}

type Claim = Exclude<OrderClaim, string>;

async function claimOf(c: Checkout): Promise<Claim | null> {
  const cookie = await readCartCookie(c, Date.now());
  return cookie && { cartId: cookie.cartId };
}

async function call(
  c: Checkout,
  orderId: Id<"order">,
  ask: (stub: ReturnType<typeof orderStub>) => Promise<OrderAnswer>,
): Promise<OrderAnswer> {
  return callObject(() => orderStub(c.env, orderId), ask);
}

/** Why nothing is sold at these converted prices; null where there is none among them, or all is well. */
async function staleIn(
  c: Checkout,
  lines: readonly { readonly exchange?: PriceExchange }[],
  currency: Currency,
): Promise<KnownProblem | null> {
  const isConverted = lines.some(({ exchange }) => exchange !== undefined);
  return isConverted ? staleRate(c.env.CATALOG, currency, Date.now()) : null;
}

/** What keeps a cart from being checked out; the shopper mends it on the cart's page. */
function troubleOf(cart: CartState): KnownProblem | null {
  const line = cart.lines.find(({ trouble }) => trouble !== null);
  if (line?.trouble == null) return null;
  if (line.trouble.kind === "unavailable") {
    return problemWith({ reason: "variant_unavailable", variantIds: [line.variantId] });
  }
  const available = line.trouble.kind === "few_left" ? line.trouble.available : 0;
  return problemWith({ reason: "sold_out", lineIds: [line.id], available });
}

async function orderIdOf(
  cartId: Id<"cart">,
  cart: CartState,
  restart: number,
): Promise<Id<"order">> {
  const lineIds = cart.lines.map((line) => line.id);
  const text = JSON.stringify([cartId, cart.version, lineIds, restart]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return idFromBytes("order", new Uint8Array(digest));
}

function orderLine(line: CartLine, { lines }: CartState, facts: LineFacts): OrderLine {
  const { listId = null } = stepOf(line, lines) ?? {};
  // What a list gives was set in its currency, and made by no rate.
  const rate = line.exchange === undefined || listId !== null ? {} : { exchange: line.exchange };
  const cartPrice = { unitMinor: line.unitPrice.minor, listId, ...rate };
  return {
    lineId: line.id,
    productId: line.productId,
    variantId: line.variantId,
    itemId: line.itemId,
    handle: line.handle,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    picture: line.picture,
    quantity: line.quantity,
    ...cartPrice,
    cartPrice,
    priceLockedUntil: line.lockedUntil,
    facts,
  };
}

/** What an earlier checkout knew, and the promotions for whoever that was. */
async function promotedParts(
  c: Checkout,
  { codes, currency }: CartState,
  known: CheckoutChange | Promise<CheckoutChange>,
) {
  const earlier = await known;
  const { email } = earlier;
  const key = email === undefined ? null : await customerKey(c.env, email);
  return [earlier, await promotionsFor(c.env, { typed: codes, currency, customer: key })] as const;
}

/** What an earlier checkout of the shopper knew already. Codes are the cart's. */
async function knownParts(c: Checkout, claim: Claim, from: Id<"order">): Promise<CheckoutChange> {
  const earlier = await call(c, from, (order) => order.view(claim));
  if (!earlier.ok) return {};
  const { email, address, shippingMethodId, buyer } = earlier.value;
  return {
    email: email ?? undefined,
    address: address ?? undefined,
    shippingMethodId: shippingMethodId ?? undefined,
    taxId: buyer?.taxId ?? undefined,
  };
}

function isSameCodes(left: Order["codes"], right: Order["codes"]): boolean {
  return left.map(({ code }) => code).join(" ") === right.map(({ code }) => code).join(" ");
}

/** The cart has the codes that its checkout has: whoever goes back finds them there. */
async function keepCodes(c: Checkout, { cartId }: Claim, codes: Order["codes"]): Promise<void> {
  await callObject(
    () => cartStub(c.env, cartId),
    async (cart) => {
      await cart.keepCodes({ codes: codes.map(({ code }) => code) });
    },
  );
}

async function agreedTotal(
  c: Checkout,
  orderId: Id<"order">,
  token: string,
): Promise<Result<number, KnownProblem>> {
  const options = { type: "quote+jwt", now: Date.now() } as const;
  const checked = await verifyToken(c.env.SIGNING_KEY, token, options);
  if (!checked.ok && checked.problem.reason === "token_expired") {
    return fail({ reason: "quote_expired" });
  }
  const total = checked.ok && checked.value.subject === orderId && checked.value.facts.total;
  if (typeof total === "number") return ok(total);
  const errors = [{ pointer: "/quote", detail: "Expected the token of this checkout's quote" }];
  return fail({ reason: "validation_failed", errors });
}

async function currentFacts(c: Checkout, order: Order) {
  const [cart, prices] = await Promise.all([
    callObject(
      () => cartStub(c.env, order.cartId),
      async (stub): Promise<CartState> => await stub.view(),
    ),
    pricesNow(c.env, order),
  ]);
  return { cartVersion: cart.version, prices };
}

async function show(c: Checkout, answer: OrderAnswer): Promise<CheckoutOutcome> {
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

type Refusal = Extract<OrderAnswer, { readonly ok: false }>["problem"];

/** The order's reasons are the registry's; amounts become money. */
function toKnown(problem: Refusal): KnownProblem {
  const { reason } = problem;
  if (reason === "price_changed") {
    const changes = changeViews(problem.changes, problem.currency);
    return problemWith({ ...problem, changes });
  }
  return isProblemReason(reason) ? { ...problem, reason } : { reason: "internal" };
}
