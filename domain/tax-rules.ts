/** Which taxes a place and a class of goods have: the most specific rule of each tax wins. */
import { isSameRegion } from "./regions.ts";

/** Where something is delivered to. */
export interface TaxPlace {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** A state or a province as the address has it; empty where there is none. */
  readonly region: string;
  readonly postalCode: string;
}

/** One tax of a place. */
export interface TaxRule {
  readonly id: string;
  readonly country: string;
  /** Null is the whole country. */
  readonly region: string | null;
  /**
   * Both or neither, of one length: what a code begins with, so that "01067" to "01999" is a range
   * and "BT" to "BT" is Northern Ireland.
   */
  readonly postalFrom: string | null;
  readonly postalTo: string | null;
  /** "standard", "reduced", "books", "shipping" …; null is every class without a rule of its own. */
  readonly taxClass: string | null;
  /** What is printed, and what tells one tax of a place from another: "VAT", "GST", "PST". */
  readonly label: string;
  /** Hundredths of a percent: 1900 is 19 %. Providers tell fractions of them: 37.5 is 0.375 %. */
  readonly rateBp: number;
}

/** Two rules of which neither is more specific: no one could say which one holds. */
export interface TaxOverlap {
  readonly leftId: string;
  readonly rightId: string;
}

/** @returns the rules that hold, one for each tax, in the order of their labels */
export function taxesAt(
  rules: readonly TaxRule[],
  place: TaxPlace,
  taxClass: string,
): readonly TaxRule[] {
  const best = new Map<string, TaxRule>();
  for (const rule of rules) {
    if (!holds(rule, place, taxClass)) continue;
    const known = best.get(rule.label);
    if (known === undefined || rankOf(rule) > rankOf(known)) best.set(rule.label, rule);
  }
  return [...best.values()].sort((left, right) => (left.label < right.label ? -1 : 1));
}

/** @returns whether anything is sold to the country at all: a rule names it */
export function isTaxedCountry(rules: readonly TaxRule[], country: string): boolean {
  return rules.some((rule) => rule.country === country);
}

/** Overlaps that are told at once; whoever mends them is told the others. */
const OVERLAPS_MAX = 100;

/** @returns pairs that would hold at once with the same rank, the first hundred of them */
export function taxOverlaps(rules: readonly TaxRule[]): TaxOverlap[] {
  const overlaps: TaxOverlap[] = [];
  for (const [index, left] of rules.entries()) {
    for (const right of rules.slice(index + 1)) {
      if (!collide(left, right)) continue;
      overlaps.push({ leftId: left.id, rightId: right.id });
      if (overlaps.length === OVERLAPS_MAX) return overlaps;
    }
  }
  return overlaps;
}

function holds(rule: TaxRule, { country, region, postalCode }: TaxPlace, taxClass: string) {
  return (
    rule.country === country &&
    (rule.taxClass === null || rule.taxClass === taxClass) &&
    (rule.region === null || isSameRegion(country, rule.region, region)) &&
    isInRange(rule, postalCode)
  );
}

function isInRange({ postalFrom, postalTo }: TaxRule, postalCode: string): boolean {
  if (postalFrom === null || postalTo === null) return true;
  const [from, to] = [plain(postalFrom), plain(postalTo)];
  const start = plain(postalCode).slice(0, from.length);
  return start.length === from.length && from <= start && start <= to;
}

/** A rule for some codes beats one for a region, that one for a country; then its own class. */
function rankOf({ region, postalFrom, taxClass }: TaxRule): number {
  return (postalFrom === null ? 0 : 4) + (region === null ? 0 : 2) + (taxClass === null ? 0 : 1);
}

function collide(left: TaxRule, right: TaxRule): boolean {
  return (
    left.country === right.country &&
    left.label === right.label &&
    left.taxClass === right.taxClass &&
    rankOf(left) === rankOf(right) &&
    (left.region === null ||
      right.region === null ||
      isSameRegion(left.country, left.region, right.region)) &&
    doRangesMeet(left, right)
  );
}

function doRangesMeet(left: TaxRule, right: TaxRule): boolean {
  if (left.postalFrom === null || left.postalTo === null) return true;
  if (right.postalFrom === null || right.postalTo === null) return true;
  const [from, to] = [plain(left.postalFrom), plain(left.postalTo)];
  const [otherFrom, otherTo] = [plain(right.postalFrom), plain(right.postalTo)];
  const length = Math.min(from.length, otherFrom.length);
  const cut = (code: string) => code.slice(0, length);
  return cut(from) <= cut(otherTo) && cut(otherFrom) <= cut(to);
}

/**
 * @returns a postal code as it is compared: without spaces and dashes of any kind, in upper case,
 *   the wide digits of Japanese keyboards as plain ones
 */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\u2212\u30fc]/gu, "");
}
