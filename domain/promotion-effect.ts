/**
 * What one promotion takes off, given what those before it have left. Every discount is reckoned
 * once, on the whole of its lines, and then shared among them by largest remainder: reckoning it
 * per unit would multiply the rounding. Rounds half away from zero; never takes more than is left.
 */
import type { Id } from "./id.ts";
import { allocate, type Currency, proportion } from "./money.ts";
import type {
  Amounts,
  Benefit,
  Promotion,
  PromotionEffect,
  PromotionRefusal,
  Tier,
} from "./promotion.ts";
import { isInScope, type PromotionCart, type PromotionLine } from "./promotion-cart.ts";
import { currenciesOf } from "./promotion-check.ts";
import { fail, ok, type Result } from "./result.ts";

/** Hundredths of a percent in a whole. */
const WHOLE_BP = 10_000;

/** What of each line is still to pay, in minor units. */
export type Left = ReadonlyMap<Id<"line">, number>;

/** What a promotion takes off: of lines, or of the shipping. */
export interface Taken {
  /** The lines' part, with its shares. */
  readonly shares: readonly { readonly lineId: Id<"line">; readonly minor: number }[];
  readonly shippingMinor: number;
}

type Answer = Result<Taken, PromotionRefusal>;

/** A line with what is left of its price. */
interface OpenLine {
  readonly line: PromotionLine;
  readonly leftMinor: number;
}

/**
 * @param left what the discounts before have left of each line
 * @returns what it takes off, more than nothing, or why it takes off nothing
 */
export function takeOff(promotion: Promotion, cart: PromotionCart, left: Left): Answer {
  const answer = effectOf(promotion.effect, cart, left);
  if (!answer.ok) return answer;
  const { shares, shippingMinor } = answer.value;
  const isAny = shippingMinor > 0 || shares.some(({ minor }) => minor > 0);
  return isAny ? answer : fail({ reason: "takes_nothing_off" });
}

function effectOf(effect: PromotionEffect, cart: PromotionCart, left: Left): Answer {
  const { currency } = cart;
  const open = (scope: Parameters<typeof isInScope>[1]): OpenLine[] =>
    cart.lines
      .filter((line) => isInScope(line, scope))
      .map((line) => ({ line, leftMinor: left.get(line.lineId) ?? 0 }));
  switch (effect.kind) {
    case "discount":
      return benefitOf(effect.benefit, open(effect.scope), currency);
    case "tiers":
      return tierOf(effect.tiers, open(effect.scope), currency);
    case "buy_get":
      return buyGet(effect, { buy: open(effect.buy.scope), get: open(effect.get.scope) });
    case "gift":
      return giftOf(effect, open({ variantIds: effect.variantIds }));
    case "free_shipping":
      return freeShipping(effect.methodIds, cart);
  }
}

function benefitOf(benefit: Benefit, lines: readonly OpenLine[], currency: Currency): Answer {
  if (lines.length === 0) return fail({ reason: "nothing_in_scope" });
  switch (benefit.kind) {
    case "percent": {
      const minor = proportion(sumOf(lines), benefit.bp, WHOLE_BP);
      const most = benefit.most?.[currency];
      return shared(most === undefined ? minor : Math.min(minor, most), lines);
    }
    case "amount": {
      const minor = benefit.minor[currency];
      if (minor === undefined) return notIn(benefit.minor);
      if (benefit.per === "order") return shared(minor, lines);
      return each(lines, ({ line }) => minor * line.quantity);
    }
    case "price": {
      const minor = benefit.minor[currency];
      if (minor === undefined) return notIn(benefit.minor);
      return each(lines, ({ line, leftMinor }) => leftMinor - minor * line.quantity);
    }
  }
}

function tierOf(tiers: readonly Tier[], lines: readonly OpenLine[], currency: Currency): Answer {
  const units = lines.reduce((sum, { line }) => sum + line.quantity, 0);
  const spent = lines.reduce((sum, { line }) => sum + line.unitMinor * line.quantity, 0);
  const isReached = ({ fromQuantity, fromSpend }: Tier) =>
    (fromQuantity === undefined || units >= fromQuantity) &&
    (fromSpend === undefined || spent >= (fromSpend[currency] ?? Number.POSITIVE_INFINITY));
  const reached = tiers.findLast(isReached);
  if (reached !== undefined) return benefitOf(reached.benefit, lines, currency);
  if (units === 0) return fail({ reason: "nothing_in_scope" });
  const [{ fromQuantity, fromSpend } = {}] = tiers;
  if (fromQuantity !== undefined && units < fromQuantity) {
    return fail({ reason: "below_quantity", missing: fromQuantity - units });
  }
  const wanted = fromSpend?.[currency];
  return wanted === undefined
    ? notIn(fromSpend ?? {})
    : fail({ reason: "below_spend", missingMinor: wanted - spent });
}

/**
 * Takes one group after another: the units that are bought first from what cannot be got and then
 * from the dearest, the units that are got from the cheapest. No unit counts twice.
 */
