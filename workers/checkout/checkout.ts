/** What a shopper does with an open checkout, for the API and the pages alike. */
import type { ChangeCheckout } from "../../contracts/checkout.ts";
import type { Id } from "../../domain/id.ts";
import type { Order } from "../../domain/order.ts";
import { CODES_MAX, normalCode } from "../../domain/promotion.ts";
import { fail, ok } from "../../domain/result.ts";
import { normalTaxId } from "../../domain/tax-id.ts";
import type { CheckoutChange } from "../../durable-objects/order-commands.ts";
import { callObject, cartStub } from "../../durable-objects/stubs.ts";
import { codeGuard, unknownOf } from "../../http/code-guard.ts";
import type { Command } from "../../http/idempotency.ts";
import type { CheckoutContext } from "./answer.ts";
import {
  askOrder,
  type CheckoutOutcome,
  type Claim,
  callerOf,
  claimOf,
  problemWith,
  showOrder,
} from "./checkout-order.ts";
import { customerKey } from "./customer.ts";
import { pricesOf } from "./prices-now.ts";
import { promotionsFor } from "./promoted-order.ts";
import { ratesNow } from "./rates-now.ts";

/** @returns the checkout, to the shopper whose cart it came from */
export async function readCheckout(
  c: CheckoutContext,
  orderId: Id<"order">,
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  return showOrder(c, await askOrder(c, orderId, (order) => order.view(claim)));
}

/** @returns the order, to whoever holds its signed link; paying is for the shopper alone */
export async function readOrder(
  c: CheckoutContext,
  orderId: Id<"order">,
): Promise<CheckoutOutcome> {
  const order = await showOrder(c, await askOrder(c, orderId, (stub) => stub.view("link")));
  return order.ok ? ok({ ...order.value, quote: null, payment: null }) : order;
}

/** Sets contact, address, shipping: those given, all or none. */
export async function changeCheckout(
  c: CheckoutContext,
  orderId: Id<"order">,
  { change, command }: { change: ChangeCheckout; command: Command },
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  const { shippingMethod: shippingMethodId } = change;
  const before = await askOrder(c, orderId, (order) => order.view(claim));
  if (!before.ok) return showOrder(c, before);
  const { currency, codes } = before.value;
  const known = codes.map(({ code }) => code);
  const entered = [...new Set(change.codes?.flatMap((code) => normalCode(code) ?? []))];
  if (entered.length > CODES_MAX) {
    return fail(problemWith({ reason: "codes_full", limit: CODES_MAX }));
  }
  const added = entered.filter((code) => !known.includes(code));
  const caller = callerOf(c);
  const guard = added.length === 0 ? null : await codeGuard(c.env, caller);
  const allowed = await guard?.take(added);
  if (allowed?.ok === false) return fail(allowed.problem);
  const customer =
    change.email === undefined
      ? (before.value.buyer?.key ?? null)
      : await customerKey(c.env, change.email);
  const country = change.address?.country;
  const isElsewhere = country !== undefined && country !== before.value.address?.country;
  const groups = before.value.buyer?.groups ?? [];
  const [promotions, prices] = await Promise.all([
    promotionsFor(c.env, { typed: change.codes ?? known, currency, customer, orderId }),
    isElsewhere ? pricesOf(c.env, before.value, { country, groups }) : undefined,
  ]);
  await guard?.settle(unknownOf(promotions.codes));
  const taxId = change.taxId === undefined ? undefined : normalTaxId(change.taxId) || null;
  const rates = await ratesNow(
    c.env,
    {
      ...before.value,
      address: change.address ?? before.value.address,
      shippingMethodId: shippingMethodId ?? before.value.shippingMethodId,
      buyer: taxId === undefined ? before.value.buyer : { taxId },
    },
    { caller, now: Date.now() },
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
  const answer = await askOrder(c, orderId, (order) => order.change(claim, parts, command));
  if (answer.ok && change.codes !== undefined) await keepCodes(c, claim, promotions.codes);
  return showOrder(c, answer);
}

/** Lets the checkout go before anything is paid. */
export async function cancelCheckout(
  c: CheckoutContext,
  orderId: Id<"order">,
  command: Command,
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  return showOrder(c, await askOrder(c, orderId, (order) => order.cancel(claim, command)));
}

/** The browser came back from paying: the order asks the provider. */
export async function refreshCheckout(
  c: CheckoutContext,
  orderId: Id<"order">,
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  return showOrder(c, await askOrder(c, orderId, (order) => order.poke(claim)));
}

/** The cart has the codes that its checkout has: whoever goes back finds them there. */
async function keepCodes(
  c: CheckoutContext,
  { cartId }: Claim,
  codes: Order["codes"],
): Promise<void> {
  await callObject(
    () => cartStub(c.env, cartId),
    async (cart) => {
      await cart.keepCodes({ codes: codes.map(({ code }) => code) });
    },
  );
}
