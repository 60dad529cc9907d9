/** A credit note: what of an invoice a refund takes back, to the cent and with its own taxes. */
import type { Id } from "./id.ts";
import {
  type Invoice,
  type InvoiceAmounts,
  type InvoiceHead,
  type InvoicePart,
  type Seller,
  sumOf,
} from "./invoice.ts";
import { type InvoiceGroup, type InvoiceTax, partOfEach, type Taxed } from "./invoice-taxes.ts";
import { allocate, CHARGE_STEP_MINOR } from "./money.ts";
import type { OrderRefund } from "./order.ts";
import { shareOf } from "./refund.ts";
import { invariant } from "./result.ts";

/** A refund that was paid. */
export type PaidRefund = Pick<OrderRefund, "key" | "amountMinor" | "lines" | "withShipping">;

/** What is taken back of a line. */
export interface CreditLine {
  readonly lineId: Id<"line">;
  /** Units that come back with this refund; none where only their shipping is made up for. */
  readonly quantity: number;
  /** Units of which the shipping was given back by then. */
  readonly shippedQuantity: number;
  readonly goods: InvoiceAmounts;
  readonly shipping: InvoiceAmounts;
}

/** What one refund takes back of an invoice. Amounts are positive. */
export interface Credit {
  readonly refundKey: string;
  readonly lines: readonly CreditLine[];
  /** The invoice's taxes, in its order. */
  readonly taxes: readonly InvoiceTax[];
  readonly totals: InvoiceAmounts;
  /** What is not given back of it because no such amount can be; negative where more is. */
  readonly roundingMinor: number;
  /** What was given back. */
  readonly payableMinor: number;
}

/** The whole document. */
export interface CreditNote extends InvoiceHead {
  readonly kind: "credit_note";
  /** What it corrects. */
  readonly invoice: { readonly number: string; readonly datedAt: number };
  readonly refundKey: string;
  readonly lines: readonly (CreditLine & {
    readonly title: string;
    readonly variantTitle: string;
    readonly sku: string;
    /** The invoice's groups of taxes. */
    readonly goodsGroup: number | null;
    readonly shippingGroup: number | null;
  })[];
  readonly shippingLabel: string | null;
  readonly groups: readonly InvoiceGroup[];
}

interface Component {
  readonly lineId: Id<"line">;
  readonly part: Taxed;
  readonly whole: InvoicePart;
  /** Taken back before. */
  readonly before: { readonly grossMinor: number; readonly taxMinor: number };
  /** Units that came back before and by now, of all. */
  readonly unitsBefore: number;
  readonly units: number;
  readonly all: number;
  readonly isAsked: boolean;
}

/**
 * Takes a refund apart. Each part is the difference between what is owed for all units returned so
 * far and what was credited before, as refundOf() reckons it; so credits sum to the refunds, and
 * when everything came back, to the invoice, tax by tax. Where a refund that was counted on failed
 * afterwards, the difference is taken from what is left.
 * @param earlier the credits of the same invoice, in their order
 */
export function creditOf(
  invoice: Invoice,
  { earlier, refund }: { readonly earlier: readonly Credit[]; readonly refund: PaidRefund },
): Credit {
  const components = invoice.lines.flatMap((line) => componentsOf(line, { earlier, refund }));
  const { amountMinor } = refund;
  const rounding = isRest(invoice, { earlier, refund })
    ? invoice.roundingMinor - earlier.reduce((sum, { roundingMinor }) => sum + roundingMinor, 0)
    : roundingOf(invoice, components);
  const wantedMinor = amountMinor + rounding;
  const grossMinors = grossOf(components, wantedMinor);
  const amounts = components.map((component, index) => part(component, grossMinors[index] ?? 0));
  const lines = invoice.lines.flatMap((line, index): CreditLine[] => {
    const [goods, shipping] = [amounts[2 * index], amounts[2 * index + 1]];
    invariant(goods && shipping, "every line has two parts");
    const quantity = returnedIn(refund, line.lineId);
    const isTouched = refund.lines.some(({ lineId }) => lineId === line.lineId);
    if (!isTouched && goods.grossMinor === 0 && shipping.grossMinor === 0) return [];
    const shippedQuantity = components[2 * index + 1]?.units ?? 0;
    return [{ lineId: line.lineId, quantity, shippedQuantity, goods, shipping }];
  });
  const totals = sumOf(amounts);
  const roundingMinor = totals.grossMinor - amountMinor;
  const mostMinor = 2 * (CHARGE_STEP_MINOR[invoice.currency] - 1) * invoice.lines.length;
  invariant(Math.abs(roundingMinor) <= mostMinor, "what is credited is what was given back");
  return {
    refundKey: refund.key,
    lines,
    taxes: taxesOf(invoice, { components, amounts }),
    totals,
    roundingMinor,
    payableMinor: amountMinor,
  };
}

