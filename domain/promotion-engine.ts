/** Which promotions an order gets, what each takes off, and why the others do not. */
import type { Id } from "./id.ts";
import { PROMOTION_CLASSES, type Promotion, type PromotionRefusal } from "./promotion.ts";
import type { PromotionCart } from "./promotion-cart.ts";
import { refusalOf } from "./promotion-check.ts";
import { type Prepared, prepare, type Taken } from "./promotion-effect.ts";

/** A promotion that takes something off. */
export interface AppliedPromotion extends Taken {
  readonly promotion: Promotion;
  /** The code that it came by; null where it came by itself. */
  readonly code: string | null;
}

/** A promotion or a code that does nothing, and why. */
export interface RefusedPromotion {
  readonly promotionId: Id<"promotion"> | null;
  readonly code: string | null;
  readonly refusal: PromotionRefusal;
}

/** What the promotions make of a cart. */
export interface Promoted {
  /** In the order in which they were reckoned. */
  readonly applied: readonly AppliedPromotion[];
  readonly refused: readonly RefusedPromotion[];
}

/** A promotion whose conditions hold. */
interface Candidate {
  readonly promotion: Promotion;
  readonly code: string | null;
  readonly prepared: Prepared;
  /** What it came to when it was reckoned last: rivals are tried one after the other. */
  last: Reckoned | null;
}

/** What a promotion takes of so much that is left. */
interface Reckoned {
  readonly lefts: readonly number[];
  readonly shippingLeft: number;
  /** Line by line, in the order of its places. */
  readonly offs: readonly number[];
  readonly outcome: AppliedPromotion | RefusedPromotion;
}

/**
 * Chooses and reckons. The policy, in this order:
 * 1. Line promotions come before those of the order, those of the shipping come last; within a
 *    class the higher priority first, then the id, so that the same cart has the same outcome.
 * 2. Each is reckoned on what the ones before have left, so that no total falls below zero.
 * 3. Of those with the same `bestOf` only one is had: the one with which most is taken off in all,
 *    beside those without such a word and the winners of the words before it.
 * 4. An exclusive promotion goes with no other: it is had alone where it takes more off than all
 *    the others together, else not at all.
 * @param promotions those that apply by themselves and those of the codes; each once
 * @param now epoch milliseconds
 */
export function promote(
  promotions: readonly Promotion[],
  cart: PromotionCart,
  now: number,
): Promoted {
  const refused: RefusedPromotion[] = [];
  const candidates = candidatesOf(promotions, cart, { now, refused });
  const together = candidates.filter(({ promotion }) => !promotion.stacking.isExclusive);
  const shared = bestOfEach(together, cart);
  let best = shared;
  for (const alone of candidates.filter(({ promotion }) => promotion.stacking.isExclusive)) {
    const only = reckon([alone], cart);
    if (only.minor > best.minor) best = only;
    else if (only.minor === 0) refused.push(...only.refused);
  }
  return { applied: best.applied, refused: [...refused, ...losers(candidates, best, refused)] };
}

function candidatesOf(
  promotions: readonly Promotion[],
  cart: PromotionCart,
  { now, refused }: { readonly now: number; readonly refused: RefusedPromotion[] },
): Candidate[] {
  const codes = new Map<string, string>();
  for (const { code, promotionId, isUsedUp = false } of cart.codes) {
    if (promotionId !== null && promotions.some(({ id }) => id === promotionId)) {
      if (isUsedUp) refused.push({ promotionId, code, refusal: { reason: "used_up" } });
      else if (!codes.has(promotionId)) codes.set(promotionId, code);
      // One promotion is had once, however many of its codes are entered.
      else
        refused.push({
          promotionId,
          code,
          refusal: { reason: "not_combinable", withId: promotionId },
        });
    } else refused.push({ promotionId, code, refusal: { reason: "code_unknown" } });
  }
  const candidates: Candidate[] = [];
  for (const promotion of promotions) {
    const code = codes.get(promotion.id) ?? null;
    if (promotion.isByCode && code === null) continue;
    const refusal = refusalOf(promotion, cart, now);
    if (refusal === null) {
      const prepared = prepare(promotion.effect, cart);
      candidates.push({ promotion, code, prepared, last: null });
    } else refused.push({ promotionId: promotion.id, code, refusal });
  }
  return candidates.toSorted((left, right) => compare(left.promotion, right.promotion));
}

function compare(left: Promotion, right: Promotion): number {
  const classOf = ({ stacking }: Promotion) => PROMOTION_CLASSES.indexOf(stacking.class);
  return (
    classOf(left) - classOf(right) ||
    right.stacking.priority - left.stacking.priority ||
    (left.id < right.id ? -1 : 1)
  );
}

interface Reckoning {
  readonly applied: readonly AppliedPromotion[];
  readonly refused: readonly RefusedPromotion[];
  readonly minor: number;
}

