/** From a checkout to a placed order: the total that was agreed to, against everything as it is now. */
import type { CartState } from "../../domain/cart.ts";
import type { Id } from "../../domain/id.ts";
import type { Order } from "../../domain/order.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { callObject, cartStub } from "../../durable-objects/stubs.ts";
import type { Command } from "../../http/idempotency.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { verifyToken } from "../../http/tokens.ts";
import type { CheckoutContext } from "./answer.ts";
import { changeViews } from "./change-view.ts";
import {
  askOrder,
  type CheckoutOutcome,
  claimOf,
  problemWith,
  showOrder,
} from "./checkout-order.ts";
import { pricesNow, staleIn } from "./prices-now.ts";
import { promotedAnew } from "./promoted-order.ts";
import { ratesNow } from "./rates-now.ts";

/** Places the order for the total that the quote's token says, or tells what changed. */
export async function completeCheckout(
  c: CheckoutContext,
  orderId: Id<"order">,
  { quote, command }: { quote: string; command: Command },
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "not_found" });
  const agreed = await agreedTotal(c, orderId, quote);
  if (!agreed.ok) return agreed;
  const known = await askOrder(c, orderId, (order) => order.view(claim));
  if (!known.ok) return showOrder(c, known);
  // What a lock promised is kept; everything else needs a rate of today.
  const open = known.value.lines.filter((line) => line.priceLockedUntil <= Date.now());
  const stale = await staleIn(c.env, open, known.value.currency);
  if (stale !== null && known.value.status === "open") return fail(stale);
  const [facts, rates, promoted] = await Promise.all([
    currentFacts(c, known.value),
    known.value.status === "open"
      ? ratesNow(c.env, known.value, { caller: null, now: Date.now() })
      : ok(null),
    promotedAnew(c.env, known.value),
  ]);
  if (!rates.ok) return rates;
  const request = {
    totalMinor: agreed.value,
    ...facts,
    rates: rates.value ?? undefined,
    ...(promoted === null ? {} : { promoted }),
  };
  const answer = await askOrder(c, orderId, (order) => order.place(claim, request, command));
  return answer.ok && answer.value.status === "open"
    ? fail(setback(answer.value))
    : showOrder(c, answer);
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

async function agreedTotal(
  c: CheckoutContext,
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

async function currentFacts(c: CheckoutContext, order: Order) {
  const [cart, prices] = await Promise.all([
    callObject(
      () => cartStub(c.env, order.cartId),
      async (stub): Promise<CartState> => await stub.view(),
    ),
    pricesNow(c.env, order),
  ]);
  return { cartVersion: cart.version, prices };
}
