/**
 * What an order costs, reckoned a second time from the words of the policy alone: fractions instead
 * of rounded shares, single units instead of lines, every step spelled out. Slow, and written without
 * a look at domain/; where the two differ, one of them is wrong.
 */
import type { Benefit, Promotion, Scope } from "../../domain/promotion.ts";
import type { PromotionCart, PromotionLine } from "../../domain/promotion-cart.ts";
import type { QuoteTaxes } from "../../domain/quote.ts";

/** A cart with everything that its price follows from. */
export interface PricedCase {
  readonly cart: PromotionCart;
  readonly promotions: readonly Promotion[];
  readonly taxes: QuoteTaxes | null;
  readonly taxClasses: readonly string[];
  readonly pricesIncludeTax: boolean;
}

/** The figures that have to agree. */
export interface Reckoned {
  readonly discount: bigint;
  readonly shipping: bigint;
  readonly tax: bigint;
  readonly exempt: bigint;
  readonly total: bigint;
  readonly appliedIds: readonly string[];
}

type Minors = Map<string, bigint>;

/** @returns the figures of an order; no condition is looked at, for the cases have none */
export function reckonCase({ cart, promotions, taxes, ...rest }: PricedCase): Reckoned {
  const full: Minors = new Map(
    cart.lines.map((line) => [line.lineId, BigInt(line.unitMinor) * BigInt(line.quantity)]),
  );
  const best = chooseAndApply(promotions, cart, full);
  const shippingFull = BigInt(cart.shipping?.minor ?? 0);
  const shipping = shippingFull - best.shippingOff;
  const goods = cart.lines.map((line) => best.left.get(line.lineId) ?? 0n);
  const hasValue = goods.some((value) => value > 0n);
  const weights = hasValue ? goods : cart.lines.map((line) => BigInt(line.quantity));
  const shipped = largestRemainder(shipping, weights);
  const amounts = cart.lines.flatMap((_, index) => {
    const ofGoods = rest.taxClasses[index] ?? "standard";
    return [
      { value: goods[index] ?? 0n, taxClass: ofGoods },
      { value: shipped[index] ?? 0n, taxClass: taxes?.shippingClass ?? ofGoods },
    ];
  });
  const tax = taxes === null ? 0n : taxIn(amounts, taxes, rest.pricesIncludeTax);
  const isExempt = taxes?.policy.isExempt === true;
  const before = goods.reduce((sum, value) => sum + value, 0n) + shipping;
  const onTop = rest.pricesIncludeTax || isExempt ? 0n : tax;
  const exempt = isExempt && rest.pricesIncludeTax ? tax : 0n;
  return {
    discount: [...full.values()].reduce((sum, value) => sum + value, 0n) - (before - shipping),
    shipping,
    tax: isExempt ? 0n : tax,
    exempt,
    total: chargeable(before + onTop - exempt, cart.currency),
    appliedIds: best.ids.toSorted(),
  };
}

/** Of three decimals the banks take a last digit of 0. */
export function chargeStepOf(currency: string): bigint {
  return currency === "KWD" ? 10n : 1n;
}

function chargeable(total: bigint, currency: string): bigint {
  return total - (total % chargeStepOf(currency));
}

interface Outcome {
  readonly left: Minors;
  readonly shippingOff: bigint;
  readonly off: bigint;
  readonly ids: readonly string[];
}

function chooseAndApply(all: readonly Promotion[], cart: PromotionCart, full: Minors): Outcome {
  const sorted = [...all].sort(byPolicy);
  const shared = sorted.filter(({ stacking }) => !stacking.isExclusive);
  let chosen = shared.filter(({ stacking }) => stacking.bestOf === null);
  const words: string[] = [];
  for (const { stacking } of shared) {
    if (stacking.bestOf !== null && !words.includes(stacking.bestOf)) words.push(stacking.bestOf);
  }
  for (const word of words) {
    const rivals = shared.filter(({ stacking }) => stacking.bestOf === word);
    const tried = rivals.map((rival) => {
      const set = [...chosen, rival].sort(byPolicy);
      return { set, off: applyAll(set, cart, full).off };
    });
    const most = tried.reduce((left, right) => (right.off > left.off ? right : left));
    chosen = most.set;
  }
  let best = applyAll(chosen, cart, full);
  for (const alone of sorted.filter(({ stacking }) => stacking.isExclusive)) {
    const outcome = applyAll([alone], cart, full);
    if (outcome.off > best.off) best = outcome;
  }
  return best;
}

const CLASSES = ["line", "order", "shipping"];

function byPolicy(left: Promotion, right: Promotion): number {
  const classes = CLASSES.indexOf(left.stacking.class) - CLASSES.indexOf(right.stacking.class);
  if (classes !== 0) return classes;
  const priorities = right.stacking.priority - left.stacking.priority;
  return priorities === 0 ? left.id.localeCompare(right.id) : priorities;
}

