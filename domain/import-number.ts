/** Numbers of foreign files, read exactly: decimals become integers without a float in between. */
import { IMPORT_MINOR_MAX } from "./import-product.ts";
import { CURRENCY_DECIMALS, type Currency } from "./money.ts";
import { fail, ok, type Problem, type Result } from "./result.ts";

const DECIMAL = /^([+-]?)(\d{1,15})(?:\.(\d{0,12}))?$/;
/** Most units that one stock item receives at once. */
const UNITS_MAX = 1_000_000;
const GRAMS_MAX = 1_000_000_000;

/** Milligrams of a unit of weight; a pound is 453.59237 g exactly. */
const MICROGRAMS: Readonly<Record<string, bigint>> = {
  mg: 1_000n,
  g: 1_000_000n,
  gram: 1_000_000n,
  grams: 1_000_000n,
  kg: 1_000_000_000n,
  kilograms: 1_000_000_000n,
  oz: 28_349_523n,
  lb: 453_592_370n,
  lbs: 453_592_370n,
};

/** A unit of content and how many thousandths of the shop's unit it is. */
const CONTENTS: Readonly<Record<string, readonly ["g" | "ml" | "cm" | "cm2" | "piece", bigint]>> = {
  mg: ["g", 1n],
  g: ["g", 1_000n],
  kg: ["g", 1_000_000n],
  ml: ["ml", 1_000n],
  cl: ["ml", 10_000n],
  l: ["ml", 1_000_000n],
  m3: ["ml", 1_000_000_000n],
  mm: ["cm", 100n],
  cm: ["cm", 1_000n],
  m: ["cm", 100_000n],
  m2: ["cm2", 10_000_000n],
  item: ["piece", 1_000n],
  piece: ["piece", 1_000n],
};

/** A decimal: `digits / 10^scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** A cell that is no such number; `detail` is a sentence. */
export interface NumberProblem extends Problem {
  readonly detail: string;
}

/** @returns the amount in minor units. A comma is no decimal point: "1.234,56" is refused. */
export function amountOf(text: string, currency: Currency): Result<number, NumberProblem> {
  const decimal = decimalOf(text);
  if (decimal === null) {
    return wrong("price_invalid", `Expected a price like 1234.56, got "${cut(text)}"`);
  }
  const decimals = CURRENCY_DECIMALS[currency];
  const minor = scaled(decimal, 10n ** BigInt(decimals));
  if (minor.remainder !== 0n) {
    return wrong("price_invalid", `${currency} has ${decimals} decimals, got "${cut(text)}"`);
  }
  if (minor.whole < 0n)
    return wrong("price_invalid", `A price is not negative, got "${cut(text)}"`);
  if (minor.whole > BigInt(IMPORT_MINOR_MAX)) {
    return wrong("price_invalid", `The price "${cut(text)}" is too high`);
  }
  return ok(Number(minor.whole));
}

/** @returns whole grams, halves rounded up; null where the text is no weight */
export function gramsOf(text: string, unit: string): number | null {
  const decimal = decimalOf(text);
  const micrograms = MICROGRAMS[unit.trim().toLowerCase()];
  if (decimal === null || micrograms === undefined || decimal.digits < 0n) return null;
  const { whole } = scaled({ ...decimal, digits: decimal.digits * micrograms * 2n }, 1n);
  const grams = (whole / 1_000_000n + 1n) / 2n;
  return grams > BigInt(GRAMS_MAX) ? null : Number(grams);
}

/** @returns units on hand: below zero is none, and one and a half is one; null where it is no number */
export function unitsOf(text: string): number | null {
  const decimal = decimalOf(text);
  if (decimal === null) return null;
  const { whole } = scaled(decimal, 1n);
  if (whole < 0n) return 0;
  return whole > BigInt(UNITS_MAX) ? UNITS_MAX : Number(whole);
}

/** @returns whether the text is a number below zero */
export function isNegative(text: string): boolean {
  return (decimalOf(text)?.digits ?? 0n) < 0n;
}

/** @returns the content in thousandths of the shop's unit, or null where it cannot be told exactly */
export function contentOf(
  text: string,
  unit: string,
): { readonly milli: number; readonly unit: "g" | "ml" | "cm" | "cm2" | "piece" } | null {
  const decimal = decimalOf(text);
  const known = CONTENTS[unit.trim().toLowerCase()];
  if (decimal === null || known === undefined) return null;
  const { whole, remainder } = scaled(decimal, known[1]);
  if (remainder !== 0n || whole <= 0n || whole > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return { milli: Number(whole), unit: known[0] };
}

/** @returns the number that a program wrote as it reads: 9.99 is "9.99"; null where it is none */
export function numberText(value: unknown): string | null {
  if (typeof value === "string") return value.trim();
  if (typeof value !== "number" || !Number.isFinite(value)) return null;
  return String(value);
}

/** @returns an amount as people and programs write it: "24.00", "3400" */
export function amountText(minor: number, currency: Currency): string {
  const decimals = CURRENCY_DECIMALS[currency];
  const digits = String(minor).padStart(decimals + 1, "0");
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function decimalOf(text: string): Decimal | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, scale: fraction.length };
}

/** Integer division that rounds towards zero. */
function scaled({ digits, scale }: Decimal, factor: bigint) {
  const divisor = 10n ** BigInt(scale);
  const product = digits * factor;
  return { whole: product / divisor, remainder: product % divisor };
}

function wrong(reason: string, detail: string) {
  return fail({ reason, detail });
}

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
