/** The taxes of an invoice: which of them each line has, so that a part given back takes its own along. */
import type { InvoiceAmounts, InvoiceOrder } from "./invoice.ts";
import { allocate } from "./money.ts";
import { taxTermsOf } from "./order-quote.ts";
import type { QuoteTax } from "./quote.ts";
import { shareOf } from "./refund.ts";
import { unitsOf } from "./tax.ts";
import { taxesAt } from "./tax-rules.ts";

/** One tax at one rate: its base and its amount. */
export interface InvoiceTax {
  readonly label: string;
  /** Hundredths of a percent: 1900 is 19 %. */
  readonly rateBp: number;
  readonly baseMinor: number;
  readonly minor: number;
}

/** Amounts with the same taxes, and how these share what the amounts have of tax. */
export interface InvoiceGroup {
  readonly netMinor: number;
  readonly shares: readonly {
    /** Which of the document's taxes. */
    readonly tax: number;
    readonly weight: number;
    readonly baseMinor: number;
  }[];
}

/** What of a line is taxed. */
export type Taxed = "goods" | "shipping";

/** The taxes of a document, and who has which. */
export interface InvoiceTaxes {
  readonly taxes: readonly InvoiceTax[];
  readonly groups: readonly InvoiceGroup[];
  /** @returns the group of a part of a line; null where it has no tax */
  groupOf(line: number, part: Taxed): number | null;
}

type LineAmounts = readonly (readonly [goods: InvoiceAmounts, shipping: InvoiceAmounts])[];

interface Rate {
  readonly label: string;
  readonly rateBp: number;
}

interface Group {
  readonly rates: readonly Rate[];
  netMinor: number;
  taxMinor: number;
}

/**
 * Finds the taxes of each part again by the rules that are stored with the order. What they come to
 * must be the quote's taxes to the cent; where it is not (a quote that was reckoned by somebody
 * else), all parts share all taxes in the proportion of the whole.
 */
export function taxesOfInvoice(order: InvoiceOrder, amounts: LineAmounts): InvoiceTaxes {
  const taxes = order.quote.taxes.map(taxOf);
  return byRules(order, { amounts, taxes }) ?? together(amounts, taxes);
}

/**
 * What of several taxes is in a part of their sum. A larger part has no less of any of them, and
 * the whole has all: every cent that rounding leaves goes where it is due next (D'Hondt). Largest
 * remainders would now and then take one back.
 * @param wholes zero or more each
 * @param takenMinor from zero to the sum of all
 */
export function partOfEach(wholes: readonly number[], takenMinor: number): number[] {
  const all = wholes.reduce((sum, minor) => sum + minor, 0);
  if (all === 0) return wholes.map(() => 0);
  const parts = wholes.map((minor) => shareOf(minor, takenMinor, all));
  const given = parts.reduce((sum, minor) => sum + minor, 0);
  for (let left = takenMinor - given; left > 0; left -= 1) {
    let next = 0;
    for (const [index, whole] of wholes.entries()) {
      const due = BigInt(whole) * BigInt((parts[next] ?? 0) + 1);
      if (due > BigInt(wholes[next] ?? 0) * BigInt((parts[index] ?? 0) + 1)) next = index;
    }
    parts[next] = (parts[next] ?? 0) + 1;
  }
  return parts;
}

function byRules(
  order: InvoiceOrder,
  { amounts, taxes }: { readonly amounts: LineAmounts; readonly taxes: readonly InvoiceTax[] },
): InvoiceTaxes | null {
  const { quote } = order;
  const terms = taxTermsOf(order);
  if (terms === null) return null;
  const { rules, place, shippingClass } = terms;
  const groups = new Map<string, Group>();
  const keys = amounts.map(([goods, shipping], index) => {
    const { lineId } = quote.lines[index] ?? {};
    const line = order.lines.find((each) => each.lineId === lineId);
    const taxClass = line?.facts.taxClass ?? "";
    const ofClass = (name: string) => taxesAt(rules, place, name);
    return {
      goods: addTo(groups, ofClass(taxClass), goods),
      shipping: addTo(groups, ofClass(shippingClass ?? taxClass), shipping),
    };
  });
  const taxed = [...groups].filter(([, { rates }]) => rates.length > 0);
  const names = [...new Set(taxed.flatMap(([, { rates }]) => rates.map(nameOf)))];
  const shared = taxed.map(([key, group]) => ({ key, ...sharesOf(group, names) }));
  const sums = names.map((_, tax) => {
    const parts = shared.flatMap(({ shares }) => shares.filter((share) => share.tax === tax));
    return {
      baseMinor: parts.reduce((sum, { baseMinor }) => sum + baseMinor, 0),
      minor: parts.reduce((sum, { minor }) => sum + minor, 0),
    };
  });
  const isQuoted =
    sums.length === taxes.length &&
    sums.every(({ baseMinor, minor }, tax) => {
      const told = taxes[tax];
      return told?.baseMinor === baseMinor && told.minor === minor;
    });
  if (!isQuoted) return null;
  const places = shared.map(({ key }) => key);
  return {
    taxes,
    groups: shared.map(({ netMinor, shares }) => ({
      netMinor,
      shares: shares.map(({ tax, weight, baseMinor }) => ({ tax, weight, baseMinor })),
    })),
    groupOf(line, part) {
      const at = places.indexOf(keys[line]?.[part] ?? "");
      return at === -1 ? null : at;
    },
  };
}

/** One group for everything. */
function together(amounts: LineAmounts, taxes: readonly InvoiceTax[]): InvoiceTaxes {
  if (taxes.length === 0) return { taxes, groups: [], groupOf: () => null };
  const netMinor = amounts.flat().reduce((sum, each) => sum + each.netMinor, 0);
  const shares = taxes.map(({ minor, baseMinor }, tax) => ({ tax, weight: minor, baseMinor }));
  return { taxes, groups: [{ netMinor, shares }], groupOf: () => 0 };
}

function addTo(
  groups: Map<string, Group>,
  rates: readonly Rate[],
  { netMinor, taxMinor }: InvoiceAmounts,
): string {
  const key = rates.map(nameOf).join("|");
  const group = groups.get(key) ?? { rates, netMinor: 0, taxMinor: 0 };
  group.netMinor += netMinor;
  group.taxMinor += taxMinor;
  groups.set(key, group);
  return key;
}

/** As the quote shared it: the tax of the group by rates, its whole worth the base of each. */
function sharesOf({ rates, netMinor, taxMinor }: Group, names: readonly string[]) {
  const weights = rates.map(unitsOf);
  const minors = allocate(taxMinor, weights);
  const shares = rates.map((rate, index) => ({
    tax: names.indexOf(nameOf(rate)),
    weight: weights[index] ?? 0,
    baseMinor: netMinor,
    minor: minors[index] ?? 0,
  }));
  return { netMinor, shares };
}

function nameOf({ label, rateBp }: Rate): string {
  return `${label} ${rateBp}`;
}

function taxOf({ label, rateBp, baseMinor, minor }: QuoteTax): InvoiceTax {
  return { label, rateBp, baseMinor, minor };
}
