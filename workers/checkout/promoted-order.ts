/** The promotions of an order as they are at this moment, for whoever buys. */
import type { Order } from "../../domain/order.ts";
import { type PromotionsAsk, promotionsNow } from "../../http/promotions-now.ts";
import { customerOf } from "./customer.ts";
import type { Env } from "./env.gen.ts";

/** @returns what promotions know of the order: themselves, their codes, and who buys */
export async function promotionsFor(env: Env, asked: PromotionsAsk) {
  const now = await promotionsNow(env, asked);
  return { ...now, customer: await customerOf(env, asked.customer, now.promotions) };
}

/** @returns those that a lapsed quote is reckoned by; null while the one that was given is good */
export async function promotedAnew(env: Env, { id, currency, buyer, codes, quote }: Order) {
  if (Date.now() < quote.expiresAt) return null;
  const typed = codes.map(({ code }) => code);
  return promotionsFor(env, { typed, currency, customer: buyer?.key ?? null, orderId: id });
}
