/** Promotions as staff write them: what contradicts itself is refused with its field. */
import * as z from "zod";
import { isTimeZone } from "../domain/local-time.ts";
import { CURRENCIES, type Currency } from "../domain/money.ts";
import {
  type Amounts,
  type Benefit,
  PROMOTION_CLASSES,
  type PromotionEffect,
} from "../domain/promotion.ts";
import { countrySchema, currencySchema, idSchema, timeSchema } from "./money.ts";

const IDS_MAX = 500;
const UNITS_MAX = 1_000;
const MINOR_MAX = 1_000_000_000_00;
const USES_MAX = 1_000_000_000;
const MINUTES_OF_DAY = 24 * 60;
const WHOLE_BP = 10_000;

const bp = z.int().min(1).max(WHOLE_BP);
const units = z.int().min(1).max(UNITS_MAX);
const word = z.string().trim().min(1).max(60);

/** Minor units per currency, at least one. */
export const amountsSchema = z
  .partialRecord(currencySchema, z.int().min(1).max(MINOR_MAX))
  .refine(
    (amounts) => Object.keys(amounts).length > 0,
    "Expected an amount in one currency at least",
  )
  .meta({ id: "Amounts" });

/** Which lines are meant; empty is every line. */
export const scopeSchema = z
  .strictObject({
    productIds: z.array(idSchema("product")).max(IDS_MAX).exactOptional(),
    variantIds: z.array(idSchema("variant")).max(IDS_MAX).exactOptional(),
    categoryIds: z.array(idSchema("category")).max(IDS_MAX).exactOptional(),
    collectionIds: z.array(idSchema("collection")).max(IDS_MAX).exactOptional(),
    brandIds: z.array(idSchema("brand")).max(IDS_MAX).exactOptional(),
    exceptProductIds: z.array(idSchema("product")).max(IDS_MAX).exactOptional(),
    isWithoutSale: z.boolean().exactOptional(),
  })
  .meta({ id: "PromotionScope" });

const benefitSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("percent"), bp, most: amountsSchema.exactOptional() }),
    z.strictObject({
      kind: z.literal("amount"),
      minor: amountsSchema,
      per: z.enum(["order", "unit"]),
    }),
    z.strictObject({ kind: z.literal("price"), minor: amountsSchema }),
  ])
  .meta({ id: "PromotionBenefit" });

const tierSchema = z
  .strictObject({
    fromQuantity: units.exactOptional(),
    fromSpend: amountsSchema.exactOptional(),
    benefit: benefitSchema,
  })
  .refine(
    ({ fromQuantity, fromSpend }) => (fromQuantity === undefined) !== (fromSpend === undefined),
    "Expected either fromQuantity or fromSpend",
  );

const effectSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("discount"), scope: scopeSchema, benefit: benefitSchema }),
    z.strictObject({
      kind: z.literal("tiers"),
      scope: scopeSchema,
      tiers: z.array(tierSchema).min(1).max(20),
    }),
    z.strictObject({
      kind: z.literal("buy_get"),
      buy: z.strictObject({ scope: scopeSchema, quantity: units }),
      get: z.strictObject({ scope: scopeSchema, quantity: units }),
      bp,
      timesMax: units.nullable().default(null),
    }),
    z.strictObject({
      kind: z.literal("gift"),
      variantIds: z.array(idSchema("variant")).min(1).max(20),
      quantity: units,
    }),
    z.strictObject({
      kind: z.literal("free_shipping"),
      methodIds: z.array(word).min(1).max(50).nullable().default(null),
    }),
  ])
  .meta({ id: "PromotionEffect" });

const conditionsSchema = z
  .strictObject({
    minSpend: amountsSchema.exactOptional(),
    minQuantity: units.exactOptional(),
    scope: scopeSchema.exactOptional(),
    currencies: z.array(currencySchema).min(1).max(CURRENCIES.length).exactOptional(),
    countries: z.array(countrySchema).min(1).max(250).exactOptional(),
    customerGroups: z.array(word).min(1).max(50).exactOptional(),
    isFirstOrder: z.boolean().exactOptional(),
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).exactOptional(),
    hours: z
      .strictObject({
        fromMinute: z
          .int()
          .min(0)
          .max(MINUTES_OF_DAY - 1),
        toMinute: z.int().min(0).max(MINUTES_OF_DAY),
      })
      .refine(({ fromMinute, toMinute }) => fromMinute !== toMinute, "Expected some time between")
      .exactOptional(),
    timeZone: z
      .string()
      .max(60)
      .refine(isTimeZone, "Expected a zone like Europe/Berlin")
      .exactOptional(),
  })
  .meta({ id: "PromotionConditions" });

const stackingSchema = z
  .strictObject({
    class: z.enum(PROMOTION_CLASSES),
    priority: z.int().min(-1_000).max(1_000).default(0),
    isExclusive: z.boolean().default(false),
    bestOf: word.nullable().default(null),
  })
  .meta({ id: "PromotionStacking" });

const uses = z.int().min(1).max(USES_MAX).nullable().default(null);

const limitsSchema = z
  .strictObject({
    uses,
    usesPerCode: uses,
    usesPerCustomer: uses,
    budget: amountsSchema.nullable().default(null),
  })
  .meta({ id: "PromotionLimits" });