function buyGet(
  { buy, get, bp, timesMax }: Extract<PromotionEffect, { kind: "buy_get" }>,
  lines: { readonly buy: readonly OpenLine[]; readonly get: readonly OpenLine[] },
): Answer {
  const units = new Map<Id<"line">, number>();
  for (const { line } of [...lines.buy, ...lines.get]) units.set(line.lineId, line.quantity);
  const canBeGot = new Set(lines.get.map(({ line }) => line.lineId));
  const toBuy = lines.buy.toSorted(
    (a, b) =>
      Number(canBeGot.has(a.line.lineId)) - Number(canBeGot.has(b.line.lineId)) ||
      b.line.unitMinor - a.line.unitMinor,
  );
  const toGet = lines.get.toSorted((a, b) => a.line.unitMinor - b.line.unitMinor);
  const got = new Map<Id<"line">, number>();
  let times = 0;
  while (timesMax === null || times < timesMax) {
    const bought = pick(toBuy, units, buy.quantity);
    if (bought === null) break;
    for (const [lineId, count] of bought) units.set(lineId, (units.get(lineId) ?? 0) - count);
    const gotNow = pick(toGet, units, get.quantity);
    if (gotNow === null) break;
    for (const [lineId, count] of gotNow) {
      units.set(lineId, (units.get(lineId) ?? 0) - count);
      got.set(lineId, (got.get(lineId) ?? 0) + count);
    }
    times += 1;
  }
  if (times === 0) return missingUnits(buy.quantity + get.quantity, [...lines.buy, ...lines.get]);
  return each(toGet, ({ line, leftMinor }) =>
    proportion(unitsOf(leftMinor, got.get(line.lineId) ?? 0, line.quantity), bp, WHOLE_BP),
  );
}

/** @returns `count` units from the first lines that have any left; null where there are fewer */
function pick(
  lines: readonly OpenLine[],
  units: ReadonlyMap<Id<"line">, number>,
  count: number,
): Map<Id<"line">, number> | null {
  const picked = new Map<Id<"line">, number>();
  let missing = count;
  for (const { line } of lines) {
    if (missing === 0) break;
    const taken = Math.min(missing, units.get(line.lineId) ?? 0);
    if (taken > 0) picked.set(line.lineId, taken);
    missing -= taken;
  }
  return missing === 0 ? picked : null;
}

function missingUnits(wanted: number, lines: readonly OpenLine[]): Answer {
  const units = new Map(lines.map(({ line }) => [line.lineId, line.quantity]));
  const present = [...units.values()].reduce((sum, quantity) => sum + quantity, 0);
  if (present === 0) return fail({ reason: "nothing_in_scope" });
  return fail({ reason: "below_quantity", missing: Math.max(1, wanted - present) });
}

function giftOf(
  { variantIds, quantity }: Extract<PromotionEffect, { kind: "gift" }>,
  lines: readonly OpenLine[],
): Answer {
  if (lines.length === 0) return fail({ reason: "gift_not_in_cart", variantIds });
  let free = quantity;
  return each(lines, ({ line, leftMinor }) => {
    const units = Math.min(free, line.quantity);
    free -= units;
    return unitsOf(leftMinor, units, line.quantity);
  });
}

function freeShipping(methodIds: readonly string[] | null, { shipping }: PromotionCart): Answer {
  if (shipping === null) return fail({ reason: "awaits_shipping" });
  if (methodIds?.includes(shipping.methodId) === false) return fail({ reason: "nothing_in_scope" });
  return ok({ shares: [], shippingMinor: shipping.minor });
}

/** One amount of all lines together, shared by what is left of each. */
function shared(minor: number, lines: readonly OpenLine[]): Answer {
  const all = sumOf(lines);
  const parts = allocate(
    Math.min(minor, all),
    lines.map(({ leftMinor }) => leftMinor),
  );
  return ok({
    shares: lines.map(({ line }, index) => ({ lineId: line.lineId, minor: parts[index] ?? 0 })),
    shippingMinor: 0,
  });
}

/** An amount of each line by itself: not less than nothing, not more than is left. */
function each(lines: readonly OpenLine[], minorOf: (open: OpenLine) => number): Answer {
  const shares = lines.map((open) => ({
    lineId: open.line.lineId,
    minor: Math.max(0, Math.min(minorOf(open), open.leftMinor)),
  }));
  return ok({ shares, shippingMinor: 0 });
}

/** What so many of a line's units still cost, rounded down. */
function unitsOf(leftMinor: number, units: number, quantity: number): number {
  return Number((BigInt(leftMinor) * BigInt(units)) / BigInt(quantity));
}

function notIn(amounts: Amounts): Answer {
  return fail({ reason: "wrong_currency", currencies: currenciesOf(amounts) });
}

function sumOf(lines: readonly OpenLine[]): number {
  return lines.reduce((sum, { leftMinor }) => sum + leftMinor, 0);
}
