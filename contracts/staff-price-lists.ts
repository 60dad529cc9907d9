/** Price lists and prices that move by themselves, as staff write them. */
import * as z from "zod";
import { isTimeZone } from "../domain/local-time.ts";
import { countrySchema, currencySchema, idSchema, moneySchema, timeSchema } from "./money.ts";

/** Prices that one request writes. */
export const LIST_PRICES_MAX = 2_000;
/** Most bytes of a body with so many. */
export const LIST_PRICES_BYTES_MAX = 512 * 1024;

const MINOR_MAX = 1_000_000_000_00;
const QUANTITY_MAX = 9_999;
const RULES_MAX = 50;
const WEEK_MINUTES = 7 * 24 * 60;
const WHOLE_BP = 10_000;

const label = z.string().trim().min(1).max(80);
const group = z.string().trim().min(1).max(60);
const minor = z.int().min(0).max(MINOR_MAX);
const versionSchema = z.int().min(1);

const listFields = {
  label,
  /** A sale tells the price before and the lowest of 30 days; an override is simply the price. */
  kind: z.enum(["sale", "override"]),
  /** Empty is everybody. */
  customerGroups: z.array(group).max(50).default([]).refine(isUnique, "Expected each group once"),
  /** Empty is everywhere. */
  countries: z
    .array(countrySchema)
    .max(250)
    .default([])
    .refine(isUnique, "Expected each country once"),
  startsAt: timeSchema.nullable().default(null),
  endsAt: timeSchema.nullable().default(null),
  /** Of lists that hold at once the highest wins, and among equals the lowest price. */
  priority: z.int().min(-1_000).max(1_000).default(0),
};

/** A price list as it is written. */
export const writePriceListSchema = z
  .strictObject(listFields)
  .refine(
    ({ startsAt, endsAt }) =>
      startsAt === null || endsAt === null || Date.parse(startsAt) < Date.parse(endsAt),
    { path: ["endsAt"], message: "Expected a time after startsAt" },
  )
  .meta({ id: "WritePriceList" });

/** A price list as staff see it. */
export const priceListSchema = z
  .strictObject({
    ...listFields,
    id: idSchema("priceList"),
    status: z.enum(["draft", "active", "stopped"]),
    version: z.int(),
    priceCount: z.int(),
    /** Whether pages, search and feeds show its prices, are on their way to it, or show none. */
    shown: z.enum(["all", "on_their_way", "none"]),
  })
  .meta({ id: "PriceList" });

export const priceListQuerySchema = z.strictObject({
  status: z.enum(["draft", "active", "stopped"]).optional(),
  /** The last id of the page before. */
  after: idSchema("priceList").optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const priceListPageSchema = z
  .strictObject({
    priceLists: z.array(priceListSchema),
    nextAfter: idSchema("priceList").nullable(),
  })
  .meta({ id: "PriceListPage" });

/** `PATCH /admin/api/price-lists/{priceListId}`: the whole of it, in place of what was. */
export const changePriceListSchema = z
  .strictObject({ version: versionSchema, priceList: writePriceListSchema })
  .meta({ id: "ChangePriceList" });

const priceKey = {
  variantId: idSchema("variant"),
  currency: currencySchema,
  /** By units of the variant in the whole cart. */
  fromQuantity: z.int().min(1).max(QUANTITY_MAX).default(1),
};

/** `PATCH /admin/api/price-lists/{priceListId}/prices`: those named, the others stay. */
export const writeListPricesSchema = z
  .strictObject({
    prices: z
      .array(
        z
          .strictObject({
            ...priceKey,
            /** Null takes the price out of the list. */
            amountMinor: minor.nullable(),
          })
          .meta({ id: "WriteListPrice" }),
      )
      .min(1)
      .max(LIST_PRICES_MAX),
  })
  .meta({ id: "WriteListPrices" });

export const writtenListPricesSchema = z
  .strictObject({ written: z.int(), removed: z.int() })
  .meta({ id: "WrittenListPrices" });

export const listPriceQuerySchema = z.strictObject({
  variant: idSchema("variant").optional(),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

export const listPricePageSchema = z
  .strictObject({
    prices: z.array(z.strictObject({ ...priceKey, amountMinor: z.int() })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "ListPricePage" });

const whenSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stock_below"), units: z.int().min(1).max(1_000_000) }),
  z.strictObject({ kind: z.literal("stock_above"), units: z.int().min(0).max(1_000_000) }),
  /** Sales of seven days against the seven before, in hundredths of a percent. */
  z.strictObject({
    kind: z.literal("demand"),
    changeBp: z
      .int()
      .min(-WHOLE_BP)
      .max(100 * WHOLE_BP),
  }),
  /** Minutes after Monday, 0:00; may pass the end of the week. */
  z.strictObject({
    kind: z.literal("minutes"),
    from: z.int().min(0).max(WEEK_MINUTES),
    to: z.int().min(0).max(WEEK_MINUTES),
  }),
]);

const ruleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "Expected letters, digits, - and _"),
    when: whenSchema,
    /** Hundredths of a percent of the base price; negative lowers. */
    moveBp: z.int().min(-WHOLE_BP).max(WHOLE_BP),
  })
  .refine(({ moveBp }) => moveBp !== 0, { path: ["moveBp"], message: "Expected a move" })
  .refine(({ when }) => when.kind !== "minutes" || when.from !== when.to, {
    path: ["when", "to"],
    message: "Expected some time between",
  })
  .meta({ id: "PriceRule" });

