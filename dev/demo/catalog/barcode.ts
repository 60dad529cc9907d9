/** Barcodes as a shop prints them itself: EAN-13 in the range that no maker owns. */
import { hash53 } from "../derive.ts";

/** 20 to 29 are for use inside a shop (GS1 restricted circulation numbers). */
const IN_STORE = "2";
const BODY_DIGITS = 11;
/** Some things are too small, or too old, for a label. */
const BLANK_EVERY = 9;

/** @returns the check digit of the twelve digits before it: 3 × even places + odd places, to ten */
export function checkDigitOf(digits: string): number {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** @returns the barcode of a variant, the same on every machine; "" for some */
export function barcodeOf(name: string): string {
  const dice = hash53(`barcode:${name}`);
  if (dice % BLANK_EVERY === 0) return "";
  const digits = IN_STORE + String(dice % 10 ** BODY_DIGITS).padStart(BODY_DIGITS, "0");
  return `${digits}${checkDigitOf(digits)}`;
}
