/**
 * What one promotion takes off, given what those before it have left. Every discount is reckoned
 * once, on the whole of its lines, and then shared among them by largest remainder: reckoning it
 * per unit would multiply the rounding. Rounds half away from zero; never takes more than is left.
 */
import type { Id } from "./id.ts";
import { allocate, proportion, unitsOf } from "./money.ts";
import type {
  Amounts,
  Benefit,
  PromotionEffect,
  PromotionRefusal,
  Scope,
  Tier,
} from "./promotion.ts";
import { type PromotionCart, placesIn } from "./promotion-cart.ts";
import { currenciesOf } from "./promotion-check.ts";
import { fail, ok, type Result } from "./result.ts";

/** Hundredths of a percent in a whole. */
const WHOLE_BP = 10_000;

/** What a promotion takes off: of lines, or of the shipping. */
export interface Taken {
  /** The lines' part, with its shares; those of nothing are left out. */
  readonly shares: readonly { readonly lineId: Id<"line">; readonly minor: number }[];
  readonly shippingMinor: number;
  /** Everything that it takes off; more than nothing. */
  readonly minor: number;
}

type Answer = Result<readonly number[], PromotionRefusal>;

/** A promotion looked at for one cart: everything that does not depend on those before it. */
export interface Prepared {
  /** The places in the cart of the lines that it takes something off. */
  readonly places: readonly number[];
  /** @param lefts what the discounts before have left of these lines; never takes more than that */
  readonly take: (lefts: readonly number[]) => Answer;
  /** Whether it takes off shipping, whatever is left of it, in place of lines. */
  readonly isOfShipping: boolean;
}

/** @returns what an effect looks at in a cart, and how it reckons */
export function prepare(effect: PromotionEffect, cart: PromotionCart): Prepared {
  switch (effect.kind) {
    case "discount":
      return ofBenefit(effect.benefit, effect.scope, cart);
    case "tiers":
      return ofTiers(effect.tiers, effect.scope, cart);
    case "buy_get":
      return buyGet(effect, cart);
    case "gift":
      return ofGift(effect, cart);
    case "free_shipping":
      return freeShipping(effect.methodIds, cart);
  }
}

function ofBenefit(benefit: Benefit, scope: Scope, cart: PromotionCart): Prepared {
  const places = placesIn(scope, cart.lines);
  if (places.length === 0) return refused({ reason: "nothing_in_scope" });
  const quantities = places.map((place) => cart.lines[place]?.quantity ?? 0);
  switch (benefit.kind) {
    case "percent": {
      const { most: caps = null } = benefit;
      const most = caps === null ? Number.POSITIVE_INFINITY : caps[cart.currency];
      // Without a cap in this currency it would be one without a cap at all.
      if (most === undefined) return notIn(caps ?? {});
      return ofLines(places, (lefts) =>
        shared(Math.min(proportion(sumOf(lefts), benefit.bp, WHOLE_BP), most), lefts),
      );
    }
    case "amount": {
      const minor = benefit.minor[cart.currency];
      if (minor === undefined) return notIn(benefit.minor);
      return benefit.per === "order"
        ? ofLines(places, (lefts) => shared(minor, lefts))
        : ofLines(places, (lefts) => lefts.map((_, at) => minor * (quantities[at] ?? 0)));
    }
    case "price": {
      const minor = benefit.minor[cart.currency];
      if (minor === undefined) return notIn(benefit.minor);
      return ofLines(places, (lefts) =>
        lefts.map((left, at) => left - minor * (quantities[at] ?? 0)),
      );
    }
  }
}

function ofTiers(tiers: readonly Tier[], scope: Scope, cart: PromotionCart): Prepared {
  const { currency } = cart;
  const lines = placesIn(scope, cart.lines).flatMap((place) => cart.lines[place] ?? []);
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const spent = lines.reduce((sum, line) => sum + line.unitMinor * line.quantity, 0);
  const isReached = ({ fromQuantity, fromSpend }: Tier) =>
    (fromQuantity === undefined || units >= fromQuantity) &&
    (fromSpend === undefined || spent >= (fromSpend[currency] ?? Number.POSITIVE_INFINITY));
  const reached = tiers.findLast(isReached);
  if (reached !== undefined) return ofBenefit(reached.benefit, scope, cart);
  if (units === 0) return refused({ reason: "nothing_in_scope" });
  const [{ fromQuantity, fromSpend } = {}] = tiers;
  if (fromQuantity !== undefined && units < fromQuantity) {
    return refused({ reason: "below_quantity", missing: fromQuantity - units });
  }
  const wanted = fromSpend?.[currency];
  return wanted === undefined
    ? notIn(fromSpend ?? {})
    : refused({ reason: "below_spend", missingMinor: wanted - spent });
}