function applyAll(promotions: readonly Promotion[], cart: PromotionCart, full: Minors): Outcome {
  let left: Minors = new Map(full);
  let shippingOff = 0n;
  const ids: string[] = [];
  for (const promotion of promotions) {
    const shippingLeft = BigInt(cart.shipping?.minor ?? 0) - shippingOff;
    const { taken, shipping } = takenBy(promotion, { cart, left, shippingLeft });
    const sum = [...taken.values()].reduce((total, each) => total + each, 0n) + shipping;
    if (sum === 0n) continue;
    ids.push(promotion.id);
    shippingOff += shipping;
    left = new Map([...left].map(([id, value]) => [id, value - (taken.get(id) ?? 0n)]));
  }
  const wasFull = [...full.values()].reduce((sum, value) => sum + value, 0n);
  const isLeft = [...left.values()].reduce((sum, value) => sum + value, 0n);
  return { left, shippingOff, off: wasFull - isLeft + shippingOff, ids };
}

interface Now {
  readonly cart: PromotionCart;
  readonly left: Minors;
  readonly shippingLeft: bigint;
}

function takenBy({ effect }: Promotion, now: Now): { taken: Minors; shipping: bigint } {
  const nothing: Minors = new Map();
  const scoped = (scope: Scope) => now.cart.lines.filter((line) => isMeant(line, scope));
  switch (effect.kind) {
    case "discount":
      return { taken: ofBenefit(effect.benefit, scoped(effect.scope), now), shipping: 0n };
    case "tiers": {
      const lines = scoped(effect.scope);
      const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
      const spent = lines.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0);
      let highest: Benefit | null = null;
      for (const { fromQuantity = 0, fromSpend, benefit } of effect.tiers) {
        const wanted = fromSpend === undefined ? 0 : fromSpend[now.cart.currency];
        if (wanted !== undefined && units >= fromQuantity && spent >= wanted) highest = benefit;
      }
      return { taken: highest === null ? nothing : ofBenefit(highest, lines, now), shipping: 0n };
    }
    case "buy_get":
      return { taken: ofGroups(effect, now), shipping: 0n };
    case "gift": {
      let rest = effect.quantity;
      const taken: Minors = new Map();
      for (const line of scoped({ variantIds: effect.variantIds })) {
        const units = Math.min(rest, line.quantity);
        rest -= units;
        taken.set(line.lineId, floorShare(now.left.get(line.lineId) ?? 0n, units, line.quantity));
      }
      return { taken, shipping: 0n };
    }
    case "free_shipping": {
      const { shipping } = now.cart;
      const isMethod = shipping !== null && (effect.methodIds?.includes(shipping.methodId) ?? true);
      return { taken: nothing, shipping: isMethod ? now.shippingLeft : 0n };
    }
  }
}

function ofBenefit(benefit: Benefit, lines: readonly PromotionLine[], now: Now): Minors {
  const lefts = lines.map(({ lineId }) => now.left.get(lineId) ?? 0n);
  const all = lefts.reduce((sum, value) => sum + value, 0n);
  const spread = (whole: bigint): Minors => {
    const parts = largestRemainder(whole < all ? whole : all, lefts);
    return new Map(lines.map(({ lineId }, index) => [lineId, parts[index] ?? 0n]));
  };
  const alone = (offOf: (line: PromotionLine, left: bigint) => bigint): Minors =>
    new Map(
      lines.map((line, index) => {
        const left = lefts[index] ?? 0n;
        const off = offOf(line, left);
        return [line.lineId, off < 0n ? 0n : off > left ? left : off];
      }),
    );
  if (lines.length === 0) return new Map();
  if (benefit.kind === "percent") {
    const whole = roundHalfUp(all * BigInt(benefit.bp), 10_000n);
    const most = benefit.most?.[now.cart.currency];
    if (benefit.most !== undefined && most === undefined) return new Map();
    return spread(most !== undefined && BigInt(most) < whole ? BigInt(most) : whole);
  }
  const minor = benefit.minor[now.cart.currency];
  if (minor === undefined) return new Map();
  if (benefit.kind === "price") {
    return alone(({ quantity }, left) => left - BigInt(minor) * BigInt(quantity));
  }
  return benefit.per === "order"
    ? spread(BigInt(minor))
    : alone(({ quantity }) => BigInt(minor) * BigInt(quantity));
}