/** Reckons candidates one after the other, each on what is left. */
function reckon(candidates: readonly Candidate[], cart: PromotionCart): Reckoning {
  const left = cart.lines.map(({ unitMinor, quantity }) => unitMinor * quantity);
  let shippingLeft = cart.shipping?.minor ?? 0;
  const applied: AppliedPromotion[] = [];
  const refused: RefusedPromotion[] = [];
  let minor = 0;
  for (const candidate of candidates) {
    const { places } = candidate.prepared;
    const { outcome, offs } = reckonOne(candidate, cart, { left, shippingLeft });
    if ("refusal" in outcome) {
      refused.push(outcome);
      continue;
    }
    places.forEach((place, at) => {
      left[place] = (left[place] ?? 0) - (offs[at] ?? 0);
    });
    shippingLeft -= outcome.shippingMinor;
    minor += outcome.minor;
    applied.push(outcome);
  }
  return { applied, refused, minor };
}

/** Anew only where something else is left than the last time. */
function reckonOne(
  candidate: Candidate,
  cart: PromotionCart,
  { left, shippingLeft }: { readonly left: readonly number[]; readonly shippingLeft: number },
): Reckoned {
  const { promotion, code, prepared, last } = candidate;
  const { places, isOfShipping } = prepared;
  const isSame =
    last !== null &&
    (last.shippingLeft === shippingLeft || !isOfShipping) &&
    places.every((place, at) => last.lefts[at] === left[place]);
  if (isSame) return last;
  const lefts = places.map((place) => left[place] ?? 0);
  const answer = prepared.take(lefts);
  const offs = answer.ok ? answer.value : [];
  const shippingMinor = isOfShipping ? shippingLeft : 0;
  const minor = offs.reduce((sum, off) => sum + off, shippingMinor);
  // A use is had whole or not at all: the last one that a budget pays for is not a smaller one.
  const isBeyond = minor > (cart.budgetLeft?.[promotion.id] ?? Number.POSITIVE_INFINITY);
  const nothing = { reason: isBeyond ? "used_up" : "takes_nothing_off" } as const;
  const refusal = answer.ok ? nothing : answer.problem;
  const outcome =
    minor === 0 || isBeyond
      ? { promotionId: promotion.id, code, refusal }
      : { promotion, code, shares: sharesOf(offs, places, cart), shippingMinor, minor };
  candidate.last = { lefts, shippingLeft, offs, outcome };
  return candidate.last;
}

function sharesOf(
  offs: readonly number[],
  places: readonly number[],
  { lines }: PromotionCart,
): Taken["shares"] {
  return places.flatMap((place, at) => {
    const lineId = lines[place]?.lineId;
    const minor = offs[at] ?? 0;
    return lineId === undefined || minor === 0 ? [] : [{ lineId, minor }];
  });
}

/** Settles each group of which one is had: beside those without a group and the groups before it. */
function bestOfEach(candidates: readonly Candidate[], cart: PromotionCart): Reckoning {
  const inOrder = (chosen: ReadonlySet<Candidate>) => candidates.filter((each) => chosen.has(each));
  const groups = Map.groupBy(candidates, ({ promotion }) => promotion.stacking.bestOf);
  const chosen = new Set(groups.get(null));
  for (const [group, rivals] of groups) {
    if (group === null) continue;
    const [first, ...others] = rivals;
    let best = first;
    if (best !== undefined && others.length > 0) {
      let most = reckon(inOrder(new Set([...chosen, best])), cart).minor;
      for (const rival of others) {
        const { minor } = reckon(inOrder(new Set([...chosen, rival])), cart);
        if (minor > most) [best, most] = [rival, minor];
      }
    }
    if (best !== undefined) chosen.add(best);
  }
  return reckon(inOrder(chosen), cart);
}

/** Candidates that are not had: reckoned to nothing, or beaten by another. */
function losers(
  candidates: readonly Candidate[],
  { applied, refused }: Reckoning,
  known: readonly RefusedPromotion[],
): RefusedPromotion[] {
  const had = new Set(applied.map(({ promotion }) => promotion.id));
  const told = new Map(refused.map((each) => [each.promotionId, each]));
  const isKnown = new Set(known.map(({ promotionId, code }) => `${promotionId} ${code}`));
  return candidates.flatMap(({ promotion, code, last }): RefusedPromotion[] => {
    const { id, stacking } = promotion;
    if (had.has(id)) return [];
    const refusal = told.get(id);
    if (refusal !== undefined) return [refusal];
    const rival = applied.find(
      (each) => stacking.bestOf !== null && each.promotion.stacking.bestOf === stacking.bestOf,
    );
    const withId = (rival ?? applied[0])?.promotion.id;
    if (isKnown.has(`${id} ${code}`)) return [];
    // Where nothing takes anything off, nobody beat anybody.
    if (withId === undefined)
      return last !== null && "refusal" in last.outcome ? [last.outcome] : [];
    return [{ promotionId: id, code, refusal: { reason: "not_combinable", withId } }];
  });
}