/**
 * Takes one group after another: the units that are bought first from what cannot be got and then
 * from the dearest, the units that are got from the cheapest. No unit counts twice.
 */
function buyGet(
  { buy, get, bp, timesMax }: Extract<PromotionEffect, { kind: "buy_get" }>,
  { lines }: PromotionCart,
): Prepared {
  const unitMinor = (place: number) => lines[place]?.unitMinor ?? 0;
  const toGet = placesIn(get.scope, lines).sort((a, b) => unitMinor(a) - unitMinor(b));
  const canBeGot = new Set(toGet);
  const toBuy = placesIn(buy.scope, lines).sort(
    (a, b) => Number(canBeGot.has(a)) - Number(canBeGot.has(b)) || unitMinor(b) - unitMinor(a),
  );
  const all = new Set([...toBuy, ...toGet]);
  const units = new Map([...all].map((place) => [place, lines[place]?.quantity ?? 0]));
  const present = sumOf([...units.values()]);
  const got = new Map<number, number>();
  let times = 0;
  while (timesMax === null || times < timesMax) {
    if (!pick(toBuy, units, buy.quantity)) break;
    const gotNow = new Map<number, number>();
    if (!pick(toGet, units, get.quantity, gotNow)) break;
    for (const [place, count] of gotNow) got.set(place, (got.get(place) ?? 0) + count);
    times += 1;
  }
  if (times === 0) {
    const missing = Math.max(1, buy.quantity + get.quantity - present);
    return refused(
      present === 0 ? { reason: "nothing_in_scope" } : { reason: "below_quantity", missing },
    );
  }
  return ofLines(toGet, (lefts) =>
    lefts.map((left, at) => {
      const place = toGet[at] ?? 0;
      const worth = unitsOf(left, got.get(place) ?? 0, lines[place]?.quantity ?? 1);
      return proportion(worth, bp, WHOLE_BP);
    }),
  );
}

/** Takes `count` units from the first places that have any left. @returns whether there were as many */
function pick(
  places: readonly number[],
  units: Map<number, number>,
  count: number,
  picked: Map<number, number> = new Map(),
): boolean {
  let missing = count;
  for (const place of places) {
    if (missing === 0) break;
    const present = units.get(place) ?? 0;
    const taken = Math.min(missing, present);
    if (taken === 0) continue;
    units.set(place, present - taken);
    picked.set(place, taken);
    missing -= taken;
  }
  return missing === 0;
}

function ofGift(
  { variantIds, quantity }: Extract<PromotionEffect, { kind: "gift" }>,
  { lines }: PromotionCart,
): Prepared {
  const places = placesIn({ variantIds }, lines);
  if (places.length === 0) return refused({ reason: "gift_not_in_cart", variantIds });
  return ofLines(places, (lefts) => {
    let free = quantity;
    return lefts.map((left, at) => {
      const present = lines[places[at] ?? 0]?.quantity ?? 1;
      const units = Math.min(free, present);
      free -= units;
      return unitsOf(left, units, present);
    });
  });
}

function freeShipping(methodIds: readonly string[] | null, { shipping }: PromotionCart): Prepared {
  if (shipping === null) return refused({ reason: "awaits_shipping" });
  if (methodIds?.includes(shipping.methodId) === false) {
    return refused({ reason: "nothing_in_scope" });
  }
  return { places: [], take: () => ok([]), isOfShipping: true };
}

/** Not less than nothing and not more than is left of each line. */
function ofLines(
  places: readonly number[],
  minorsOf: (lefts: readonly number[]) => readonly number[],
): Prepared {
  return {
    places,
    isOfShipping: false,
    take: (lefts) =>
      ok(minorsOf(lefts).map((minor, at) => Math.max(0, Math.min(minor, lefts[at] ?? 0)))),
  };
}

/** One amount of all lines together, shared by what is left of each. */
function shared(minor: number, lefts: readonly number[]): number[] {
  return allocate(Math.min(minor, sumOf(lefts)), lefts);
}

function refused(refusal: PromotionRefusal): Prepared {
  return { places: [], isOfShipping: false, take: () => fail(refusal) };
}

function notIn(amounts: Amounts): Prepared {
  return refused({ reason: "wrong_currency", currencies: currenciesOf(amounts) });
}

function sumOf(minors: readonly number[]): number {
  return minors.reduce((sum, minor) => sum + minor, 0);
}
