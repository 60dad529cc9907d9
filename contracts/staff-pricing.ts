/** Taxes, shipping and what a cart would pay, as staff write and ask. */
import * as z from "zod";
import { normalCode } from "../domain/promotion.ts";
import { TAX_PROVIDERS } from "../domain/tax-provider.ts";
import { plain } from "../domain/tax-rules.ts";
import { addressSchema, totalSchema } from "./checkout.ts";
import { countrySchema, currencySchema, idSchema, moneySchema, timeSchema } from "./money.ts";
import { amountsSchema, staffPromotionSchema } from "./promotion.ts";

const RULES_MAX = 2_000;
const ZONES_MAX = 100;

const key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, "Expected letters, digits, - and _");
const label = z.string().trim().min(1).max(80);
const place = z
  .string()
  .trim()
  .max(40)
  .refine((text) => /[\p{L}\p{N}]/u.test(text), "Expected letters or digits");
/** Fractions of a basis point as far as they are reckoned: New York's districts take 0.375 %. */
const rateBp = z
  .number()
  .min(0)
  .max(10_000)
  .refine((bp) => Math.round(bp * 10_000) / 10_000 === bp, "Expected at most four decimals");

function coded(code: string | null): string {
  return plain(code ?? "");
}

const taxRuleSchema = z
  .strictObject({
    id: key,
    country: countrySchema,
    region: place.nullable().default(null),
    postalFrom: place.nullable().default(null),
    postalTo: place.nullable().default(null),
    taxClass: key.nullable().default(null),
    label,
    /** Hundredths of a percent: 1900 is 19 %, 887.5 is 8.875 %. */
    rateBp,
  })
  .refine(({ postalFrom, postalTo }) => (postalFrom === null) === (postalTo === null), {
    path: ["postalTo"],
    message: "Expected both ends of the range or neither",
  })
  .refine(({ postalFrom, postalTo }) => coded(postalFrom).length === coded(postalTo).length, {
    path: ["postalTo"],
    message: "Expected as many characters as in postalFrom, spaces aside",
  })
  .refine(({ postalFrom, postalTo }) => coded(postalFrom) <= coded(postalTo), {
    path: ["postalTo"],
    message: "Expected the end of the range after its start",
  })
  .meta({ id: "TaxRule" });

/** A name of Stripe's list of goods, by class; "_shipping" is the shipping itself. */
const taxCodesSchema = z
  .record(
    z.string().regex(/^(?:[a-z0-9][a-z0-9_-]{0,59}|_shipping)$/, "Expected a tax class"),
    z.string().regex(/^txcd_\d{8}$/, "Expected a tax code of Stripe, like txcd_99999999"),
  )
  .refine((codes) => Object.keys(codes).length <= 100, "Expected at most 100 classes");

/** Who tells the rates. */
const taxProvider = {
  provider: z.enum(TAX_PROVIDERS),
  /** Whether the rules stand in for a provider that is away; without it nothing is sold meanwhile. */
  fallsBack: z.boolean(),
  codes: taxCodesSchema,
};

const taxSettings = {
  rounding: z.enum(["per_order", "per_line"]),
  /** The class of shipping; null where it has the taxes of the goods that it carries. */
  shippingClass: key.nullable(),
  exemptCountries: z.array(countrySchema).max(250),
  rules: z.array(taxRuleSchema).max(RULES_MAX),
};

/** How the shop taxes: settings and every rule. */
export const taxesSchema = z
  .strictObject({ ...taxSettings, ...taxProvider, version: z.int() })
  .meta({ id: "Taxes" });

/** `PATCH /admin/api/taxes`: who tells the rates stays as it is where nothing is said of it. */
export const writeTaxesSchema = z
  .strictObject({
    ...taxSettings,
    ...z.strictObject(taxProvider).partial().shape,
    version: z.int().min(1),
  })
  .meta({ id: "WriteTaxes" });

const bounds = z
  .strictObject({ from: z.int().min(0).nullable(), to: z.int().min(1).nullable() })
  .refine(({ from, to }) => from === null || to === null || from < to, {
    path: ["to"],
    message: "Expected more than from",
  });
const anything = { from: null, to: null };

