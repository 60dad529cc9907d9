/** The staff API's part about currencies and exchange rates. */
import * as z from "zod";
import { describeStaffRoute } from "./admin-route.ts";
import { currencySchema } from "./money.ts";
import {
  currenciesSchema,
  importRatesSchema,
  staffCurrencySchema,
  writeCurrencySchema,
} from "./staff-currencies.ts";

/** Currencies and rates. */
export const adminCurrencyApi = {
  listCurrencies: describeStaffRoute({
    id: "staffListCurrencies",
    method: "GET",
    path: "/admin/api/currencies",
    tag: "Prices",
    summary: "List currencies and exchange rates",
    description: "With the age of every rate, and what the feed said last.",
    response: currenciesSchema,
    problems: [],
    permission: "pricing.read",
  }),
  writeCurrency: describeStaffRoute({
    id: "staffWriteCurrency",
    method: "PATCH",
    path: "/admin/api/currencies/{code}",
    tag: "Prices",
    summary: "Change how a currency is sold in",
    description:
      "Whether prices include tax, and whether they follow from another currency. Prices that are set are never converted; a rule needs a fresh rate. With the version 0 the shop begins to sell in the currency.",
    params: z.strictObject({ code: currencySchema }),
    body: writeCurrencySchema,
    response: staffCurrencySchema,
    problems: ["not_found", "version_changed"],
    isCommand: true,
    permission: "pricing.write",
  }),
  importRates: describeStaffRoute({
    id: "staffImportRates",
    method: "POST",
    path: "/admin/api/exchange-rates/import",
    tag: "Prices",
    summary: "Ask the feed for exchange rates now",
    description:
      "What cannot be believed is not taken and told in `feed.problems`. Prices follow within minutes.",
    body: importRatesSchema,
    response: currenciesSchema,
    problems: ["rate_feed_missing"],
    isCommand: true,
    permission: "pricing.write",
  }),
} as const;
