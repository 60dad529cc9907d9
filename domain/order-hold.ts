/** What an order holds once it is placed: units of every item, and a use of every promotion with limits. */
import { holdIdOf, type Id } from "./id.ts";
import type { HoldSubject, LimitedUse, Order, OrderHold } from "./order.ts";
import type { OrderLine } from "./order-line.ts";
import { effect, finalLookAt, NO_PAYMENT, next, type Step } from "./order-moves.ts";
import { hasLimit } from "./promotion.ts";

/** Asks for everything that the order needs, under one hold for each attempt. */
export function hold(order: Order, now: number, holdMs: number): Step {
  const placed: Order = { ...order, attempt: order.attempt + 1 };
  const uses = usesOf(order);
  const holds = [...holdsOf(order.lines), ...[...uses.keys()].map(oneUse)];
  const expiresAt = now + holdMs;
  const effects = holds.map(({ itemId, quantity }) => {
    const holdId = holdIdOf(placed.id, placed.attempt);
    const use = uses.get(itemId);
    const request = { kind: "hold", itemId, holdId, quantity, expiresAt } as const;
    return effect(placed, use === undefined ? request : { ...request, use }, { name: itemId });
  });
  return next(
    placed,
    {
      status: "holding",
      holds,
      holdExpiresAt: expiresAt,
      payment: NO_PAYMENT,
      notice: null,
      placedAt: now,
      deadlineAt: finalLookAt({ ...placed, placedAt: now, holdExpiresAt: expiresAt }),
    },
    effects,
  );
}

/** Lines that share a stock item are one hold, so that together they cannot exceed what is there. */
function holdsOf(lines: readonly OrderLine[]): OrderHold[] {
  const units = new Map<Id<"stockItem">, number>();
  for (const { itemId, quantity } of lines) units.set(itemId, (units.get(itemId) ?? 0) + quantity);
  return [...units].map(([itemId, quantity]) => ({ itemId, quantity, stage: "asked" }));
}

/** The uses that somebody counts: of promotions that have a limit. */
function usesOf({ quote, rules, buyer, currency }: Order): Map<HoldSubject, LimitedUse> {
  const customer = buyer?.key ?? null;
  const uses = new Map<HoldSubject, LimitedUse>();
  for (const { promotionId, code, minor: costMinor } of quote.discounts) {
    const promotion = rules.promotions.find(({ id }) => id === promotionId);
    if (promotion === undefined || !hasLimit(promotion)) continue;
    uses.set(promotion.id, { code, customer, currency, costMinor, limits: promotion.limits });
  }
  return uses;
}

function oneUse(itemId: HoldSubject): OrderHold {
  return { itemId, quantity: 1, stage: "asked" };
}
