/** Which taxes a place and a class of goods have: the most specific rule of each tax wins. */

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
  /** Both or neither; compared as text of the same length, so "01067" to "01999" is a range. */
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

/** @returns pairs that would hold at once with the same rank */
export function taxOverlaps(rules: readonly TaxRule[]): TaxOverlap[] {
  return rules.flatMap((left, index) =>
    rules
      .slice(index + 1)
      .filter((right) => collide(left, right))
      .map((right) => ({ leftId: left.id, rightId: right.id })),
  );
}

function holds(rule: TaxRule, { country, region, postalCode }: TaxPlace, taxClass: string) {
  return (
    rule.country === country &&
    (rule.taxClass === null || rule.taxClass === taxClass) &&
    (rule.region === null || plain(rule.region) === plain(region)) &&
    isInRange(rule, plain(postalCode))
  );
}

function isInRange({ postalFrom, postalTo }: TaxRule, code: string): boolean {
  if (postalFrom === null || postalTo === null) return true;
  const [from, to] = [plain(postalFrom), plain(postalTo)];
  const start = code.slice(0, from.length);
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
    (left.region === null || right.region === null || plain(left.region) === plain(right.region)) &&
    doRangesMeet(left, right)
  );
}

function doRangesMeet(left: TaxRule, right: TaxRule): boolean {
  const { postalFrom, postalTo } = left;
  if (postalFrom === null || postalTo === null) return true;
  if (right.postalFrom === null || right.postalTo === null) return true;
  const length = Math.min(postalFrom.length, right.postalFrom.length);
  const cut = (code: string) => plain(code).slice(0, length);
  return cut(postalFrom) <= cut(right.postalTo) && cut(right.postalFrom) <= cut(postalTo);
}

/** @returns a region or a postal code as it is compared: without spaces and dashes, in upper case */
export function plain(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, "");
}
