/** What an order asks of the world, and what it tells the rest of the shop. */
import type { Id } from "./id.ts";
import type { HoldSubject, LimitedUse } from "./order.ts";

/** What an order asks of the world, delivered at least once. */
export type OrderEffect = OrderRequest & {
  /** Unique in the order; the idempotency key downstream. */
  readonly id: string;
  readonly attempt: number;
  /** Epoch ms before which it should not be tried; 0 is at once. */
  readonly notBefore: number;
};

/** Units of one subject under one hold. */
interface HeldUnits {
  readonly itemId: HoldSubject;
  readonly holdId: Id<"hold">;
  readonly quantity: number;
}

/** The requests by kind. */
export type OrderRequest =
  | {
      readonly kind: "hold";
      readonly itemId: HoldSubject;
      readonly holdId: Id<"hold">;
      readonly quantity: number;
      readonly expiresAt: number;
      /** Of promotions only. */
      readonly use?: LimitedUse;
    }
  | ({ readonly kind: "commit" } & HeldUnits)
  | ({ readonly kind: "give_back" } & HeldUnits)
  | ({ readonly kind: "restock" } & HeldUnits & { readonly itemId: Id<"stockItem"> })
  | { readonly kind: "create_intent"; readonly amountMinor: number }
  | { readonly kind: "find_intent"; readonly createdAfter: number }
  | { readonly kind: "retrieve_intent"; readonly intentId: string }
  | { readonly kind: "cancel_intent"; readonly intentId: string }
  | { readonly kind: "capture_intent"; readonly intentId: string; readonly amountMinor: number }
  | {
      readonly kind: "refund_intent";
      readonly intentId: string;
      readonly amountMinor: number;
      readonly refundKey: string;
      /** The whole rest, not a part that staff chose. */
      readonly isRest: boolean;
    }
  | {
      readonly kind: "settle_cart";
      readonly lines: readonly { readonly lineId: Id<"line">; readonly quantity: number }[];
    }
  | { readonly kind: "publish"; readonly event: OrderEventType };

/** The facts that an order tells the rest of the shop. */
export type OrderEventType =
  | "order.placed"
  | "order.reopened"
  | "order.confirmed"
  | "order.refunded"
  | "order.cancelled"
  /** Nothing happened: told again to whoever may have missed it. */
  | "order.changed";
