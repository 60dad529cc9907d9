/** Which price a variant has for a market, a group of customers, a quantity and a time. */
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";

/** A price from a quantity on. */
export interface ListedPrice {
  readonly variantId: Id<"variant">;
  readonly currency: Currency;
  /** At least 1. */
  readonly fromQuantity: number;
  readonly minor: number;
}

/** Prices that hold instead of the catalog's, for some shoppers or for some time. */
export interface PriceList {
  readonly id: Id<"priceList">;
  readonly label: string;
  /** A sale tells the price before; other lists are simply the price. */
  readonly kind: "sale" | "override";
  /** Empty is everybody. Groups are contracts (trade, club), never what a shopper did or is. */
  readonly customerGroups: readonly string[];
  /** Empty is every country. */
  readonly countries: readonly string[];
  /** Epoch milliseconds, from the first to before the last; null is open. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  /** Of lists that hold at once the highest wins, and among equals the lowest price. */
  readonly priority: number;
  readonly prices: readonly ListedPrice[];
}

/** For whom, where, when and how many. */
export interface PriceQuestion {
  readonly variantId: Id<"variant">;
  readonly currency: Currency;
  /** Units of the variant in the whole cart: two lines of it share one break. */
  readonly quantity: number;
  readonly customerGroups: readonly string[];
  readonly country: string | null;
  readonly now: number;
}

/** A price and where it comes from. */
export interface FoundPrice {
  readonly minor: number;
  /** Null where it is the catalog's own. */
  readonly listId: Id<"priceList"> | null;
  /** The catalog's price where a sale undercuts it; else null. */
  readonly beforeMinor: number | null;
}

/**
 * @param catalogMinor the variant's own price in the currency; null where it has none
 * @returns the price of one unit; null where the variant is not sold in the currency
 */
export function priceFor(
  question: PriceQuestion,
  catalogMinor: number | null,
  lists: readonly PriceList[],
): FoundPrice | null {
  let best: { readonly list: PriceList; readonly minor: number } | null = null;
  for (const list of lists) {
    if (!holdsFor(list, question)) continue;
    const minor = breakOf(list, question);
    if (minor === null) continue;
    const isBetter =
      best === null ||
      list.priority > best.list.priority ||
      (list.priority === best.list.priority && minor < best.minor);
    if (isBetter) best = { list, minor };
  }
  if (best === null) {
    return catalogMinor === null ? null : { minor: catalogMinor, listId: null, beforeMinor: null };
  }
  const { list, minor } = best;
  const isReduced = list.kind === "sale" && catalogMinor !== null && minor < catalogMinor;
  return { minor, listId: list.id, beforeMinor: isReduced ? catalogMinor : null };
}

function holdsFor(
  { customerGroups, countries, startsAt, endsAt }: PriceList,
  question: PriceQuestion,
): boolean {
  const { now, country } = question;
  return (
    (startsAt === null || now >= startsAt) &&
    (endsAt === null || now < endsAt) &&
    (countries.length === 0 || (country !== null && countries.includes(country))) &&
    (customerGroups.length === 0 ||
      customerGroups.some((group) => question.customerGroups.includes(group)))
  );
}

/** The price of the highest break that the quantity reaches. */
function breakOf({ prices }: PriceList, question: PriceQuestion): number | null {
  let best: ListedPrice | null = null;
  for (const price of prices) {
    const isMeant =
      price.variantId === question.variantId &&
      price.currency === question.currency &&
      price.fromQuantity <= question.quantity;
    if (isMeant && price.fromQuantity > (best?.fromQuantity ?? 0)) best = price;
  }
  return best?.minor ?? null;
}
