/** Refunds: what goes back for given units, from the shares fixed when the order was placed. */
import type { Id } from "./id.ts";
import { downToStep, type Money, money } from "./money.ts";
import type { Quote, QuoteLine } from "./quote.ts";
import { fail, invariant, ok, type Result } from "./result.ts";

/** Units that come back; `withShipping` pays their share of the shipping price back as well. */
export interface RefundParts {
  readonly lines: readonly { readonly lineId: Id<"line">; readonly quantity: number }[];
  readonly withShipping: boolean;
}

/** A refund that was paid or is on its way; failed ones are left out. */
export interface PastRefund extends RefundParts {
  readonly amountMinor: number;
}

/** Why nothing can be refunded as asked. */
export type RefundProblem =
  | { readonly reason: "refund_line_unknown"; readonly lineId: Id<"line"> }
  | {
      readonly reason: "refund_exceeds_bought";
      readonly lineId: Id<"line">;
      /** Units of the line that can still be refunded. */
      readonly left: number;
    };

/** Units of a line given back so far, and units whose share of shipping was. */
interface Returned {
  readonly quantity: number;
  readonly shipped: number;
}

/**
 * What to pay back for `parts`, after `past`.
 * Each part of a line is the difference between two whole amounts (all units returned by then,
 * less all returned before), so units refunded one by one, in any order, sum to what was paid.
 * With shipping, the share of units refunded before without it is made up for.
 */
export function refundOf(
  quote: Quote,
  { parts, past }: { readonly parts: RefundParts; readonly past: readonly PastRefund[] },
): Result<Money, RefundProblem> {
  const before = past.reduce(addReturns, new Map());
  const after = addReturns(before, parts);
  for (const { lineId } of parts.lines) {
    const line = quote.lines.find((one) => one.lineId === lineId);
    if (line === undefined) return fail({ reason: "refund_line_unknown", lineId });
    if ((after.get(lineId)?.quantity ?? 0) > line.quantity) {
      const left = line.quantity - (before.get(lineId)?.quantity ?? 0);
      return fail({ reason: "refund_exceeds_bought", lineId, left });
    }
  }
  const dueMinor = quote.lines.reduce(
    (sum, line) => sum + dueOf(line, after.get(line.lineId), quote),
    0,
  );
  const paidBackMinor = past.reduce((sum, refund) => sum + refund.amountMinor, 0);
  return ok(money(Math.max(0, dueMinor - paidBackMinor), quote.currency));
}

/** @returns everything not yet refunded, shipping included: what a cancelled order gives back */
export function refundableParts(quote: Quote, past: readonly PastRefund[]): RefundParts {
  const before = past.reduce(addReturns, new Map());
  const lines = quote.lines.map(({ lineId, quantity }) => ({
    lineId,
    quantity: quantity - (before.get(lineId)?.quantity ?? 0),
  }));
  return { lines, withShipping: true };
}

type Returns = ReadonlyMap<Id<"line">, Returned>;

function addReturns(before: Returns, { lines, withShipping }: RefundParts): Returns {
  const after = new Map(before);
  for (const { lineId, quantity } of lines) {
    invariant(Number.isSafeInteger(quantity) && quantity >= 0, "whole units are refunded");
    const returned = after.get(lineId) ?? { quantity: 0, shipped: 0 };
    const total = returned.quantity + quantity;
    after.set(lineId, { quantity: total, shipped: withShipping ? total : returned.shipped });
  }
  return after;
}

/**
 * All that is owed for the units of one line returned so far: an amount that can be paid back, and
 * at the end exactly what was charged for the line.
 */
function dueOf(
  line: QuoteLine,
  returned: Returned | undefined,
  { pricesIncludeTax: isTaxIncluded, currency }: Pick<Quote, "pricesIncludeTax" | "currency">,
): number {
  if (returned === undefined) return 0;
  const { shippingMinor, shippingExemptMinor } = line;
  const onTopMinor = isTaxIncluded ? 0 : line.taxMinor;
  const shippingTaxMinor = isTaxIncluded ? 0 : line.shippingTaxMinor;
  const goodsMinor = line.subtotalMinor - line.discountMinor - line.exemptMinor + onTopMinor;
  const ownMinor = goodsMinor + shippingExemptMinor - shippingTaxMinor;
  const shippedMinor = shippingMinor - shippingExemptMinor + shippingTaxMinor;
  const dueMinor =
    shareOf(ownMinor, returned.quantity, line.quantity) +
    shareOf(shippedMinor, returned.shipped, line.quantity);
  return dueMinor === ownMinor + shippedMinor
    ? dueMinor - line.roundingMinor
    : downToStep(dueMinor, currency);
}

/** `minor × units / all`, rounded down, in exact integers; all units are the whole amount. */
export function shareOf(minor: number, units: number, all: number): number {
  return Number((BigInt(minor) * BigInt(units)) / BigInt(all));
}