const MINOR_MAX = 1_000_000_000_00;
const free = z.partialRecord(currencySchema, z.int().min(0).max(MINOR_MAX));

const rateSchema = z.strictObject({
  grams: bounds.default(anything),
  units: bounds.default(anything),
  longestMm: bounds.default(anything),
  subtotal: z.partialRecord(currencySchema, bounds).default({}),
  /** Zero is free. */
  price: free.refine((price) => Object.keys(price).length > 0, "Expected a price in one currency"),
  perFurtherKg: amountsSchema.nullable().default(null),
});

/** How a carrier's price becomes the shop's. */
const carrierSchema = z.strictObject({
  /** The carrier's own codes, like "usps_priority"; the cheapest of them counts. */
  services: z
    .array(z.string().regex(/^[a-z0-9_]{1,80}$/, "Expected a service code, like usps_priority"))
    .min(1)
    .max(20),
  /** Hundredths of a percent on top. */
  markupBp: z.int().min(0).max(10_000).default(0),
  /** An amount on top, per currency. */
  markup: amountsSchema.nullable().default(null),
});

const methodSchema = z
  .strictObject({
    id: key,
    label,
    kind: z.enum(["delivery", "carrier", "pickup"]).default("delivery"),
    locationId: idSchema("location").nullable().default(null),
    /** Of a carrier's methods only. */
    carrier: carrierSchema.nullable().default(null),
    daysMin: z.int().min(0).max(365),
    daysMax: z.int().min(0).max(365),
    isPerParcel: z.boolean().default(false),
    freeFrom: free.nullable().default(null),
    /** What it costs; of a carrier's methods what it costs while the carrier does not tell. */
    rates: z.array(rateSchema).max(100),
  })
  .refine(({ kind, rates }) => kind === "carrier" || rates.length > 0, {
    path: ["rates"],
    message: "Expected a rate at least; only a carrier's method can be without",
  })
  .refine(({ kind, carrier }) => (kind === "carrier") === (carrier !== null), {
    path: ["carrier"],
    message: "Expected the services of a carrier's method, and none for others",
  })
  .refine(({ daysMin, daysMax }) => daysMin <= daysMax, {
    path: ["daysMax"],
    message: "Expected at least daysMin",
  })
  .refine(({ kind, locationId }) => (kind === "pickup") === (locationId !== null), {
    path: ["locationId"],
    message: "Expected the place of collection, and none for deliveries",
  })
  .meta({ id: "ShippingMethod" });

const zoneSchema = z
  .strictObject({
    id: key,
    label,
    places: z
      .array(
        z.strictObject({
          country: countrySchema,
          region: place.nullable().default(null),
          postalPrefix: place.nullable().default(null),
        }),
      )
      .min(1)
      .max(500),
    methods: z
      .array(methodSchema)
      .min(1)
      .max(50)
      .refine((methods) => new Set(methods.map(({ id }) => id)).size === methods.length, {
        message: "Expected each method once",
      }),
  })
  .meta({ id: "ShippingZone" });

/** Where the shop ships, in the order of the first one that strangers are shown. */
export const zonesSchema = z
  .strictObject({ zones: z.array(zoneSchema), version: z.int() })
  .meta({ id: "ShippingZones" });

/** `PUT /admin/api/shipping-zones` */
export const writeZonesSchema = z
  .strictObject({ zones: z.array(zoneSchema).min(1).max(ZONES_MAX), version: z.int().min(1) })
  .meta({ id: "WriteShippingZones" });