const moment = timeSchema.nullable().default(null);

/** `POST /admin/api/promotions`, and the whole of it in `PUT /admin/api/promotions/{id}`. */
export const writePromotionSchema = z
  .strictObject({
    /** What shoppers read. */
    label: z.string().trim().min(1).max(100),
    isByCode: z.boolean(),
    startsAt: moment,
    endsAt: moment,
    conditions: conditionsSchema.default({}),
    effect: effectSchema,
    stacking: stackingSchema,
    limits: limitsSchema.default({
      uses: null,
      usesPerCode: null,
      usesPerCustomer: null,
      budget: null,
    }),
  })
  .superRefine((promotion, context) => {
    for (const { path, message } of contradictions(promotion)) {
      context.addIssue({ code: "custom", path, message });
    }
  })
  .meta({ id: "WritePromotion" });

/** A promotion as staff see it. */
export const staffPromotionSchema = z
  .strictObject({
    id: idSchema("promotion"),
    version: z.int(),
    status: z.enum(["draft", "active", "stopped"]),
    label: z.string(),
    isByCode: z.boolean(),
    startsAt: timeSchema.nullable(),
    endsAt: timeSchema.nullable(),
    conditions: conditionsSchema,
    effect: effectSchema,
    stacking: stackingSchema,
    limits: limitsSchema,
    /** How many codes lead to it. */
    codeCount: z.int(),
  })
  .meta({ id: "StaffPromotion" });

export type WritePromotion = z.output<typeof writePromotionSchema>;
export type StaffPromotion = z.infer<typeof staffPromotionSchema>;

interface Contradiction {
  readonly path: (string | number)[];
  readonly message: string;
}

type Written = Pick<
  WritePromotion,
  "isByCode" | "startsAt" | "endsAt" | "conditions" | "effect" | "stacking" | "limits"
>;

/** What can never be had, or would be had otherwise than it reads. */
function contradictions(promotion: Written): Contradiction[] {
  const { isByCode, startsAt, endsAt, conditions, effect, stacking, limits } = promotion;
  const found: Contradiction[] = [];
  if (startsAt !== null && endsAt !== null && startsAt >= endsAt) {
    found.push({ path: ["endsAt"], message: "Expected a moment after startsAt" });
  }
  if (!isByCode && limits.usesPerCode !== null) {
    found.push({ path: ["limits", "usesPerCode"], message: "It needs no code" });
  }
  const isOfShipping = effect.kind === "free_shipping";
  if (isOfShipping !== (stacking.class === "shipping")) {
    const message = isOfShipping ? 'Expected "shipping"' : "Only free shipping is of this class";
    found.push({ path: ["stacking", "class"], message });
  }
  if (effect.kind === "tiers" && !isRising(effect.tiers)) {
    found.push({ path: ["effect", "tiers"], message: "Expected each tier above the last" });
  }
  const { currencies, minSpend } = conditions;
  const wanted: readonly Currency[] = currencies ?? CURRENCIES;
  const isSome = (named: readonly Amounts[]) =>
    wanted.some((currency) => named.every((amounts) => amounts[currency] !== undefined));
  const named = [...(minSpend === undefined ? [] : [minSpend]), ...amountsOf(effect)];
  const { budget } = limits;
  const message = "No currency has every amount that the promotion needs";
  if (!isSome(named)) {
    const field = currencies === undefined ? "minSpend" : "currencies";
    found.push({ path: ["conditions", field], message });
  } else if (budget !== null && !isSome([...named, budget])) {
    found.push({ path: ["limits", "budget"], message });
  }
  return found;
}

function amountsOf(effect: PromotionEffect): Amounts[] {
  const ofBenefit = (benefit: Benefit) => {
    const amounts = benefit.kind === "percent" ? benefit.most : benefit.minor;
    return amounts === undefined ? [] : [amounts];
  };
  switch (effect.kind) {
    case "discount":
      return ofBenefit(effect.benefit);
    case "tiers":
      return effect.tiers.flatMap(({ fromSpend, benefit }) => [
        ...(fromSpend === undefined ? [] : [fromSpend]),
        ...ofBenefit(benefit),
      ]);
    default:
      return [];
  }
}

/** Quantities rise, and so does the spend in each currency; a tier of the other kind is neither. */
function isRising(
  tiers: readonly {
    readonly fromQuantity?: number;
    readonly fromSpend?: Amounts;
  }[],
): boolean {
  const isOver = (index: number, fromOf: (tier: (typeof tiers)[number]) => number | undefined) => {
    const from = tiers[index] && fromOf(tiers[index]);
    const before = tiers.slice(0, index).map((tier) => fromOf(tier) ?? 0);
    return from === undefined || before.every((each) => from > each);
  };
  const isOfQuantity = tiers[0]?.fromQuantity !== undefined;
  return tiers.every(
    ({ fromQuantity }, index) =>
      (fromQuantity !== undefined) === isOfQuantity &&
      isOver(index, (tier) => tier.fromQuantity) &&
      CURRENCIES.every((currency) => isOver(index, (tier) => tier.fromSpend?.[currency])),
  );
}
