/** Prices of lists as queries write them and readers read them back. */
import { type SQL, sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import { type PriceList, type PriceStep, priceSteps } from "../domain/price-list.ts";
import { prices, variants } from "./catalog-tables.ts";
import { place } from "./catalog-tuples.ts";

/** A price of a list that counts at this moment. */
export type OfferTuple = [
  listId: Id<"priceList">,
  kind: PriceList["kind"],
  customerGroups: string[],
  countries: string[],
  priority: number,
  fromQuantity: number,
  minor: number,
];

/** For whom and where a price is asked; a list of nobody in particular is for everybody. */
export interface PriceSubject {
  readonly customerGroups: readonly string[];
  readonly country: string | null;
}

/** Somebody of whom nothing is known. */
export const ANYBODY: PriceSubject = { customerGroups: [], country: null };

const now = sql.raw("CAST(unixepoch('subsec') * 1000 AS INTEGER)");

/** Whether a list is for everybody everywhere, so that pages show its prices. */
export const isPublic = sql.raw("list.customer_groups = '[]' AND list.countries = '[]'");

/** A public list counts for as long as pages show any of it; the others by the time. */
const counts = sql`CASE WHEN ${isPublic} THEN list.is_on = 1 OR list.shown_version <> 0
  ELSE list.status = 'active' AND coalesce(list.starts_at, 0) <= ${now}
    AND coalesce(list.ends_at > ${now}, 1) END`;

const offersWhere = (condition: SQL) => sql`(
  SELECT json_group_array(json_array(list.id, list.kind, json(list.customer_groups),
    json(list.countries), list.priority, given.from_quantity, given.amount_minor))
  FROM price_list_prices AS given CROSS JOIN price_lists AS list ON list.id = given.price_list_id
  WHERE given.variant_id = ${variants.id} AND given.currency = ${place("currency")}
    AND ${condition})`;

/** What lists ask for the variant at hand. */
export const offers: SQL = offersWhere(counts);

/** The same, as far as everybody may see it. */
export const publicOffers: SQL = offersWhere(sql`${isPublic} AND ${counts}`);

/** What they ask at a moment that staff name, by their times alone. */
export const offersAt: SQL = offersWhere(sql`list.status = 'active'
  AND coalesce(list.starts_at <= ${place("at")}, 1) AND coalesce(list.ends_at > ${place("at")}, 1)`);

/** What a variant costs where no list holds. */
export const catalogMinor: SQL = sql`coalesce(${prices.dynamicMinor}, ${prices.amountMinor})`;

/** What of a variant's price does not depend on who asks. */
export interface VariantOffers {
  readonly variantId: Id<"variant">;
  readonly currency: Currency;
  /** Null where it is not sold in the currency. */
  readonly catalogMinor: number | null;
  /** As the query of `offers` tells them. */
  readonly offers: readonly OfferTuple[];
}

/** @returns the price at every quantity at which it changes, for whoever asks */
export function stepsFor(of: VariantOffers, subject: PriceSubject): PriceStep[] {
  const question = { variantId: of.variantId, currency: of.currency, ...subject, now: 0 };
  return priceSteps(question, of.catalogMinor, listsIn(of));
}

/** The lists of the tuples; that they hold now, the query has looked at. */
function listsIn({ variantId, currency, offers: tuples }: VariantOffers): PriceList[] {
  if (tuples.length === 0) return [];
  return [...Map.groupBy(tuples, ([listId]) => listId)].flatMap(([id, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const [, kind, customerGroups, countries, priority] = first;
    const prices = own.map(([, , , , , fromQuantity, minor]) => ({
      variantId,
      currency,
      fromQuantity,
      minor,
    }));
    const always = { startsAt: null, endsAt: null };
    return [{ id, label: "", kind, customerGroups, countries, priority, ...always, prices }];
  });
}
