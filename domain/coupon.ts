/** Uses of one promotion: whether one more may be had. Held for an order, then used, or let go. */
import type { Currency } from "./money.ts";
import type { PromotionUse } from "./order.ts";
import type { PromotionLimits } from "./promotion.ts";

/** Which limit is reached. */
export type UseRefusal = {
  readonly reason: "used_up" | "code_used_up" | "customer_used_up" | "budget_spent" | "released";
};

/** Where a use stands. A use that lapsed may be had again, one that was let go never. */
export type UseStatus = "held" | "lapsed" | "used" | "released";

/** What is counted, held and used ones alike. */
export interface UseCounts {
  readonly all: number;
  readonly ofCode: number;
  readonly ofCustomer: number;
  /** In the currency of the use, in minor units. */
  readonly spentMinor: number;
}

/** @returns the counts without a use that is among them: for whoever asks about their own */
export function countsWithout(counts: UseCounts, own: PromotionUse, use: PromotionUse): UseCounts {
  return {
    all: counts.all - 1,
    ofCode: counts.ofCode - Number(use.code !== null && own.code === use.code),
    ofCustomer: counts.ofCustomer - Number(use.customer !== null && own.customer === use.customer),
    spentMinor: counts.spentMinor - (own.currency === use.currency ? own.costMinor : 0),
  };
}

/** @returns what is left of the budget, in minor units; null where there is none to keep */
export function budgetLeft(
  { currency }: PromotionUse,
  { budget }: PromotionLimits,
  { spentMinor }: UseCounts,
): number | null {
  return budget === null ? null : Math.max(0, (budget[currency] ?? 0) - spentMinor);
}

/** What one more use would meet. */
export interface UseOutlook {
  /** Why it would be refused; null where it would not. */
  readonly refusal: UseRefusal | null;
  /** What the budget has left, in minor units; null where there is none. */
  readonly leftMinor: number | null;
}

/** @returns why one more use is too many; null where it is not */
export function useRefusal(
  use: PromotionUse,
  limits: PromotionLimits,
  counts: UseCounts,
): UseRefusal | null {
  const { uses, usesPerCode, usesPerCustomer } = limits;
  if (uses !== null && counts.all >= uses) return { reason: "used_up" };
  if (usesPerCode !== null && use.code !== null && counts.ofCode >= usesPerCode) {
    return { reason: "code_used_up" };
  }
  if (usesPerCustomer !== null && use.customer !== null && counts.ofCustomer >= usesPerCustomer) {
    return { reason: "customer_used_up" };
  }
  const left = budgetLeft(use, limits, counts);
  return left !== null && use.costMinor > left ? { reason: "budget_spent" } : null;
}

/** How often one code of a promotion is held and was used. */
export interface CodeUses {
  readonly code: string;
  readonly held: number;
  readonly used: number;
}

/** What a promotion was used for so far. */
export interface UseReport {
  readonly held: number;
  readonly used: number;
  /** What the used ones took off, per currency, in minor units. */
  readonly costMinor: Readonly<Partial<Record<Currency, number>>>;
}