/** Unit by unit: every unit of the cart is a thing of its own, bought, got or neither. */
function ofGroups(
  { buy, get, bp, timesMax }: Extract<Promotion["effect"], { kind: "buy_get" }>,
  now: Now,
): Minors {
  const units = now.cart.lines.flatMap((line) =>
    Array.from({ length: line.quantity }, () => ({
      line,
      canBuy: isMeant(line, buy.scope),
      canGet: isMeant(line, get.scope),
      isGone: false,
    })),
  );
  const got = new Map<string, number>();
  for (let times = 0; timesMax === null || times < timesMax; times += 1) {
    const free = units.filter(({ isGone }) => !isGone);
    const bought = free
      .filter(({ canBuy }) => canBuy)
      .sort(
        (left, right) =>
          Number(left.canGet) - Number(right.canGet) || right.line.unitMinor - left.line.unitMinor,
      )
      .slice(0, buy.quantity);
    const others = free.filter((unit) => !bought.includes(unit) && unit.canGet);
    const gotNow = others
      .sort((left, right) => left.line.unitMinor - right.line.unitMinor)
      .slice(0, get.quantity);
    if (bought.length < buy.quantity || gotNow.length < get.quantity) break;
    for (const unit of [...bought, ...gotNow]) unit.isGone = true;
    for (const { line } of gotNow) got.set(line.lineId, (got.get(line.lineId) ?? 0) + 1);
  }
  const taken: Minors = new Map();
  for (const { lineId, quantity } of now.cart.lines) {
    const worth = floorShare(now.left.get(lineId) ?? 0n, got.get(lineId) ?? 0, quantity);
    taken.set(lineId, roundHalfUp(worth * BigInt(bp), 10_000n));
  }
  return taken;
}

function isMeant(line: PromotionLine, scope: Scope): boolean {
  if (scope.isWithoutSale && line.isOnSale) return false;
  if ((scope.exceptProductIds ?? []).some((id) => id === line.productId)) return false;
  const lists: [readonly string[] | undefined, readonly string[]][] = [
    [scope.productIds, [line.productId]],
    [scope.variantIds, [line.variantId]],
    [scope.categoryIds, line.categoryIds],
    [scope.collectionIds, line.collectionIds],
    [scope.brandIds, line.brandId === null ? [] : [line.brandId]],
  ];
  const given = lists.filter(([wanted]) => wanted !== undefined && wanted.length > 0);
  return (
    given.length === 0 || given.some(([wanted, has]) => has.some((id) => wanted?.includes(id)))
  );
}

interface Amount {
  readonly value: bigint;
  readonly taxClass: string;
}

/** The cases have rates in eighths of a basis point, so that nothing here is a fraction. */
const PARTS_OF_BP = 8;

function taxIn(amounts: readonly Amount[], taxes: QuoteTaxes, isIncluded: boolean): bigint {
  const rateOf = (taxClass: string): string => {
    const labels = new Map<string, { bp: number; rank: number }>();
    for (const rule of taxes.rules) {
      if (rule.country !== taxes.place.country) continue;
      if (rule.taxClass !== null && rule.taxClass !== taxClass) continue;
      const rank = rule.taxClass === null ? 0 : 1;
      const known = labels.get(rule.label);
      if (known === undefined || rank > known.rank)
        labels.set(rule.label, { bp: rule.rateBp, rank });
    }
    const rates = [...labels].map(([label, { bp }]): [string, number] => [label, bp]);
    return JSON.stringify(rates.sort(([left], [right]) => (left < right ? -1 : 1)));
  };
  const groups = new Map<string, bigint[]>();
  for (const { value, taxClass } of amounts) {
    const key = rateOf(taxClass);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  let tax = 0n;
  for (const [key, values] of groups) {
    const rates: [string, number][] = JSON.parse(key);
    const rate = BigInt(rates.reduce((sum, [, bp]) => sum + bp * PARTS_OF_BP, 0));
    const of = 10_000n * BigInt(PARTS_OF_BP) + (isIncluded ? rate : 0n);
    const taxed =
      taxes.policy.rounding === "per_line"
        ? values
        : [values.reduce((sum, each) => sum + each, 0n)];
    for (const value of taxed) tax += roundHalfUp(value * rate, of);
  }
  return tax;
}

/** Hamilton's method, by handing the units left over out one at a time. */
function largestRemainder(whole: bigint, weights: readonly bigint[]): bigint[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  if (all === 0n) return weights.map((_, index) => (index === 0 ? whole : 0n));
  const parts = weights.map((weight) => (whole * weight) / all);
  const rests = weights.map((weight) => (whole * weight) % all);
  let over = whole - parts.reduce((sum, part) => sum + part, 0n);
  while (over > 0n) {
    let largest = 0;
    for (const [index, rest] of rests.entries())
      if (rest > (rests[largest] ?? -1n)) largest = index;
    parts[largest] = (parts[largest] ?? 0n) + 1n;
    rests[largest] = -1n;
    over -= 1n;
  }
  return parts;
}

function floorShare(minor: bigint, units: number, of: number): bigint {
  return (minor * BigInt(units)) / BigInt(of);
}

function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const whole = numerator / denominator;
  return (numerator % denominator) * 2n >= denominator ? whole + 1n : whole;
}
