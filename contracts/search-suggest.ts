/** Suggestions while a shopper types, as the public API tells them. */
import * as z from "zod";
import { moneySchema } from "./money.ts";
import { placeQuery } from "./place.ts";

/** Suggestions of one answer at most. */
export const SUGGEST_LIMIT_MAX = 8;

/** `GET /api/search/suggest` */
export const suggestQuerySchema = z.strictObject({
  ...placeQuery,
  /** What was typed so far, with the space at its end where there is one. */
  q: z.string().max(200).default(""),
  limit: z.coerce.number().int().min(1).max(SUGGEST_LIMIT_MAX).default(SUGGEST_LIMIT_MAX),
});

/** A line under the search field. */
export const suggestionSchema = z
  .strictObject({
    kind: z.enum(["query", "product", "category", "brand"]),
    text: z.string(),
    /** Parts of the text that were typed: from and up to, in UTF-16 units. */
    highlight: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
    /** A path on the shop's origin. */
    href: z.string(),
    /** Of a product: a path on the shop's origin; null where there is none. */
    picture: z.string().nullable(),
    /** Of a product: its lowest price; null where it has none in the currency. */
    price: moneySchema.nullable(),
  })
  .meta({ id: "Suggestion" });

/** What may be meant, the likeliest first. */
export const suggestionsSchema = z
  .strictObject({ suggestions: z.array(suggestionSchema).max(SUGGEST_LIMIT_MAX) })
  .meta({ id: "Suggestions" });
