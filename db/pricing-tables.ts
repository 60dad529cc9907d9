/** The tables of prices as Drizzle sees them: promotions, taxes, shipping, lists, currencies. */
import { eq } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { GuardRails, PriceRule } from "../domain/dynamic-price.ts";
import type { PriceRounding } from "../domain/exchange.ts";
import type { RateProblem } from "../domain/exchange-feed.ts";
import type {
  PromotionConditions,
  PromotionEffect,
  PromotionLimits,
  Stacking,
} from "../domain/promotion.ts";
import type { ShippingMethod, ZonePlace } from "../domain/shipping-rates.ts";
import { TAX_PROVIDERS } from "../domain/tax-provider.ts";

export const promotions = sqliteTable(
  "promotions",
  {
    id: text().primaryKey(),
    label: text().notNull(),
    status: text({ enum: ["draft", "active", "stopped"] }).notNull(),
    isByCode: integer("is_by_code", { mode: "boolean" }).notNull(),
    startsAt: integer("starts_at"),
    endsAt: integer("ends_at"),
    conditions: text({ mode: "json" }).$type<PromotionConditions>().notNull(),
    effect: text({ mode: "json" }).$type<PromotionEffect>().notNull(),
    stacking: text({ mode: "json" }).$type<Stacking>().notNull(),
    limits: text({ mode: "json" }).$type<PromotionLimits>().notNull(),
    version: integer().notNull().default(1),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [index("promotions_by_status").on(table.status, table.isByCode)],
);

export const promotionCodes = sqliteTable(
  "promotion_codes",
  {
    code: text().primaryKey(),
    promotionId: text("promotion_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("promotion_codes_by_promotion").on(table.promotionId, table.code)],
);

export const taxSettings = sqliteTable("tax_settings", {
  id: text().primaryKey(),
  rounding: text({ enum: ["per_order", "per_line"] }).notNull(),
  shippingClass: text("shipping_class"),
  exemptCountries: text("exempt_countries", { mode: "json" }).$type<string[]>().notNull(),
  version: integer().notNull().default(1),
  provider: text({ enum: TAX_PROVIDERS }).notNull().default("table"),
  fallsBack: integer("falls_back", { mode: "boolean" }).notNull().default(false),
  codes: text({ mode: "json" }).$type<Record<string, string>>().notNull().default({}),
});

export const deliveryCalendar = sqliteTable("delivery_calendar", {
  id: text().primaryKey(),
  timeZone: text("time_zone").notNull(),
  cutOffMinute: integer("cut_off_minute").notNull(),
  workingDays: text("working_days", { mode: "json" }).$type<number[]>().notNull(),
  holidays: text({ mode: "json" }).$type<string[]>().notNull(),
  version: integer().notNull().default(1),
});

export const taxRules = sqliteTable(
  "tax_rules",
  {
    id: text().primaryKey(),
    country: text().notNull(),
    region: text(),
    postalFrom: text("postal_from"),
    postalTo: text("postal_to"),
    taxClass: text("tax_class"),
    label: text().notNull(),
    rateBp: real("rate_bp").notNull(),
  },
  (table) => [index("tax_rules_by_country").on(table.country)],
);

export const shippingZones = sqliteTable("shipping_zones", {
  id: text().primaryKey(),
  label: text().notNull(),
  places: text({ mode: "json" }).$type<ZonePlace[]>().notNull(),
  methods: text({ mode: "json" }).$type<ShippingMethod[]>().notNull(),
  position: integer().notNull(),
  version: integer().notNull().default(1),
});

export const priceLists = sqliteTable(
  "price_lists",
  {
    id: text().primaryKey(),
    label: text().notNull(),
    kind: text({ enum: ["sale", "override"] }).notNull(),
    customerGroups: text("customer_groups", { mode: "json" }).$type<string[]>().notNull(),
    countries: text({ mode: "json" }).$type<string[]>().notNull(),
    startsAt: integer("starts_at"),
    endsAt: integer("ends_at"),
    priority: integer().notNull(),
    version: integer().notNull().default(1),
    updatedAt: integer("updated_at").notNull(),
    status: text({ enum: ["draft", "active", "stopped"] })
      .notNull()
      .default("draft"),
    isOn: integer("is_on", { mode: "boolean" }).notNull().default(false),
    shownVersion: integer("shown_version").notNull().default(0),
    walkVersion: integer("walk_version").notNull().default(0),
    walkAfter: text("walk_after").notNull().default(""),
  },
  (table) => [index("price_lists_on_their_way").on(table.id).where(eq(table.shownVersion, -1))],
);

export const priceListPrices = sqliteTable(
  "price_list_prices",
  {
    priceListId: text("price_list_id").notNull(),
    variantId: text("variant_id").notNull(),
    currency: text().notNull(),
    fromQuantity: integer("from_quantity").notNull(),
    amountMinor: integer("amount_minor").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.priceListId, table.variantId, table.currency, table.fromQuantity],
    }),
    index("price_list_prices_by_variant").on(table.variantId, table.currency),
  ],
);

export const exchangeRates = sqliteTable(
  "exchange_rates",
  {
    fromCurrency: text("from_currency").notNull(),
    toCurrency: text("to_currency").notNull(),
    rate: text().notNull(),
    quotedAt: integer("quoted_at").notNull(),
    source: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.fromCurrency, table.toCurrency] })],
);

export const conversionRules = sqliteTable("conversion_rules", {
  toCurrency: text("to_currency").primaryKey(),
  fromCurrency: text("from_currency").notNull(),
  markupBp: integer("markup_bp").notNull(),
  rounding: text({ mode: "json" }).$type<PriceRounding>().notNull(),
  staleAfterMs: integer("stale_after_ms").notNull(),
  version: integer().notNull().default(1),
});

export const exchangeFeed = sqliteTable("exchange_feed", {
  id: text().primaryKey(),
  askedAt: integer("asked_at").notNull(),
  answeredAt: integer("answered_at"),
  problems: text({ mode: "json" }).$type<RateProblem[]>().notNull(),
});

export const conversionWalk = sqliteTable("conversion_walk", {
  id: text().primaryKey(),
  mark: text().notNull(),
  walked: text().notNull(),
});

export const dynamicPrices = sqliteTable(
  "dynamic_prices",
  {
    variantId: text("variant_id").notNull(),
    currency: text().notNull(),
    rules: text({ mode: "json" }).$type<PriceRule[]>().notNull(),
    rails: text({ mode: "json" }).$type<GuardRails>().notNull(),
    timeZone: text("time_zone").notNull(),
    version: integer().notNull().default(1),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.variantId, table.currency] })],
);
