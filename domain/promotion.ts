/** Promotions as data: who gets what on which lines, when, how often and beside which others. */
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";

/** Minor units per currency; a promotion does nothing in a currency that it does not name. */
export type Amounts = Readonly<Partial<Record<Currency, number>>>;

/** Which lines are meant: any of what is named, without what is excluded. Empty is every line. */
export interface Scope {
  readonly productIds?: readonly Id<"product">[];
  readonly variantIds?: readonly Id<"variant">[];
  /** A product also stands in every ancestor of its categories. */
  readonly categoryIds?: readonly Id<"category">[];
  readonly collectionIds?: readonly Id<"collection">[];
  readonly brandIds?: readonly Id<"brand">[];
  readonly exceptProductIds?: readonly Id<"product">[];
  /** Whether lines that are reduced already stay out. */
  readonly isWithoutSale?: boolean;
}

/** What units in scope become cheaper by. */
export type Benefit =
  | {
      readonly kind: "percent";
      /** Hundredths of a percent: 1000 is 10 %. */
      readonly bp: number;
      /** The most that it takes off in all; it does nothing in a currency without one. */
      readonly most?: Amounts;
    }
  | { readonly kind: "amount"; readonly minor: Amounts; readonly per: "order" | "unit" }
  /** The price of a unit; one that is cheaper already stays so. */
  | { readonly kind: "price"; readonly minor: Amounts };

/** A benefit that is had from a quantity of units in scope, or from a spend on them, on. */
export interface Tier {
  readonly fromQuantity?: number;
  readonly fromSpend?: Amounts;
  readonly benefit: Benefit;
}

/** What a promotion does. */
export type PromotionEffect =
  | { readonly kind: "discount"; readonly scope: Scope; readonly benefit: Benefit }
  /** The highest tier that is reached, and only that one. From the lowest to the highest. */
  | { readonly kind: "tiers"; readonly scope: Scope; readonly tiers: readonly Tier[] }
  /** For every so many units bought, so many of the cheapest others cost less. */
  | {
      readonly kind: "buy_get";
      readonly buy: { readonly scope: Scope; readonly quantity: number };
      readonly get: { readonly scope: Scope; readonly quantity: number };
      /** Hundredths of a percent off each unit that is got: 10000 is free. */
      readonly bp: number;
      readonly timesMax: number | null;
    }
  /** Units of these variants are free once they lie in the cart. */
  | {
      readonly kind: "gift";
      readonly variantIds: readonly Id<"variant">[];
      readonly quantity: number;
    }
  /** Null is every method. */
  | { readonly kind: "free_shipping"; readonly methodIds: readonly string[] | null };

/** What discounts are of: lines come first, then the order, then its shipping. */
export const PROMOTION_CLASSES = ["line", "order", "shipping"] as const;

/** See PROMOTION_CLASSES. */
export type PromotionClass = (typeof PROMOTION_CLASSES)[number];

/** What must be so; everything that is given must. */
export interface PromotionConditions {
  /** On the lines of `scope`, before discounts; a gift's own free units do not count. */
  readonly minSpend?: Amounts;
  readonly minQuantity?: number;
  /** The lines that the two above look at; every line where it is left out. */
  readonly scope?: Scope;
  readonly currencies?: readonly Currency[];
  readonly countries?: readonly string[];
  readonly customerGroups?: readonly string[];
  readonly isFirstOrder?: boolean;
  /** ISO 8601: 1 is Monday, 7 is Sunday. Hours that pass midnight belong to the day they began. */
  readonly weekdays?: readonly number[];
  /** Minutes after midnight, from the first to before the last; may pass midnight. */
  readonly hours?: { readonly fromMinute: number; readonly toMinute: number };
  /** IANA name of the zone in which weekdays and hours are meant. */
  readonly timeZone?: string;
}

/** How it goes with others. */
export interface Stacking {
  readonly class: PromotionClass;
  /** Higher is reckoned earlier. */
  readonly priority: number;
  /** Goes with no other promotion at all. */
  readonly isExclusive: boolean;
  /** Of all promotions with the same word only the one that takes most off is had. */
  readonly bestOf: string | null;
}

/** How often it may be used. Null is without limit. Counted by the coupon's owner, never here. */
export interface PromotionLimits {
  readonly uses: number | null;
  readonly usesPerCode: number | null;
  readonly usesPerCustomer: number | null;
  /** The most that all uses together may cost; it does nothing in a currency without a budget. */
  readonly budget: Amounts | null;
}

/** A promotion. */
export interface Promotion {
  readonly id: Id<"promotion">;
  readonly version: number;
  /** What shoppers read. */
  readonly label: string;
  /** Whether it needs a code; without one it applies by itself. */
  readonly isByCode: boolean;
  /** Epoch milliseconds, from the first to before the last; null is open. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  readonly conditions: PromotionConditions;
  readonly effect: PromotionEffect;
  readonly stacking: Stacking;
  readonly limits: PromotionLimits;
}

/** Why a promotion does not apply. */
export type PromotionRefusal =
  | { readonly reason: "code_unknown" }
  | { readonly reason: "not_started"; readonly startsAt: number }
  | { readonly reason: "expired"; readonly endedAt: number }
  | { readonly reason: "used_up" }
  /** By the same buyer, as often as anybody may. */
  | { readonly reason: "customer_used_up" }
  | { readonly reason: "not_yours" }
  | { readonly reason: "first_order_only" }
  | { readonly reason: "wrong_currency"; readonly currencies: readonly Currency[] }
  | { readonly reason: "wrong_country"; readonly countries: readonly string[] }
  | { readonly reason: "wrong_time" }
  /** What would help, in minor units. */
  | { readonly reason: "below_spend"; readonly missingMinor: number }
  | { readonly reason: "below_quantity"; readonly missing: number }
  | { readonly reason: "nothing_in_scope" }
  | { readonly reason: "gift_not_in_cart"; readonly variantIds: readonly Id<"variant">[] }
  /** It is had once a way of shipping is chosen that it pays for. */
  | { readonly reason: "awaits_shipping" }
  | { readonly reason: "not_combinable"; readonly withId: Id<"promotion"> }
  | { readonly reason: "takes_nothing_off" };

/** @returns whether somebody has to count its uses */
export function hasLimit({ limits }: Promotion): boolean {
  return Object.values(limits).some((limit) => limit !== null);
}

/** Most codes that one cart or order takes. */
export const CODES_MAX = 10;
/** Most characters that a code has. */
export const CODE_CHARS_MAX = 40;

/**
 * A code as it is looked up: people type it in any case, with spaces, dashes or a trailing dot.
 * @returns letters and digits in upper case; null where nothing of a code is left
 */
export function normalCode(typed: string): string | null {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .normalize("NFKC");
  return code.length === 0 || code.length > CODE_CHARS_MAX ? null : code;
}
