/**
 * Taxes and shipping of a checkout as they are now. What is known stays while its lock lasts; what
 * is not known (a new address, another number, a place of collection) is asked; when the lock has run
 * out everything is read and asked anew.
 */
import {
  answerFor,
  type CarrierAnswer,
  type CarrierPrice,
  type CarrierQuestion,
} from "../../domain/carrier-rates.ts";
import type { CheckoutRates, CheckoutRules } from "../../domain/checkout-rules.ts";
import type { Currency } from "../../domain/money.ts";
import type { Address, Buyer } from "../../domain/order.ts";
import type { OrderLine } from "../../domain/order-line.ts";
import { collectedAt, freightOf } from "../../domain/order-quote.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { type ShippingMethod, zoneOf } from "../../domain/shipping-rates.ts";
import {
  placeKey,
  type TaxAddress,
  type TaxAnswer,
  type ToldTaxes,
  toldAt,
} from "../../domain/tax-provider.ts";
import { isTaxedCountry } from "../../domain/tax-rules.ts";
import type { CheckoutChange } from "../../durable-objects/order-commands.ts";
import { countQuestion } from "../../http/ask-guard.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { rulesIn } from "../../http/shop-rules.ts";
import { log } from "../../runtime/log.ts";
import type { Env } from "./env.gen.ts";

/** When a shopper may try again where the provider of taxes is away, in milliseconds. */
const AWAY_MS = 10_000;

/** The checkout as it will be after what the shopper asks for. */
export interface Wanted {
  readonly currency: Currency;
  readonly rules: CheckoutRules;
  readonly lines: readonly OrderLine[];
  readonly address: Address | null;
  readonly shippingMethodId: string | null;
  readonly buyer: Pick<Buyer, "taxId"> | null;
}

/** The rates, or null where those of the order still hold. */
export type RatesNow = Result<CheckoutRates | null, KnownProblem>;

type Bindings = Pick<Env, "CATALOG" | "RATES" | "LIMITER">;

