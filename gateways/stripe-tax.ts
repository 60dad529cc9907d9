/** Stripe Tax behind the shop's own interface: it tells rates, the shop reckons with them. */
import Stripe from "stripe";
import * as z from "zod";
import type { Outcome } from "../domain/payment.ts";
import { regionText } from "../domain/regions.ts";
import { taxIdCountry } from "../domain/tax-id.ts";
import {
  SHIPPING_TAX_CLASS,
  type TaxAddress,
  type TaxAnswer,
  type TaxProvider,
  type TaxQuestion,
} from "../domain/tax-provider.ts";
import { plain, type TaxRule } from "../domain/tax-rules.ts";
import { attempt } from "./stripe-attempt.ts";
import { fetchAnswer } from "./stripe-fetch.ts";

/** Longest wait for one answer, in milliseconds: a shopper looks at the page meanwhile. */
export const TAX_TIMEOUT_MS = 3_000;
/** Stripe's code for general tangible goods: for classes that staff gave none. */
const GENERAL_GOODS_CODE = "txcd_99999999";
/** Stripe's code for shipping. */
const SHIPPING_CODE = "txcd_92010001";
/**
 * What is asked about, in minor units. Only rates are read, so that one answer serves every cart; a
 * threshold within a place (clothes under 110 dollars) is not seen.
 */
const ASKED_MINOR = 10_000;
/** Most lines that an answer lists; the others would be on a second page. */
const CLASSES_AT_ONCE = 10;
/** No tax takes more than all of it. */
const PERCENT_MAX = 100;

const askedAmount = z.literal(ASKED_MINOR);

/** One tax of a line. A rate is missing where the tax is not imposed. */
const breakdownSchema = z.object({
  jurisdiction: z.object({
    country: z.string(),
    display_name: z.string().max(200),
    level: z.string(),
  }),
  tax_rate_details: z
    .object({
      display_name: z.string().max(200),
      percentage_decimal: z
        .string()
        .regex(/^\d{1,3}(?:\.\d{1,6})?$/)
        .refine((percent) => Number(percent) <= PERCENT_MAX),
    })
    .nullable(),
  taxability_reason: z.string(),
  /** Less than what was asked about where only a part is taxed. */
  taxable_amount: z.int().min(0).max(ASKED_MINOR),
});

const breakdownsSchema = z.array(breakdownSchema).max(50);

/** What is believed of a calculation; anything else of it is not read. */
const calculationSchema = z.object({
  currency: z.string(),
  customer_details: z.object({ address: z.object({ country: z.string() }) }),
  line_items: z.object({
    data: z.array(
      z.object({ reference: z.string(), amount: askedAmount, tax_breakdown: breakdownsSchema }),
    ),
  }),
  shipping_cost: z.object({ amount: askedAmount, tax_breakdown: breakdownsSchema }),
});

type Calculation = z.infer<typeof calculationSchema>;
type Breakdown = z.infer<typeof breakdownSchema>;

/** @returns the provider that asks through the account of `secretKey` */
export function stripeTax(secretKey: string): TaxProvider {
  const stripe = new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(fetchAnswer),
    timeout: TAX_TIMEOUT_MS,
    maxNetworkRetries: 0,
    telemetry: false,
    appInfo: { name: "Kiosk" },
  });
  return { taxRates: (question) => askAll(stripe, question) };
}

/** Classes beyond the first page are asked about by themselves. */
async function askAll(stripe: Stripe, question: TaxQuestion): Promise<TaxAnswer> {
  const { classes } = question;
  const answer = await askRates(stripe, {
    ...question,
    classes: classes.slice(0, CLASSES_AT_ONCE),
  });
  const others = classes.slice(CLASSES_AT_ONCE);
  if (answer.outcome !== "told" || others.length === 0) return answer;
  const more = await askAll(stripe, { ...question, classes: others });
  if (more.outcome !== "told") return more;
  const known = new Set(answer.rules.map(({ id }) => id));
  const rules = [...answer.rules, ...more.rules.filter(({ id }) => !known.has(id))];
  return { outcome: "told", rules, isExempt: answer.isExempt && more.isExempt };
}

/** The rates are those of a buyer without a number: an exempt one does not pay what they come to. */
async function askRates(stripe: Stripe, question: TaxQuestion): Promise<TaxAnswer> {
  const answer = await calculate(stripe, { ...question, taxId: null });
  if (!("line_items" in answer)) return answer;
  const told = { outcome: "told", rules: rulesOf(answer, question.address.country) } as const;
  if (question.taxId === null) return { ...told, isExempt: false };
  const withNumber = await calculate(stripe, question);
  if ("line_items" in withNumber) return { ...told, isExempt: isExempt(withNumber) };
  // A number that Stripe does not take exempts nobody; the sale goes on with tax.
  const isRefused = withNumber.outcome === "away" && withNumber.code === "tax_id_invalid";
  return isRefused ? { ...told, isExempt: false } : withNumber;
}

/** One try and one more, then Stripe is away. */
async function calculate(
  stripe: Stripe,
  question: TaxQuestion,
): Promise<Calculation | Exclude<TaxAnswer, { outcome: "told" }>> {
  const first = await tryOnce(stripe, question);
  const isWorthAgain = first.outcome === "busy" || first.outcome === "unknown";
  const answer = isWorthAgain ? await tryOnce(stripe, question) : first;
  switch (answer.outcome) {
    case "done":
      return answer.value;
    case "refused":
      return answer.code.includes("tax_location")
        ? { outcome: "unknown_place" }
        : { outcome: "away", code: answer.code };
    default:
      return { outcome: "away", code: "code" in answer ? answer.code : answer.outcome };
  }
}

