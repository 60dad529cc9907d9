/** One case, reckoned twice: what the shop says against what the oracle says, and what must add up. */
import { quoteOf } from "../../domain/order-quote.ts";
import type { Quote } from "../../domain/quote.ts";
import { refundableParts, refundOf } from "../../domain/refund.ts";
import { caseOf } from "./cases.ts";
import { chargeStepOf, type Reckoned, reckonCase } from "./oracle.ts";

const NOW = Date.UTC(2026, 10, 20, 12);

/** @returns what is wrong with the case of this seed; nothing where all agree */
export function differencesOf(seed: number): string[] {
  const { order, priced } = caseOf(seed);
  const quote = quoteOf(order, NOW);
  const expected = reckonCase(priced);
  return [...apart(figuresOf(quote), expected), ...sums(quote), ...refunds(quote)];
}

function figuresOf({ totals, discounts }: Quote): Reckoned {
  return {
    discount: BigInt(totals.discountMinor),
    shipping: BigInt(totals.shippingMinor),
    tax: BigInt(totals.taxMinor),
    exempt: BigInt(totals.exemptMinor),
    total: BigInt(totals.grandTotalMinor),
    appliedIds: discounts.map(({ promotionId }) => promotionId).toSorted(),
  };
}

function apart(got: Reckoned, expected: Reckoned): string[] {
  return (Object.keys(expected) as (keyof Reckoned)[]).flatMap((key) =>
    String(got[key]) === String(expected[key])
      ? []
      : [`${key}: ${String(got[key])} where the oracle has ${String(expected[key])}`],
  );
}

/** Parts sum to their wholes, whoever is right about the wholes. */
function sums({ lines, totals, discounts, taxes, pricesIncludeTax, currency }: Quote): string[] {
  const of = (part: (line: Quote["lines"][number]) => number) =>
    lines.reduce((sum, line) => sum + part(line), 0);
  const { subtotalMinor, discountMinor, shippingMinor, taxMinor, exemptMinor } = totals;
  const { roundingMinor } = totals;
  const onTop = pricesIncludeTax ? 0 : taxMinor;
  const claims: [string, number, number][] = [
    ["lines to subtotal", of((line) => line.subtotalMinor), subtotalMinor],
    ["lines to discount", of((line) => line.discountMinor), discountMinor],
    ["lines to shipping", of((line) => line.shippingMinor), shippingMinor],
    ["lines to tax", of((line) => line.taxMinor), taxMinor],
    ["lines to rounding", of((line) => line.roundingMinor), roundingMinor],
    ["lines to total", of((line) => line.totalMinor), totals.grandTotalMinor],
    ["rates to tax", taxes.reduce((sum, { minor }) => sum + minor, 0), taxMinor],
    [
      "discounts to their shares",
      discounts.reduce((sum, { minor, shippingMinor: off }) => sum + minor - off, 0),
      discountMinor,
    ],
    [
      "parts to total",
      subtotalMinor - discountMinor + shippingMinor + onTop - exemptMinor - roundingMinor,
      totals.grandTotalMinor,
    ],
  ];
  const negative = lines.filter((line) => line.totalMinor < 0).map(() => "a line below zero");
  const wrong = claims.flatMap(([name, left, right]) =>
    left === right ? [] : [`${name}: ${left} is not ${right}`],
  );
  const step = chargeStepOf(currency);
  const uneven = [...lines.map(({ totalMinor }) => totalMinor), totals.grandTotalMinor]
    .filter((minor) => BigInt(minor) % step !== 0n)
    .map((minor) => `${minor} cannot be charged`);
  return [...wrong, ...negative, ...uneven];
}

/** One line after the other and then the rest, or all at once: what was paid comes back, no more. */
function refunds(quote: Quote): string[] {
  const [first, ...others] = quote.lines;
  if (first === undefined) return [];
  const parts = { lines: [{ lineId: first.lineId, quantity: first.quantity }], withShipping: true };
  const one = refundOf(quote, { parts, past: [] });
  if (!one.ok) return [one.problem.reason];
  const past = [{ ...parts, amountMinor: one.value.minor }];
  const rest = refundOf(quote, { parts: refundableParts(quote, past), past });
  if (!rest.ok) return [rest.problem.reason];
  const paidBack = one.value.minor + rest.value.minor;
  const { grandTotalMinor } = quote.totals;
  const uneven = [one.value.minor, rest.value.minor]
    .filter((minor) => minor % Number(chargeStepOf(quote.currency)) !== 0)
    .map((minor) => `${minor} cannot be paid back`);
  const own = one.value.minor === first.totalMinor ? [] : ["a line's refund is not its total"];
  const all = paidBack === grandTotalMinor ? [] : [`${paidBack} of ${grandTotalMinor} came back`];
  return others.length === 0 ? [...uneven, ...all] : [...uneven, ...own, ...all];
}