export const staffPromotionQuerySchema = z.strictObject({
  status: z.enum(["draft", "active", "stopped"]).optional(),
  /** The promotion that a code leads to; any case, spaces and dashes do not matter. */
  code: z
    .string()
    .max(60)
    .refine((text) => normalCode(text) !== null, "Expected a code of letters and digits")
    .optional(),
  /** The last id of the page before. */
  after: idSchema("promotion").optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const staffPromotionPageSchema = z
  .strictObject({
    promotions: z.array(staffPromotionSchema),
    nextAfter: idSchema("promotion").nullable(),
  })
  .meta({ id: "StaffPromotionPage" });

/** `POST /admin/api/promotions/{promotionId}/codes`: one that is given, or many that nobody can guess. */
export const makeCodesSchema = z
  .strictObject({
    code: z.string().max(60).optional(),
    count: z.int().min(1).max(1_000).optional(),
  })
  .refine(({ code, count }) => (code === undefined) !== (count === undefined), {
    message: "Expected either a code or a count",
  })
  .meta({ id: "MakeCodes" });

export const madeCodesSchema = z
  .strictObject({ codes: z.array(z.string()) })
  .meta({ id: "MadeCodes" });

/** `GET /admin/api/promotions/{promotionId}/uses` */
export const promotionUsesQuerySchema = z.strictObject({
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** How often a promotion was used, what it cost, and by which orders. */
export const promotionUsesSchema = z
  .strictObject({
    /** By orders that are being paid; of a promotion without limits nobody holds any. */
    held: z.int(),
    used: z.int(),
    /** What it took off in all, per currency; what was paid back later is not taken out. */
    cost: z.array(moneySchema),
    /** Paid orders that had it, the newest first. */
    orders: z.array(
      z.strictObject({
        orderId: idSchema("order"),
        /** As shoppers read it. */
        number: z.string(),
        code: z.string().nullable(),
        amount: moneySchema,
        placedAt: timeSchema,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "PromotionUses" });

/** `GET /admin/api/promotions/{promotionId}/codes` */
export const promotionCodesQuerySchema = z.strictObject({
  /** The last code of the page before. */
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(500),
});

/** Codes in their order, each with what became of it. */
export const promotionCodePageSchema = z
  .strictObject({
    codes: z.array(
      z.strictObject({
        code: z.string(),
        /** Free as long as nobody holds or has had it; of codes for many, how many do. */
        state: z.enum(["free", "held", "used"]),
        held: z.int(),
        used: z.int(),
      }),
    ),
    nextAfter: z.string().nullable(),
  })
  .meta({ id: "PromotionCodePage" });

/** `POST /admin/api/pricing/simulate`: what would this cart pay then? */
export const simulateSchema = z
  .strictObject({
    currency: currencySchema.default("EUR"),
    lines: z
      .array(z.strictObject({ variantId: idSchema("variant"), quantity: z.int().min(1).max(999) }))
      .min(1)
      .max(50),
    address: addressSchema
      .pick({ country: true, region: true, postalCode: true })
      .nullable()
      .default(null),
    shippingMethod: key.nullable().default(null),
    codes: z.array(z.string().max(60)).max(10).default([]),
    customerGroups: z.array(z.string().max(60)).max(20).default([]),
    ordersBefore: z.int().min(0).nullable().default(null),
    at: timeSchema.optional(),
    /** Drafts to look at as if they were active. */
    withDrafts: z.array(idSchema("promotion")).max(20).default([]),
  })
  .meta({ id: "Simulate" });

export const simulationSchema = z
  .strictObject({
    lines: z.array(
      z.strictObject({
        variantId: idSchema("variant"),
        quantity: z.int(),
        unitPrice: moneySchema,
        /** Null where the price is the catalog's own. */
        priceListId: idSchema("priceList").nullable(),
        discount: moneySchema,
        tax: moneySchema,
        /** With its shares of shipping and tax. */
        total: moneySchema,
      }),
    ),
    totals: z.array(totalSchema),
    /** Ways of shipping to name as `shippingMethod`; without an address those of the first zone. */
    shippingOptions: z.array(
      z.strictObject({ method: z.string(), label: z.string(), price: moneySchema }),
    ),
    discounts: z.array(
      z.strictObject({
        promotionId: z.string(),
        code: z.string().nullable(),
        label: z.string(),
        amount: moneySchema,
      }),
    ),
    refusals: z.array(
      z.strictObject({
        promotionId: z.string().nullable(),
        code: z.string().nullable(),
        label: z.string().nullable(),
        reason: z.string(),
        /** What would help: an amount still to be spent, or units still to be added. */
        missing: moneySchema.nullable(),
        missingUnits: z.int().nullable(),
        /** The promotion that it does not go with. */
        withId: z.string().nullable(),
      }),
    ),
    trace: z.array(z.strictObject({ step: z.string(), because: z.string(), amount: moneySchema })),
  })
  .meta({ id: "Simulation" });

export type Simulation = z.output<typeof simulationSchema>;