/** An answer that makes no sense and a key that may not ask are no better than silence. */
async function tryOnce(stripe: Stripe, question: TaxQuestion): Promise<Outcome<Calculation>> {
  try {
    return await attempt("tax", async () => {
      const answer: unknown = await stripe.tax.calculations.create(paramsOf(question));
      const calculation = calculationSchema.parse(answer);
      if (!isAnswerTo(calculation, question)) throw new z.ZodError([]);
      return calculation;
    });
  } catch (error) {
    const isNonsense = error instanceof z.ZodError;
    return { outcome: "refused", code: isNonsense ? "nonsense" : "not_allowed" };
  }
}

/** A class that is left out would be sold without tax; so would what was reckoned for elsewhere. */
function isAnswerTo(
  { currency, customer_details: { address }, line_items: { data } }: Calculation,
  question: TaxQuestion,
): boolean {
  const told = data.map(({ reference }) => reference).sort();
  return (
    currency.toUpperCase() === question.currency &&
    address.country === question.address.country &&
    JSON.stringify(told) === JSON.stringify([...question.classes].sort())
  );
}

function paramsOf({ address, classes, codes, currency, taxId }: TaxQuestion) {
  return {
    currency: currency.toLowerCase(),
    line_items: classes.map((taxClass) => ({
      reference: taxClass,
      amount: ASKED_MINOR,
      tax_behavior: "exclusive" as const,
      tax_code: codes[taxClass] ?? GENERAL_GOODS_CODE,
    })),
    shipping_cost: {
      amount: ASKED_MINOR,
      tax_behavior: "exclusive" as const,
      tax_code: codes[SHIPPING_TAX_CLASS] ?? SHIPPING_CODE,
    },
    customer_details: {
      address: addressOf(address),
      address_source: "shipping" as const,
      ...(taxId === null ? {} : { tax_ids: [{ type: taxIdType(taxId), value: taxId }] }),
    },
    expand: ["line_items", "line_items.data.tax_breakdown", "shipping_cost.tax_breakdown"],
  };
}

function addressOf({ country, region, postalCode, city, line1 }: TaxAddress) {
  return {
    country,
    ...(region === "" ? {} : { state: regionText(country, region) }),
    ...(postalCode === "" ? {} : { postal_code: postalCode }),
    ...(city === undefined || city === "" ? {} : { city }),
    ...(line1 === undefined || line1 === "" ? {} : { line1 }),
  };
}

function taxIdType(taxId: string) {
  return taxIdCountry(taxId) === "GB" ? ("gb_vat" as const) : ("eu_vat" as const);
}

function rulesOf({ line_items: lines, shipping_cost: shipping }: Calculation, country: string) {
  return [
    ...lines.data.flatMap(({ reference, tax_breakdown }) =>
      rulesOfClass(reference, tax_breakdown, country),
    ),
    ...rulesOfClass(SHIPPING_TAX_CLASS, shipping.tax_breakdown, country),
  ];
}

/** One rule for each tax that is imposed; two of the same name are one. */
function rulesOfClass(taxClass: string, breakdown: readonly Breakdown[], country: string) {
  const rates = new Map<string, number>();
  for (const { jurisdiction, tax_rate_details: rate, taxable_amount: taxed } of breakdown) {
    const rateBp = (Number(rate?.percentage_decimal ?? 0) * 100 * taxed) / ASKED_MINOR;
    if (rate === null || rateBp === 0) continue;
    const label = labelOf(rate.display_name, jurisdiction);
    rates.set(label, (rates.get(label) ?? 0) + rateBp);
  }
  return [...rates].map(
    ([label, rateBp]): TaxRule => ({
      id: `stripe:${taxClass}:${label}`,
      country,
      region: null,
      postalFrom: null,
      postalTo: null,
      taxClass,
      label,
      rateBp: rounded(rateBp),
    }),
  );
}

/** A country's tax by its own name, others with who takes them: "Sales Tax, New York (state)". */
function labelOf(name: string, { display_name, level }: Breakdown["jurisdiction"]): string {
  return level === "country" ? name : `${name}, ${display_name} (${level})`;
}

/** Decimals of Stripe's times a hundred are not what a machine makes of them: 8.875 -> 887.5. */
function rounded(rateBp: number): number {
  return Math.round(rateBp * 10_000) / 10_000;
}

/** Everything has to be: a part that is taxed nevertheless is not told apart from the rest. */
function isExempt({ line_items: { data } }: Calculation): boolean {
  const reasons = data.flatMap(({ tax_breakdown }) =>
    tax_breakdown.map(({ taxability_reason }) => taxability_reason),
  );
  return (
    reasons.length > 0 &&
    reasons.every((reason) => reason === "reverse_charge" || reason === "customer_exempt")
  );
}

/** @returns under what an answer is remembered: the same question in the same words */
export function questionKey({ address, classes, codes, currency, taxId }: TaxQuestion): string {
  const { country, region, postalCode, city = "", line1 = "" } = address;
  const place = [country, region, postalCode, city, line1].map(plain);
  const coded = [...classes].sort().map((each) => [each, codes[each] ?? ""]);
  return JSON.stringify([place, coded, codes[SHIPPING_TAX_CLASS] ?? "", currency, taxId]);
}
