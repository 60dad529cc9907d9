/** The price of a litre, a kilogram, a metre: what makes packs of different sizes comparable. */
import { type Money, money } from "./money.ts";

/** The larger unit that people read where it tells an amount without a fraction. */
const LARGER = {
  g: { unit: "kg", of: 1_000 },
  ml: { unit: "l", of: 1_000 },
  cm: { unit: "m", of: 100 },
  cm2: { unit: "m2", of: 10_000 },
  piece: null,
} as const satisfies Record<ContentUnit, unknown>;

/** Units that a content is measured in. */
export const CONTENT_UNITS = ["g", "ml", "cm", "cm2", "piece"] as const;

/** A unit that a content is measured in. */
export type ContentUnit = (typeof CONTENT_UNITS)[number];

/** A unit that a price is told for. */
export type BaseUnit = ContentUnit | "kg" | "l" | "m" | "m2";

/** What is inside a variant, and the amount that its unit price is told for. */
export interface Content {
  /** Thousandths of the unit: 350 ml is 350000. */
  readonly milli: number;
  readonly unit: ContentUnit;
  /** In thousandths too: 1000000 where the price of a litre is told. */
  readonly baseMilli: number;
}

/** A price for a base amount: 3.20 € for 1 l. */
export interface UnitPrice {
  readonly amount: Money;
  readonly per: { readonly quantity: number; readonly unit: BaseUnit };
}

/**
 * Exact in between, rounded once at the end to the currency's minor unit, halves up: the commercial
 * rounding that Directive 98/6/EC leaves to the member states and that they prescribe.
 * @throws RangeError where nothing is inside, or past the safe integers
 */
export function unitPriceOf(price: Money, { milli, unit, baseMilli }: Content): UnitPrice {
  if (milli <= 0 || baseMilli <= 0) throw new RangeError("A content is more than nothing");
  const [whole, part] = [BigInt(milli), BigInt(price.minor) * BigInt(baseMilli)];
  const minor = Number((2n * part + whole) / (2n * whole));
  return { amount: money(minor, price.currency), per: perOf(unit, baseMilli) };
}

/** The base amount in the largest unit that tells it without a fraction. */
function perOf(unit: ContentUnit, baseMilli: number): UnitPrice["per"] {
  const larger = LARGER[unit];
  if (larger !== null && baseMilli % (larger.of * 1_000) === 0) {
    return { quantity: baseMilli / (larger.of * 1_000), unit: larger.unit };
  }
  return { quantity: baseMilli / 1_000, unit };
}
