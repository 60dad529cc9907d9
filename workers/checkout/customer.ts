/** Who buys, where only an e-mail address is known: a key of it, and how often it has bought. */
import { confirmedOrders } from "../../db/orders.ts";
import { openReader } from "../../db/statement.ts";
import type { Customer } from "../../domain/order.ts";
import type { Promotion } from "../../domain/promotion.ts";
import { keyedDigest } from "../../http/tokens.ts";
import type { Env } from "./env.gen.ts";

/** What follows a plus before the @: mail goes to the same box with and without it. */
const TAG = /(?<=.)\+[^@]*(?=@[^@]*$)/;

/** @returns what limits of uses know the address by: the same for every spelling, never the address */
export function customerKey({ SIGNING_KEY }: Pick<Env, "SIGNING_KEY">, email: string) {
  const spelled = email.trim().normalize("NFKC").toLowerCase();
  return keyedDigest(SIGNING_KEY, "customer", spelled.replace(TAG, ""));
}

/** Earlier orders are only counted where some promotion asks for them. */
export async function customerOf(
  { ORDERS }: Pick<Env, "ORDERS">,
  key: string | null,
  promotions: readonly Promotion[],
): Promise<Customer | null> {
  if (key === null) return null;
  const isAsked = promotions.some(({ conditions }) => conditions.isFirstOrder === true);
  return { key, ordersBefore: isAsked ? await confirmedOrders(openReader(ORDERS), key) : null };
}
