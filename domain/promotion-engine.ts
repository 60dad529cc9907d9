/** Which promotions an order gets, what each takes off, and why the others do not. */
import type { Id } from "./id.ts";
import { PROMOTION_CLASSES, type Promotion, type PromotionRefusal } from "./promotion.ts";
import type { PromotionCart } from "./promotion-cart.ts";
import { refusalOf } from "./promotion-check.ts";
import { type Taken, takeOff } from "./promotion-effect.ts";

/** A promotion that takes something off. */
export interface AppliedPromotion extends Taken {
  readonly promotion: Promotion;
  /** The code that it came by; null where it came by itself. */
  readonly code: string | null;
  /** Everything that it takes off. */
  readonly minor: number;
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
  for (const { code, promotionId } of cart.codes) {
    if (promotionId !== null && promotions.some(({ id }) => id === promotionId)) {
      if (!codes.has(promotionId)) codes.set(promotionId, code);
    } else refused.push({ promotionId, code, refusal: { reason: "code_unknown" } });
  }
  const candidates: Candidate[] = [];
  for (const promotion of promotions) {
    const code = codes.get(promotion.id) ?? null;
    if (promotion.isByCode && code === null) continue;
    const refusal = refusalOf(promotion, cart, now);
    if (refusal === null) candidates.push({ promotion, code });
    else refused.push({ promotionId: promotion.id, code, refusal });
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
  const left = new Map(cart.lines.map((line) => [line.lineId, line.unitMinor * line.quantity]));
  let shippingLeft = cart.shipping?.minor ?? 0;
  const applied: AppliedPromotion[] = [];
  const refused: RefusedPromotion[] = [];
  for (const { promotion, code } of candidates) {
    const rest = cart.shipping === null ? null : { ...cart.shipping, minor: shippingLeft };
    const taken = takeOff(promotion, { ...cart, shipping: rest }, left);
    if (!taken.ok) {
      refused.push({ promotionId: promotion.id, code, refusal: taken.problem });
      continue;
    }
    const { shares, shippingMinor } = taken.value;
    for (const { lineId, minor } of shares) left.set(lineId, (left.get(lineId) ?? 0) - minor);
    shippingLeft -= shippingMinor;
    const minor = shares.reduce((sum, share) => sum + share.minor, shippingMinor);
    const some = shares.filter((share) => share.minor > 0);
    applied.push({ promotion, code, shares: some, shippingMinor, minor });
  }
  return { applied, refused, minor: applied.reduce((sum, each) => sum + each.minor, 0) };
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
  const [winner] = applied;
  return candidates.flatMap(({ promotion, code }) => {
    if (applied.some((each) => each.promotion.id === promotion.id)) return [];
    const told = refused.find(({ promotionId }) => promotionId === promotion.id);
    if (told !== undefined) return [told];
    if (known.some(({ promotionId }) => promotionId === promotion.id)) return [];
    const rival = applied.find(
      (each) =>
        each.promotion.stacking.bestOf !== null &&
        each.promotion.stacking.bestOf === promotion.stacking.bestOf,
    );
    const withId = (rival ?? winner)?.promotion.id;
    return withId === undefined
      ? []
      : [
          {
            promotionId: promotion.id,
            code,
            refusal: { reason: "not_combinable", withId } as const,
          },
        ];
  });
}
