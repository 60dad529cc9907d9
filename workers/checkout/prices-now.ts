/** What a checkout's lines cost at this moment: for where they go, for who buys, by how many. */
import { pricesFor } from "../../db/catalog.ts";
import { openReader } from "../../db/statement.ts";
import type { PriceExchange } from "../../domain/exchange.ts";
import type { Id } from "../../domain/id.ts";
import type { Currency } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import type { LinePrice } from "../../domain/order-line.ts";
import { stepAt } from "../../domain/price-list.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { isPricedBySubject, staleRate } from "../../http/shop-rules.ts";
import type { Env } from "./env.gen.ts";

/** What prices are asked for: lines of a cart or of a checkout. */
interface Priced {
  readonly currency: Currency;
  readonly lines: readonly { readonly variantId: Id<"variant">; readonly quantity: number }[];
}

/** Where the goods go and which groups the buyer is of, as far as known. */
interface Subject {
  readonly country: string | null;
  readonly groups: readonly string[];
}

type Bindings = Pick<Env, "CATALOG">;
type VariantPrice = LinePrice & { readonly variantId: Id<"variant"> };

/**
 * Prices that lists of the country or of a group give, and nobody else has: all other lines keep
 * what the cart has locked.
 */
export async function pricesOf(
  { CATALOG }: Bindings,
  { currency, lines }: Priced,
  { country, groups }: Subject,
): Promise<{ country: string | null; prices: VariantPrice[] } | undefined> {
  if (country === null && groups.length === 0) return undefined;
  if (!(await isPricedBySubject(CATALOG, Date.now()))) return { country, prices: [] };
  const units = unitsOf(lines);
  const subject = { currency, country, customerGroups: groups };
  const found = await pricesFor(openReader(CATALOG), [...units.keys()], subject);
  const prices = [...units].flatMap(([variantId, quantity]): VariantPrice[] => {
    const of = found.get(variantId);
    const own = of && stepAt(of.own, quantity);
    if (own === undefined || own.listId === stepAt(of?.common ?? [], quantity)?.listId) return [];
    return [{ variantId, unitMinor: own.minor, listId: own.listId }];
  });
  return { country, prices };
}

/** @returns what every variant of the order costs now; null where it is no longer for sale */
export async function pricesNow(
  { CATALOG }: Bindings,
  { currency, lines, address, buyer }: Order,
): Promise<(Omit<VariantPrice, "unitMinor"> & { readonly unitMinor: number | null })[]> {
  const units = unitsOf(lines);
  const subject = {
    currency,
    country: address?.country ?? null,
    customerGroups: buyer?.groups ?? [],
  };
  const found = await pricesFor(openReader(CATALOG), [...units.keys()], subject);
  return [...units].map(([variantId, quantity]) => {
    const { own = [], exchange } = found.get(variantId) ?? {};
    const step = stepAt(own, quantity);
    const listId = step?.listId ?? null;
    const price = { variantId, unitMinor: step?.minor ?? null, listId };
    return exchange === undefined || listId !== null ? price : { ...price, exchange };
  });
}

/** @returns why nothing is sold at these converted prices; null where none is converted, or all is well */
export async function staleIn(
  { CATALOG }: Bindings,
  lines: readonly { readonly exchange?: PriceExchange }[],
  currency: Currency,
): Promise<KnownProblem | null> {
  const isConverted = lines.some(({ exchange }) => exchange !== undefined);
  return isConverted ? staleRate(CATALOG, currency, Date.now()) : null;
}

/** Units of each variant: two lines of it share one price. */
function unitsOf(lines: Priced["lines"]): Map<Id<"variant">, number> {
  const units = new Map<Id<"variant">, number>();
  for (const { variantId, quantity } of lines) {
    units.set(variantId, (units.get(variantId) ?? 0) + quantity);
  }
  return units;
}
