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

/** What one unit costs from a quantity on, until the next step. */
export interface PriceStep extends FoundPrice {
  /** The first step is from 1 on. */
  readonly fromQuantity: number;
}

/**
 * Every quantity at which the price of one unit changes. Most often one step: from 1 on.
 * @returns none where the variant is not sold in the currency at a quantity of 1
 */
export function priceSteps(
  question: Omit<PriceQuestion, "quantity">,
  catalogMinor: number | null,
  lists: readonly PriceList[],
): PriceStep[] {
  const steps: PriceStep[] = [];
  for (const fromQuantity of breaksOf(question, lists)) {
    const found = priceFor({ ...question, quantity: fromQuantity }, catalogMinor, lists);
    if (found === null) return [];
    const last = steps.at(-1);
    const isSame = last?.minor === found.minor && last.listId === found.listId;
    if (!isSame) steps.push({ fromQuantity, ...found });
  }
  return steps;
}

/** @param steps at least one, as priceSteps() gives them */
export function stepAt<Step extends { readonly fromQuantity: number }>(
  steps: readonly Step[],
  quantity: number,
): Step | undefined {
  return steps.findLast(({ fromQuantity }) => fromQuantity <= quantity) ?? steps[0];
}

/**
 * A price that was promised against the one that holds now: at every quantity the lower one.
 * @param promised and `now` are steps from 1 on
 */
export function lowerSteps(
  promised: readonly PriceStep[],
  now: readonly PriceStep[],
): readonly PriceStep[] {
  const froms = [...promised, ...now].map(({ fromQuantity }) => fromQuantity);
  const steps: PriceStep[] = [];
  for (const fromQuantity of [...new Set(froms)].sort((left, right) => left - right)) {
    const was = stepAt(promised, fromQuantity);
    const is = stepAt(now, fromQuantity);
    const lower = was === undefined || (is !== undefined && is.minor <= was.minor) ? is : was;
    if (lower === undefined) continue;
    const last = steps.at(-1);
    const isSame = last?.minor === lower.minor && last.listId === lower.listId;
    if (!isSame) steps.push({ ...lower, fromQuantity });
  }
  return steps;
}

/** Quantities at which a list that is asked has a price, and 1. */
function breaksOf(
  question: Omit<PriceQuestion, "quantity">,
  lists: readonly PriceList[],
): number[] {
  const breaks = lists
    .filter((list) => holdsFor(list, question))
    .flatMap(({ prices }) => prices.filter((price) => isOf(price, question)))
    .map(({ fromQuantity }) => fromQuantity);
  return [...new Set([1, ...breaks])].sort((left, right) => left - right);
}

function isOf(
  { variantId, currency }: ListedPrice,
  question: Pick<PriceQuestion, "variantId" | "currency">,
): boolean {
  return variantId === question.variantId && currency === question.currency;
}

function holdsFor(
  { customerGroups, countries, startsAt, endsAt }: PriceList,
  question: Omit<PriceQuestion, "quantity">,
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
    const isMeant = isOf(price, question) && price.fromQuantity <= question.quantity;
    if (isMeant && price.fromQuantity > (best?.fromQuantity ?? 0)) best = price;
  }
  return best?.minor ?? null;
}
