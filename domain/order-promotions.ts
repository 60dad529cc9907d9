/** What an order keeps of promotions: those that concern it, and who it is that has them. */
import type { Buyer, Customer, Order } from "./order.ts";
import type { Promotion } from "./promotion.ts";

/** A buyer of whom nothing is known. */
export const ANYONE: Buyer = { key: null, groups: [], ordersBefore: null, taxId: null };

/** @returns the order's buyer with what is known of them now */
export function buyerWith(
  { buyer }: Pick<Order, "buyer">,
  customer: Customer | null = null,
): Buyer | null {
  return customer === null ? buyer : { ...(buyer ?? ANYONE), ...customer };
}

/**
 * Only what was had, asked for or beaten is kept: a shop may have hundreds of promotions. What was
 * beaten is had where somebody else takes the last use of the better one.
 */
export function promotionsOf(
  { rules }: Pick<Order, "rules">,
  quote: Order["quote"],
): readonly Promotion[] {
  const told = new Set([
    ...quote.discounts.map(({ promotionId }) => promotionId),
    ...quote.refusals.flatMap(({ code, promotionId, refusal }) =>
      code === null && refusal.reason !== "not_combinable" ? [] : (promotionId ?? []),
    ),
  ]);
  return rules.promotions.filter(({ id }) => told.has(id));
}