const railsSchema = z
  .strictObject({
    floorMinor: minor,
    ceilingMinor: minor,
    /** The most that the price moves from where it was 24 hours ago, in hundredths of a percent. */
    changePerDayBp: z.int().min(1).max(WHOLE_BP),
  })
  .refine(({ floorMinor, ceilingMinor }) => floorMinor <= ceilingMinor, {
    path: ["ceilingMinor"],
    message: "Expected at least the floor",
  })
  .meta({ id: "GuardRails" });

const dynamicFields = {
  rules: z
    .array(ruleSchema)
    .max(RULES_MAX)
    .superRefine((rules, context) => {
      for (const [index, rule] of rules.entries()) {
        const others = rules.slice(0, index);
        if (others.some(({ id }) => id === rule.id)) {
          const message = "Expected each id once";
          context.addIssue({ code: "custom", path: [index, "id"], message });
        }
        if (others.some(({ when }) => JSON.stringify(when) === JSON.stringify(rule.when))) {
          const message = "Another rule holds exactly then: make one of both";
          context.addIssue({ code: "custom", path: [index, "when"], message });
        }
      }
    }),
  rails: railsSchema,
  timeZone: z
    .string()
    .max(60)
    .refine(isTimeZone, "Expected a zone like Europe/Berlin")
    .default("UTC"),
};

/** `PUT /admin/api/dynamic-prices/{variantId}/{currency}`; a new one has the version 0. */
export const putDynamicPriceSchema = z
  .strictObject({ version: z.int().min(0), ...dynamicFields })
  .meta({ id: "PutDynamicPrice" });

/** A price that moves by itself. */
export const dynamicPriceSchema = z
  .strictObject({
    variantId: idSchema("variant"),
    currency: currencySchema,
    ...dynamicFields,
    version: z.int(),
    /** The catalog's own price, which the rules move. */
    base: moneySchema,
    /** Where it stands; null until it was reckoned for the first time. */
    price: moneySchema.nullable(),
  })
  .meta({ id: "DynamicPrice" });

export const dynamicPriceQuerySchema = z.strictObject({
  variant: idSchema("variant").optional(),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const dynamicPricePageSchema = z
  .strictObject({
    dynamicPrices: z.array(dynamicPriceSchema),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "DynamicPricePage" });

export const droppedDynamicPriceSchema = z
  .strictObject({ isDropped: z.literal(true) })
  .meta({ id: "DroppedDynamicPrice" });

/** `POST /admin/api/dynamic-prices/preview`: what would it be now, and why? */
export const previewDynamicPriceSchema = z
  .strictObject({ variantId: idSchema("variant"), currency: currencySchema, ...dynamicFields })
  .meta({ id: "PreviewDynamicPrice" });

export const previewedPriceSchema = z
  .strictObject({
    price: moneySchema,
    base: moneySchema,
    /** Where the price was 24 hours ago, lists left aside. */
    dayAgo: moneySchema,
    /** Rules that hold, then the rails that it ran into: "change_per_day", "floor", "ceiling". */
    reasons: z.array(z.string()),
    signals: z.strictObject({
      available: z.int(),
      soldLately: z.int(),
      soldBefore: z.int(),
      minuteOfWeek: z.int(),
    }),
    /** A list decides at the moment: the price stays where it is until that ends. */
    isListed: z.boolean(),
  })
  .meta({ id: "PreviewedPrice" });

export type WritePriceList = z.output<typeof writePriceListSchema>;
export type StaffPriceList = z.output<typeof priceListSchema>;
export type WriteListPrice = z.output<typeof writeListPricesSchema>["prices"][number];
export type ListPricePage = z.output<typeof listPricePageSchema>;
export type StaffDynamicPrice = z.output<typeof dynamicPriceSchema>;
export type PreviewedPrice = z.output<typeof previewedPriceSchema>;

function isUnique(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
