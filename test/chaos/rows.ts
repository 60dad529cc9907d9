/** What a look behind the shop's doors shows: rows of objects and databases, as they are on disk. */
import type { CartState } from "../../domain/cart.ts";
import type { Id } from "../../domain/id.ts";
import type { StockLevel } from "../../domain/inventory.ts";
import type { StockAudit, StockPromise } from "../../domain/inventory-audit.ts";
import type { LedgerEntry, LocationLevel } from "../../domain/inventory-ledger.ts";
import type { Order } from "../../domain/order.ts";
import type { HistoryEntry } from "../../durable-objects/order-store.ts";

/** A variant that the crowd buys. */
export interface Ware {
  readonly variantId: Id<"variant">;
  readonly itemId: Id<"stockItem">;
  readonly handle: string;
}

/** One stock object in a single turn: what it has, and whether it agrees with its own ledger. */
export type ItemAudit = StockAudit;

/** One stock object read to the end; only a shop at rest gives one picture. */
export interface ItemRows {
  readonly itemId: Id<"stockItem">;
  readonly level: StockLevel;
  readonly ledger: readonly LedgerEntry[];
  readonly promises: readonly StockPromise[];
}

/** What one item is promised to. */
export type Promised = Pick<ItemRows, "itemId" | "promises">;

/** One order object. */
export interface OrderRows {
  readonly orderId: Id<"order">;
  readonly order: Order | null;
  readonly history: readonly HistoryEntry[];
}

/** One cart object. */
export interface CartRows {
  readonly cartId: Id<"cart">;
  readonly cart: CartState;
}

/** An order as lists show it. */
export interface ListedOrder {
  readonly id: Id<"order">;
  readonly status: string;
  readonly email: string;
  readonly grand_total_minor: number;
  readonly captured_minor: number;
  readonly refunded_minor: number;
  readonly unit_count: number;
  readonly payment_intent: string | null;
  readonly confirmed_at: number | null;
  /** Units of its lines, added up. */
  readonly line_units: number;
}

/** A message to a shopper. */
export interface ListedNotice {
  readonly subject_id: string;
  readonly kind: string;
  readonly status: string;
  readonly attempts: number;
}

/** A stock level as the catalog shows it. */
export interface ListedLevel extends LocationLevel {
  readonly itemId: Id<"stockItem">;
  readonly version: number;
}

/** What both databases say. */
export interface Lists {
  readonly orders: readonly ListedOrder[];
  readonly notices: readonly ListedNotice[];
  readonly levels: readonly ListedLevel[];
  readonly deadLetters: readonly { readonly queue: string; readonly reason: string }[];
  /** Differences that reconciliation found and that are not over. */
  readonly breaks: readonly { readonly type: string; readonly subject: string }[];
}

/** An intent in the provider's books. */
export interface ProviderIntent {
  readonly id: string;
  readonly amount: number;
  readonly amount_received: number;
  readonly status: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The provider's books. */
export interface Books {
  readonly intents: readonly ProviderIntent[];
  /** What was given back, by intent. */
  readonly refunds: readonly { readonly payment_intent: string; readonly amount: number }[];
  readonly faultsLeft: number;
}

/** Everything, read while nothing moves. */
export interface World {
  readonly items: readonly ItemRows[];
  readonly orders: readonly OrderRows[];
  readonly carts: readonly CartRows[];
  readonly lists: Lists;
  readonly books: Books;
}
