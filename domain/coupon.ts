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

/** @returns why one more use is too many; null where it is not */
export function useRefusal(
  use: PromotionUse,
  limits: PromotionLimits,
  counts: UseCounts,
): UseRefusal | null {
  const { uses, usesPerCode, usesPerCustomer, budget } = limits;
  if (uses !== null && counts.all >= uses) return { reason: "used_up" };
  if (usesPerCode !== null && use.code !== null && counts.ofCode >= usesPerCode) {
    return { reason: "code_used_up" };
  }
  if (usesPerCustomer !== null && use.customer !== null && counts.ofCustomer >= usesPerCustomer) {
    return { reason: "customer_used_up" };
  }
  const most = budget?.[use.currency];
  if (most !== undefined && counts.spentMinor + use.costMinor > most) {
    return { reason: "budget_spent" };
  }
  return null;
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