/** @returns the document of a credit */
export function creditNoteOf(
  invoice: Invoice,
  credit: Credit,
  terms: {
    readonly seller: Seller;
    readonly datedAt: number;
    readonly timeZone: string;
    readonly invoiceNumber: string;
  },
): CreditNote {
  const { kind: _, lines, datedAt, ...head } = invoice;
  const { invoiceNumber, ...rest } = terms;
  return {
    ...head,
    ...rest,
    kind: "credit_note",
    invoice: { number: invoiceNumber, datedAt },
    refundKey: credit.refundKey,
    lines: credit.lines.map((credited) => {
      const line = lines.find(({ lineId }) => lineId === credited.lineId);
      invariant(line !== undefined, "a credit has lines of its invoice");
      const { title, variantTitle, sku, goods, shipping } = line;
      const taxes = { goodsGroup: goods.group, shippingGroup: shipping.group };
      return { ...credited, title, variantTitle, sku, ...taxes };
    }),
    taxes: credit.taxes,
    totals: credit.totals,
    roundingMinor: credit.roundingMinor,
    payableMinor: credit.payableMinor,
  };
}

function componentsOf(
  line: Invoice["lines"][number],
  { earlier, refund }: { readonly earlier: readonly Credit[]; readonly refund: PaidRefund },
): Component[] {
  const { lineId, quantity: all, goods, shipping } = line;
  const past = earlier.flatMap(({ lines }) => lines.filter((each) => each.lineId === lineId));
  const isAsked = refund.lines.some((each) => each.lineId === lineId);
  const returned = past.reduce((sum, { quantity }) => sum + quantity, 0);
  const units = Math.min(all, returned + returnedIn(refund, lineId));
  const shipped = past.at(-1)?.shippedQuantity ?? 0;
  const shippedUnits = isAsked && refund.withShipping ? units : shipped;
  const common = { lineId, all, isAsked };
  return [
    {
      ...common,
      part: "goods",
      whole: goods,
      before: sumOf(past.map((each) => each.goods)),
      unitsBefore: returned,
      units,
    },
    {
      ...common,
      part: "shipping",
      whole: shipping,
      before: sumOf(past.map((each) => each.shipping)),
      unitsBefore: shipped,
      units: shippedUnits,
    },
  ];
}

