/** What staff tell search, and what search tells staff. */
import * as z from "zod";
import { LOGGED_LETTERS_MAX } from "../domain/search-log.ts";
import { idSchema, timeSchema } from "./money.ts";
import { localeSchema } from "./place.ts";

/** Products that are pinned to one query at most. */
export const PINNED_PRODUCTS_MAX = 12;

const termSchema = z.string().trim().min(1).max(60);

/** `GET /admin/api/search/synonyms` and `GET /admin/api/search/pins` */
export const searchRuleQuerySchema = z.strictObject({ locale: localeSchema.default("en") });

/** Words that mean the same: whoever searches for one finds all. */
export const synonymGroupSchema = z
  .strictObject({
    id: idSchema("synonym"),
    locale: localeSchema,
    terms: z.array(z.string()),
    updatedAt: timeSchema,
  })
  .meta({ id: "SynonymGroup" });

export const synonymListSchema = z
  .strictObject({ groups: z.array(synonymGroupSchema) })
  .meta({ id: "SynonymList" });

/** `POST /admin/api/search/synonyms` */
export const putSynonymsSchema = z.strictObject({
  /** Of the group that is changed; left out for a new one. */
  id: idSchema("synonym").optional(),
  locale: localeSchema,
  /** Single words or short phrases. */
  terms: z
    .array(termSchema)
    .min(2)
    .max(20)
    .refine((terms) => new Set(terms).size === terms.length, "Expected each term once"),
});

/** Products that come first for a query. */
export const pinSchema = z
  .strictObject({
    id: idSchema("pin"),
    locale: localeSchema,
    query: z.string(),
    productIds: z.array(idSchema("product")),
    updatedAt: timeSchema,
  })
  .meta({ id: "Pin" });

export const pinListSchema = z.strictObject({ pins: z.array(pinSchema) }).meta({ id: "PinList" });

/** `POST /admin/api/search/pins`: replaces what was pinned to the query. */
export const putPinSchema = z.strictObject({
  locale: localeSchema,
  query: z.string().trim().min(1).max(LOGGED_LETTERS_MAX),
  productIds: z
    .array(idSchema("product"))
    .min(1)
    .max(PINNED_PRODUCTS_MAX)
    .refine((ids) => new Set(ids).size === ids.length, "Expected each product once"),
});

/** What is left of a rule that was taken away. */
export const droppedRuleSchema = z.strictObject({ id: z.string() }).meta({ id: "DroppedRule" });

/** `GET /admin/api/search/report` */
export const searchReportQuerySchema = z.strictObject({
  locale: localeSchema.default("en"),
  days: z.coerce.number().int().min(1).max(90).default(30),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const searchCountSchema = z.strictObject({
  query: z.string(),
  times: z.int().min(1),
  /** How often nothing was found for it. */
  timesEmpty: z.int().min(0),
});

/** What shoppers search for, and what they do not find; counts only, nobody is named. */
export const searchReportSchema = z
  .strictObject({
    /** The first day that is counted, in UTC. */
    since: z.iso.date(),
    top: z.array(searchCountSchema),
    empty: z.array(searchCountSchema),
  })
  .meta({ id: "SearchReport" });
