/** Currencies, the rules by which their prices follow from another, and rates, as staff see them. */
import * as z from "zod";
import { countrySchema, currencySchema, timeSchema } from "./money.ts";

const HOUR_MS = 60 * 60 * 1000;
const STALE_AFTER_MS_MAX = 30 * 24 * HOUR_MS;
const STEP_MINOR_MAX = 1_000_000;

/** A decimal as its source wrote it. */
const rate = z.string();

const roundingSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("nearest"),
      /** In minor units. */
      toMinor: z.int().min(1).max(STEP_MINOR_MAX),
    }),
    z
      .strictObject({
        kind: z.literal("charm"),
        /** 990 of 1000 makes every price end in .990. */
        endingMinor: z.int().min(1).max(STEP_MINOR_MAX),
        ofMinor: z.int().min(2).max(STEP_MINOR_MAX),
      })
      .refine(({ endingMinor, ofMinor }) => endingMinor < ofMinor, {
        path: ["endingMinor"],
        message: "Expected less than ofMinor",
      }),
  ])
  .meta({ id: "PriceRounding" });

/** How prices follow from those in another currency. */
export const conversionSchema = z
  .strictObject({
    from: currencySchema,
    /** Hundredths of a percent on top of the rate. */
    markupBp: z.int().min(0).max(10_000).default(0),
    rounding: roundingSchema,
    /** A rate that is older sells nothing; in milliseconds. */
    staleAfterMs: z.int().min(HOUR_MS).max(STALE_AFTER_MS_MAX),
  })
  .meta({ id: "PriceConversion" });

/** `PATCH /admin/api/currencies/{code}`, in place of what was; a new one has the version 0. */
export const writeCurrencySchema = z
  .strictObject({
    version: z.int().min(0),
    pricesIncludeTax: z.boolean(),
    /** Where its shoppers are thought to be; a new one needs it, others keep theirs without it. */
    defaultCountry: countrySchema.optional(),
    /** Null where every price is set: converted ones are then taken away. */
    conversion: conversionSchema.nullable(),
  })
  .meta({ id: "WriteCurrency" });

/** A currency that the shop sells in. */
export const staffCurrencySchema = z
  .strictObject({
    code: currencySchema,
    decimals: z.int(),
    pricesIncludeTax: z.boolean(),
    defaultCountry: countrySchema,
    version: z.int(),
    conversion: conversionSchema.nullable(),
    /** The rate that prices are converted by; null where they are set. Only a fresh one sells. */
    rate: z
      .strictObject({
        state: z.enum(["fresh", "stale", "missing"]),
        rate: rate.nullable(),
        quotedAt: timeSchema.nullable(),
        ageMs: z.int().nullable(),
      })
      .nullable(),
  })
  .meta({ id: "StaffCurrency" });

/** Currencies, rates and what the feed said last. */
export const currenciesSchema = z
  .strictObject({
    currencies: z.array(staffCurrencySchema),
    rates: z.array(
      z.strictObject({
        from: currencySchema,
        to: currencySchema,
        rate,
        quotedAt: timeSchema,
        ageMs: z.int(),
        /** The host of the feed. */
        source: z.string(),
      }),
    ),
    /** Null where it was never asked. */
    feed: z
      .strictObject({
        askedAt: timeSchema,
        answeredAt: timeSchema.nullable(),
        /** What of the last answer was not taken, and why. */
        problems: z.array(
          z.strictObject({
            reason: z.string(),
            currency: currencySchema.nullable(),
            detail: z.string(),
          }),
        ),
      })
      .nullable(),
    /** Whether converted prices are still behind rates and rules. */
    isConverting: z.boolean(),
  })
  .meta({ id: "Currencies" });

/** `POST /admin/api/exchange-rates/import` */
export const importRatesSchema = z
  .strictObject({
    /** Currencies whose rate may jump this once, because somebody has looked at it. */
    acceptedJumps: z.array(currencySchema).max(20).default([]),
  })
  .meta({ id: "ImportRates" });

export type StaffCurrency = z.infer<typeof staffCurrencySchema>;
export type StaffCurrencies = z.infer<typeof currenciesSchema>;
export type WriteCurrency = z.output<typeof writeCurrencySchema>;