function returnedIn({ lines }: PaidRefund, lineId: Id<"line">): number {
  return lines
    .filter((each) => each.lineId === lineId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** With this refund everything is back: then all of the invoice is, whatever came in which order. */
function isRest(
  { payableMinor }: Invoice,
  { earlier, refund }: { readonly earlier: readonly Credit[]; readonly refund: PaidRefund },
): boolean {
  const credited = earlier.reduce((sum, credit) => sum + credit.payableMinor, 0);
  return credited + refund.amountMinor === payableMinor;
}

/** What rounding takes off this refund: off all that is owed by now, less what it took before. */
function roundingOf({ lines, currency }: Invoice, components: readonly Component[]): number {
  const step = CHARGE_STEP_MINOR[currency];
  const minors = lines.map((line, index) => {
    const parts = components.slice(2 * index, 2 * index + 2);
    const rounding = (unitsOf: (part: Component) => number) => {
      if (parts.every((each) => unitsOf(each) === 0)) return 0;
      const owed = parts.map((each) => shareOf(each.whole.grossMinor, unitsOf(each), each.all));
      const owedMinor = owed.reduce((sum, minor) => sum + minor, 0);
      const wholeMinor = line.goods.grossMinor + line.shipping.grossMinor;
      return owedMinor === wholeMinor ? line.roundingMinor : owedMinor % step;
    };
    return rounding((each) => each.units) - rounding((each) => each.unitsBefore);
  });
  return minors.reduce((sum, minor) => sum + minor, 0);
}

/** What goes back of each part; their sum is what is asked for, as far as there is anything left. */
function grossOf(components: readonly Component[], amountMinor: number): number[] {
  const minors = components.map(({ whole, before, units, all }) =>
    Math.max(0, shareOf(whole.grossMinor, units, all) - before.grossMinor),
  );
  let leftMinor = amountMinor - minors.reduce((sum, minor) => sum + minor, 0);
  const asked = [...components.keys()].sort(
    (left, right) => Number(components[right]?.isAsked) - Number(components[left]?.isAsked),
  );
  for (const index of leftMinor < 0 ? asked.reverse() : asked) {
    const { whole, before } = components[index] ?? {};
    const minor = minors[index] ?? 0;
    const roomMinor = (whole?.grossMinor ?? 0) - (before?.grossMinor ?? 0) - minor;
    const moreMinor = Math.max(-minor, Math.min(roomMinor, leftMinor));
    minors[index] = minor + moreMinor;
    leftMinor -= moreMinor;
  }
  return minors;
}

/** The tax follows the amount that it is in: the last unit brings the rest of both. */
function part({ whole, before }: Component, grossMinor: number): InvoiceAmounts {
  const taken = before.grossMinor + grossMinor;
  const taxMinor =
    whole.grossMinor === 0 ? 0 : shareOf(whole.taxMinor, taken, whole.grossMinor) - before.taxMinor;
  return { netMinor: grossMinor - taxMinor, taxMinor, grossMinor };
}

function taxesOf(
  { taxes, groups }: Invoice,
  credited: {
    readonly components: readonly Component[];
    readonly amounts: readonly InvoiceAmounts[];
  },
): InvoiceTax[] {
  const sums = taxes.map((tax) => ({ ...tax, baseMinor: 0, minor: 0 }));
  for (const [at, group] of groups.entries()) {
    const before = { netMinor: 0, taxMinor: 0 };
    const after = { netMinor: 0, taxMinor: 0 };
    let wholeTaxMinor = 0;
    for (const [index, component] of credited.components.entries()) {
      if (component.whole.group !== at) continue;
      const now = credited.amounts[index];
      wholeTaxMinor += component.whole.taxMinor;
      const { grossMinor, taxMinor } = component.before;
      before.netMinor += grossMinor - taxMinor;
      before.taxMinor += taxMinor;
      after.netMinor += grossMinor - taxMinor + (now?.netMinor ?? 0);
      after.taxMinor += taxMinor + (now?.taxMinor ?? 0);
    }
    const whole = { ...group, taxMinor: wholeTaxMinor };
    const [from, to] = [splitOf(whole, before), splitOf(whole, after)];
    for (const [index, { tax }] of group.shares.entries()) {
      const sum = sums[tax];
      if (sum === undefined) continue;
      sum.baseMinor += (to[index]?.baseMinor ?? 0) - (from[index]?.baseMinor ?? 0);
      sum.minor += (to[index]?.minor ?? 0) - (from[index]?.minor ?? 0);
    }
  }
  return sums;
}

/** What the taxes of a group have of what was credited of it in all. */
function splitOf(
  { netMinor: wholeMinor, taxMinor: wholeTaxMinor, shares }: InvoiceGroup & { taxMinor: number },
  { netMinor, taxMinor }: { readonly netMinor: number; readonly taxMinor: number },
): { readonly baseMinor: number; readonly minor: number }[] {
  const wholes = allocate(
    wholeTaxMinor,
    shares.map(({ weight }) => weight),
  );
  const minors = partOfEach(wholes, taxMinor);
  return shares.map(({ baseMinor }, index) => ({
    baseMinor: wholeMinor === 0 ? 0 : shareOf(baseMinor, netMinor, wholeMinor),
    minor: minors[index] ?? 0,
  }));
}
