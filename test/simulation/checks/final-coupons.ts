/** I14 at rest: what promotions count is what orders have. */
import { isPromotionId } from "../../../domain/order.ts";
import { hasLimit } from "../../../domain/promotion.ts";
import type { Objects } from "../platform/objects.ts";
import type { Watch } from "./watch.ts";

/** Compares every owner of uses with the orders, both ways. */
export function checkCoupons({ watch, objects }: { watch: Watch; objects: Objects }): void {
  const due = new Map<string, Map<string, number>>();
  for (const { id, status, holds, quote, rules } of watch.orders.values()) {
    if (status !== "confirmed") continue;
    for (const { promotionId } of quote.discounts) {
      const promotion = rules.promotions.find((one) => one.id === promotionId);
      const isHeld = holds.some(({ itemId }) => itemId === promotionId);
      const mustHold = promotion === undefined || hasLimit(promotion);
      watch.expect(isHeld || !mustHold, "I14", () => `${id} has ${promotionId}, uncounted`);
    }
    for (const { itemId } of holds) {
      if (!isPromotionId(itemId)) continue;
      const minor = quote.discounts.find(({ promotionId }) => promotionId === itemId)?.minor ?? -1;
      due.set(itemId, (due.get(itemId) ?? new Map()).set(id, minor));
      watch.meet("use_confirmed");
    }
  }
  for (const host of objects.hosts.values()) {
    if (host.kind !== "coupon") continue;
    const wanted = due.get(host.name) ?? new Map<string, number>();
    const rows = host.rows.read("uses");
    const used = rows.filter(({ status }) => status === "used");
    watch.expect(
      used.length === wanted.size,
      "I14",
      () => `${host.name} counts ${used.length} uses, and ${wanted.size} orders have one`,
    );
    for (const { order_id: orderId, cost_minor: cost } of used) {
      const minor = wanted.get(String(orderId));
      watch.expect(
        minor === cost,
        "I14",
        () => `${host.name} counts ${cost} for ${orderId}, which has ${minor} off`,
      );
    }
    // What lapsed or was let go is forgotten some day: somebody has to ring for it.
    const isOver = rows.some(({ status }) => status === "lapsed" || status === "released");
    const isPlanned = host.rows.read("deadlines").some(({ name }) => name === "forget");
    watch.expect(isPlanned || !isOver, "I14", () => `${host.name} never forgets what was let go`);
  }
}
