/** What an order can be told, and why it does not do it. */
import type { CheckoutRates } from "./checkout-rules.ts";
import type { PriceExchange } from "./exchange.ts";
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";
import type { Address, Customer, HoldSubject, OrderStatus } from "./order.ts";
import type { OrderChange } from "./order-changes.ts";
import type { LinePrice } from "./order-line.ts";
import type { Intent } from "./payment.ts";
import type { Promotion } from "./promotion.ts";
import type { BudgetLeft, EnteredCode } from "./promotion-cart.ts";
import type { RefundProblem } from "./refund.ts";

/** The promotions of an order as they are now. */
export interface PromotionsNow {
  readonly codes: readonly EnteredCode[];
  readonly promotions: readonly Promotion[];
  /** Reached a limit, as their owners say. */
  readonly usedUp: readonly Id<"promotion">[];
  /** Those that the buyer had as often as anybody may. */
  readonly usedByBuyer?: readonly Id<"promotion">[];
  readonly budgetLeft?: BudgetLeft;
}

/** What an order can be told. Inputs that do not apply change nothing. */
export type OrderInput =
  | { readonly type: "set_contact"; readonly email: string }
  | { readonly type: "set_address"; readonly address: Address }
  | { readonly type: "set_shipping"; readonly methodId: string }
  | { readonly type: "set_tax_id"; readonly taxId: string | null }
  /** Prices for where the order goes and for who buys; a variant that is not named has the cart's. */
  | {
      readonly type: "set_prices";
      /** Where they were asked for; where the order goes elsewhere by now they change nothing. */
      readonly country: string | null;
      readonly prices: readonly (LinePrice & { readonly variantId: Id<"variant"> })[];
    }
  /** All the codes, in place of those before, and the promotions as they are now. */
  | ({
      readonly type: "set_promotions";
      /** Null while nobody has told who they are. */
      readonly customer?: Customer | null;
      /** What else was set by the same change, before this. */
      readonly after?: { readonly rates: boolean; readonly contact: boolean };
    } & PromotionsNow)
  /** Taxes and shipping, as they are read and asked now. */
  | { readonly type: "set_rates"; readonly rates: CheckoutRates }
  | {
      readonly type: "place";
      /** What the shopper agreed to pay. */
      readonly totalMinor: number;
      /** The cart as it is now. */
      readonly cartVersion: number;
      /** The catalog's prices as they are now; null where a variant is no longer for sale. */
      readonly prices: readonly {
        readonly variantId: Id<"variant">;
        readonly unitMinor: number | null;
        /** What made it of another currency's; absent where it is set. */
        readonly exchange?: PriceExchange;
        readonly listId?: Id<"priceList"> | null | undefined;
      }[];
      /** Taxes and shipping as they are now, where the lock on those of the order has run out. */
      readonly rates?: CheckoutRates | undefined;
      readonly holdMs: number;
      /** Where the quote has lapsed: with whoever buys, who may have bought since. */
      readonly promoted?: PromotionsNow & { readonly customer?: Customer | null };
    }
  | { readonly type: "cancel"; readonly by: "shopper" | "staff" }
  | {
      readonly type: "refund";
      readonly key: string;
      readonly lines: readonly { readonly lineId: Id<"line">; readonly quantity: number }[];
      readonly withShipping: boolean;
      readonly withRestock: boolean;
      readonly reason: string;
    }
  /** Somebody thinks that the provider knows something new. */
  | { readonly type: "poke"; readonly eventId: string | null }
  | { readonly type: "tick" }
  | { readonly type: "held"; readonly attempt: number; readonly itemId: HoldSubject }
  | {
      readonly type: "hold_refused" | "commit_refused";
      readonly attempt: number;
      readonly itemId: HoldSubject;
      /** Units that could be had. */
      readonly available?: number;
      /** Of a promotion: the buyer had it as often as anybody may. */
      readonly isBuyers?: boolean;
    }
  | {
      readonly type: "committed" | "given_back";
      readonly attempt: number;
      readonly itemId: HoldSubject;
    }
  | { readonly type: "intent_observed"; readonly attempt: number; readonly intent: Intent }
  | { readonly type: "intent_absent"; readonly attempt: number }
  | {
      readonly type: "intent_refused" | "intent_unknown";
      readonly attempt: number;
      readonly during: "create" | "capture" | "cancel";
      readonly code: string;
    }
  | {
      readonly type: "refund_settled";
      readonly key: string;
      readonly status: "succeeded" | "failed";
    };

/** Why an order does not do what it was told. */
export type OrderProblem =
  | { readonly reason: "checkout_closed"; readonly status: OrderStatus }
  | {
      readonly reason: "checkout_incomplete";
      readonly missing: readonly ("contact" | "address" | "shipping")[];
    }
  | { readonly reason: "country_not_served"; readonly country: string }
  | { readonly reason: "shipping_method_unknown"; readonly methodId: string }
  | { readonly reason: "tax_unavailable" }
  | { readonly reason: "cart_changed" }
  | {
      readonly reason: "price_changed";
      readonly wasMinor: number;
      readonly nowMinor: number;
      readonly currency: Currency;
      readonly changes: readonly OrderChange[];
    }
  /** More than nothing, and less than anybody charges. */
  | { readonly reason: "total_too_small"; readonly leastMinor: number; readonly currency: Currency }
  | { readonly reason: "variant_unavailable"; readonly variantIds: readonly Id<"variant">[] }
  | { readonly reason: "not_refundable"; readonly status: OrderStatus }
  | { readonly reason: "refund_exceeds_paid"; readonly refundableMinor: number }
  | RefundProblem
  | { readonly reason: "refund_empty" };
