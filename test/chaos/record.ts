/** What the shop has acknowledged, kept where no kill reaches it. */
import type { CartView } from "../../contracts/cart.ts";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { Id } from "../../domain/id.ts";

/** The kinds of acknowledged operations that are counted. */
export const OPERATIONS = [
  "goods_received",
  "line_added",
  "checkout_opened",
  "checkout_filled",
  "order_placed",
  "order_completed",
  "order_cancelled",
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** The last word that the shop gave about an order. */
export type LastWord = "opened" | "filled" | "placed" | "completed" | "cancelled";

/** An order as its shopper knows it. */
export interface KnownOrder {
  readonly orderId: Id<"order">;
  readonly cartId: Id<"cart">;
  readonly email: string;
  /** What the shopper agreed to pay; 0 before. */
  readonly totalMinor: number;
  /** Units of each variant. */
  readonly units: ReadonlyMap<Id<"variant">, number>;
  readonly lastWord: LastWord;
}

const RANK = ["opened", "filled", "placed", "completed", "cancelled"] as const;

/** Everything that was answered with success. */
export class Record {
  readonly orders = new Map<Id<"order">, KnownOrder>();
  /** Units of each variant in the cart, as last answered. */
  readonly carts = new Map<Id<"cart">, ReadonlyMap<Id<"variant">, number>>();
  /** Units on hand that deliveries and counts add up to. */
  readonly onHand = new Map<Id<"stockItem">, number>();
  readonly counts = new Map<Operation, number>();
  /** What people met that must never happen, in words. */
  readonly complaints: string[] = [];
  /** Requests that were never answered. */
  unanswered = 0;
  /** Replies that were lost and asked for again under the same key. */
  retries = 0;

  /** Counts an operation that was acknowledged. */
  count(operation: Operation): void {
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + 1);
  }

  /** All operations that were acknowledged. */
  get acknowledged(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The shelf has so many more units. */
  keepStock(itemId: Id<"stockItem">, delta: number): void {
    this.onHand.set(itemId, (this.onHand.get(itemId) ?? 0) + delta);
    this.count("goods_received");
  }

  /** The cart has these lines. */
  keepCart(cartId: Id<"cart">, { lines }: CartView): void {
    this.carts.set(cartId, unitsOf(lines));
    this.count("line_added");
  }

  /** The checkout was seen in this state. What was said before is never taken back. */
  keepOrder(cartId: Id<"cart">, view: CheckoutView): void {
    const known = this.orders.get(view.id);
    const said = wordOf(view);
    const lastWord =
      known !== undefined && RANK.indexOf(known.lastWord) > RANK.indexOf(said)
        ? known.lastWord
        : said;
    if (known?.lastWord === "completed" && said === "cancelled") {
      this.complaints.push(`${view.id} was completed and then cancelled`);
    }
    if (known?.lastWord === "cancelled" && said === "completed") {
      this.complaints.push(`${view.id} was cancelled and then completed`);
    }
    this.orders.set(view.id, {
      orderId: view.id,
      cartId,
      email: view.email ?? known?.email ?? "",
      totalMinor: view.totals.find(({ type }) => type === "total")?.amount.minor ?? 0,
      units: unitsOf(view.lines),
      lastWord,
    });
    if (known?.lastWord !== lastWord) this.count(OPERATION_OF[lastWord]);
  }
}

const OPERATION_OF = {
  opened: "checkout_opened",
  filled: "checkout_filled",
  placed: "order_placed",
  completed: "order_completed",
  cancelled: "order_cancelled",
} as const satisfies { [word in LastWord]: Operation };

function wordOf({ status, placedAt }: CheckoutView): LastWord {
  switch (status) {
    case "incomplete":
      return "opened";
    case "ready_for_complete":
      return "filled";
    case "completed":
      return "completed";
    case "canceled":
      return "cancelled";
    default:
      return placedAt === null ? "filled" : "placed";
  }
}

function unitsOf(
  lines: readonly { readonly variantId: Id<"variant">; readonly quantity: number }[],
): Map<Id<"variant">, number> {
  const units = new Map<Id<"variant">, number>();
  for (const { variantId, quantity } of lines) {
    units.set(variantId, (units.get(variantId) ?? 0) + quantity);
  }
  return units;
}
