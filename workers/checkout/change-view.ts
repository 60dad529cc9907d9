/** What changed since the shopper saw it, as the API tells it. */
import type { CheckoutChangeView } from "../../contracts/checkout.ts";
import { type Currency, money } from "../../domain/money.ts";
import type { OrderChange } from "../../domain/order-changes.ts";

/** @returns the changes with their amounts as money */
export function changeViews(
  changes: readonly OrderChange[],
  currency: Currency,
): CheckoutChangeView[] {
  return changes.map(({ kind, lineId, label, before, after }) => {
    const isUnits = kind === "quantity";
    return {
      kind,
      lineId,
      label,
      before: isUnits ? null : money(before, currency),
      after: isUnits ? null : money(after, currency),
      unitsBefore: isUnits ? before : null,
      unitsAfter: isUnits ? after : null,
    };
  });
}