/** Who wants to know, and when. */
export interface Asking {
  /** Whose questions are counted: the address, as the platform tells it; null counts none. */
  readonly caller: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

export async function ratesNow(
  env: Bindings,
  wanted: Wanted,
  { caller, now }: Asking,
): Promise<RatesNow> {
  const { currency, address } = wanted;
  const isLapsed = now >= wanted.rules.ratesLockedUntil;
  const rules = isLapsed ? await rulesIn(env.CATALOG, currency, now) : wanted.rules;
  const addressed = address === null ? null : { ...wanted, rules, address };
  if (addressed !== null && caller !== null && !isAllTold(addressed)) {
    const counted = await countQuestion(env, caller);
    if (!counted.ok) return counted;
  }
  const [told, carrier] =
    addressed === null
      ? [ok([]), []]
      : await Promise.all([taxesNow(env, addressed, now), carriersNow(env, addressed, now)]);
  if (!told.ok) return told;
  const isSame = told.value === rules.tax.told && carrier === rules.carrier;
  if (!isLapsed && (isSame || address === null)) return ok(null);
  const { zones, calendar, locations, ratesLockedUntil } = rules;
  const tax = { ...rules.tax, told: told.value };
  return ok({ tax, zones, carrier, calendar, locations, ratesLockedUntil });
}

/** @returns what an earlier checkout knew, with rates for it; without its place where nobody tells them */
export async function ratedChange(
  env: Bindings,
  order: Pick<Wanted, "currency" | "rules" | "lines">,
  { caller, ...earlier }: CheckoutChange & Pick<Asking, "caller">,
): Promise<CheckoutChange> {
  const { address, shippingMethodId, ...change } = earlier;
  if (address === undefined) return change;
  const buyer = { taxId: change.taxId ?? null };
  const place = { address, shippingMethodId: shippingMethodId ?? null, buyer };
  const rates = await ratesNow(env, { ...order, ...place }, { caller, now: Date.now() });
  if (!rates.ok) return change;
  return { ...change, address, shippingMethodId, rates: rates.value ?? undefined };
}

type Addressed = Wanted & { readonly address: Address };

/** Of the address, and of the place of collection where one is chosen. */
async function taxesNow(
  { RATES }: Bindings,
  wanted: Addressed,
  now: number,
): Promise<Result<readonly ToldTaxes[], KnownProblem>> {
  if (areTaxesTold(wanted)) return ok(wanted.rules.tax.told);
  const { tax } = wanted.rules;
  const taxId = wanted.buyer?.taxId ?? null;
  const places = taxedPlaces(wanted);
  const isKnown = (place: TaxAddress) => toldAt(tax.told, { place: placeKey(place), taxId });
  const classes = [...new Set(wanted.lines.map(({ facts }) => facts.taxClass))];
  const { codes } = tax;
  const told: ToldTaxes[] = [];
  for (const address of places) {
    const known = isKnown(address);
    const question = { address: plainAddress(address), classes, codes, currency: wanted.currency };
    const answer = known ?? (await ask(() => RATES.taxRates({ ...question, taxId })));
    const taxes = "place" in answer ? ok(answer) : toldBy(answer, { tax, address, taxId, now });
    if (!taxes.ok) return taxes;
    told.push(taxes.value);
  }
  return ok(told);
}

function taxedPlaces(wanted: Addressed): readonly TaxAddress[] {
  const collected = collectedAt(wanted);
  return [wanted.address, ...(collected === null ? [] : [collected])];
}

/** The table needs nobody. */
function areTaxesTold(wanted: Addressed): boolean {
  const { tax } = wanted.rules;
  const taxId = wanted.buyer?.taxId ?? null;
  return (
    tax.provider === "table" ||
    taxedPlaces(wanted).every((place) => toldAt(tax.told, { place: placeKey(place), taxId }))
  );
}

function isAllTold(wanted: Addressed): boolean {
  return areTaxesTold(wanted) && areCarriersTold(wanted);
}

/** What an answer means for the order: rates, the table instead of them, or no sale for the moment. */
function toldBy(
  answer: TaxAnswer,
  given: {
    readonly tax: CheckoutRules["tax"];
    readonly address: TaxAddress;
    readonly taxId: string | null;
    readonly now: number;
  },
): Result<ToldTaxes, KnownProblem> {
  const { tax, address, taxId, now } = given;
  const of = { place: placeKey(address), taxId, at: now };
  if (answer.outcome === "told") {
    const { rules, isExempt } = answer;
    return ok({ ...of, source: "stripe", rules, isExempt });
  }
  if (answer.outcome === "unknown_place") {
    const detail = "Check the postal code and the state: this place cannot be found";
    const errors = [{ pointer: "/address/postalCode", detail }];
    return fail({ reason: "validation_failed", errors });
  }
  return tax.fallsBack && isTaxedCountry(tax.rules, address.country)
    ? ok({ ...of, source: "table", rules: [], isExempt: false })
    : fail({ reason: "tax_unavailable", retryAfterMs: AWAY_MS });
}

async function ask(call: () => Promise<TaxAnswer>): Promise<TaxAnswer> {
  try {
    return await call();
  } catch (error) {
    log.warn("tax.provider.unreachable", { error });
    return { outcome: "away", code: "unreachable" };
  }
}

/** The same list where nothing has to be asked. */
async function carriersNow(
  { RATES }: Bindings,
  wanted: Addressed,
  now: number,
): Promise<readonly CarrierPrice[]> {
  if (areCarriersTold(wanted)) return wanted.rules.carrier;
  const { address, currency } = wanted;
  const place = placeKey(address);
  const question = questionOf(wanted);
  const answer: CarrierAnswer =
    question === null
      ? { outcome: "not_set_up" }
      : await askCarrier(() => RATES.carrierRates(question));
  return carriersMethods(wanted).map((method) => ({
    methodId: method.id,
    place,
    quotedAt: now,
    answer: answerFor(method.carrier ?? { services: [] }, answer, currency),
  }));
}

function carriersMethods({ rules, address }: Addressed): readonly ShippingMethod[] {
  return zoneOf(rules.zones, address)?.methods.filter(({ kind }) => kind === "carrier") ?? [];
}

function areCarriersTold(wanted: Addressed): boolean {
  const place = placeKey(wanted.address);
  return carriersMethods(wanted).every(({ id }) =>
    wanted.rules.carrier.some((each) => each.methodId === id && each.place === place),
  );
}

/** Null where it is not known from where a parcel leaves. */
function questionOf(wanted: Addressed): CarrierQuestion | null {
  const { locations } = wanted.rules;
  const parcels = freightOf(wanted).parcels.map(({ locationId, grams, longestMm }) => {
    // What lies nowhere yet will leave from the first location.
    const location = locations.find(({ id }) => id === locationId) ?? locations[0];
    return location?.address == null ? null : { from: location.address, grams, longestMm };
  });
  const known = parcels.filter((parcel) => parcel !== null);
  if (known.length < parcels.length) return null;
  return { to: plainAddress(wanted.address), parcels: known, currency: wanted.currency };
}

async function askCarrier(call: () => Promise<CarrierAnswer>): Promise<CarrierAnswer> {
  try {
    return await call();
  } catch (error) {
    log.warn("carrier.unreachable", { error });
    return { outcome: "away", code: "unreachable" };
  }
}

/** The place without the person. */
function plainAddress(address: TaxAddress & { readonly line2?: string }) {
  const { line1 = "", line2 = "", city = "", region, postalCode, country } = address;
  return { line1, line2, city, region, postalCode, country };
}
