/** Search and listings, as the public API tells them: one engine, one query, one answer. */
import * as z from "zod";
import { SEARCH_SORTS } from "../domain/search-order.ts";
import { rangeIn, type SearchRequest } from "../domain/search-request.ts";
import { PRODUCT_PAGE_DEFAULT, PRODUCT_PAGE_MAX, productCardSchema } from "./catalog.ts";
import { placeQuery } from "./place.ts";

/** Longest text that is searched for; the rest of a longer one says nothing new. */
export const SEARCH_TEXT_MAX = 200;
/** Values of one facet that may be chosen together. */
const CHOICES_MAX = 20;
/** Facets with a name of the shop's own. */
const OWN_FACET = /^(?:attr|option)\.[\p{L}\p{N}._-]{1,80}$/u;

/** "1000-5000", open at one end: "1000-" or "-5000". */
const rangeSchema = z
  .string()
  .regex(
    /^(?:\d{1,15}(?:\.\d{1,6})?)?-(?:\d{1,15}(?:\.\d{1,6})?)?$/,
    "Expected a range like 1000-5000",
  )
  .refine((text) => text !== "-", "Expected a range like 1000-5000");

const handlesSchema = z.array(z.string().min(1).max(120)).max(CHOICES_MAX);

/**
 * What a search may be asked. `attr.<handle>` and `option.<name>` are the shop's own facets; they
 * and `brand` may come several times. Unknown parameters are refused.
 */
export const searchQuerySchema = z
  .object({
    ...placeQuery,
    /** What is searched for; a listing where it is empty. */
    q: z.string().max(SEARCH_TEXT_MAX).default(""),
    /** Corrects nothing in the text. */
    verbatim: z.enum(["true"]).optional(),
    /** A category by its handle, with all below it. */
    category: z.string().max(120).optional(),
    collection: z.string().max(120).optional(),
    brand: handlesSchema.optional(),
    /** In minor units: "1000-5000", "1000-", "-5000". */
    price: rangeSchema.optional(),
    /** Stars at least. */
    rating: z.coerce.number().int().min(1).max(4).optional(),
    in_stock: z.enum(["true"]).optional(),
    sort: z.enum(SEARCH_SORTS).default("relevance"),
    limit: z.coerce.number().int().min(1).max(PRODUCT_PAGE_MAX).default(PRODUCT_PAGE_DEFAULT),
    /** The `nextCursor` of the page before. */
    cursor: z.string().max(400).optional(),
  })
  .catchall(handlesSchema)
  .superRefine((query, context) => {
    for (const key of Object.keys(query)) {
      if (key in searchQuerySchema.shape || OWN_FACET.test(key)) continue;
      context.addIssue({ code: "unrecognized_keys", keys: [key], input: query });
    }
  });

/** @returns whether a parameter may come several times */
export function mayRepeat(name: string): boolean {
  return name === "brand" || name.startsWith("attr.") || name.startsWith("option.");
}

/** @returns the question that the parameters ask */
export function searchRequestOf(query: SearchQueryParameters): SearchRequest {
  const { q, locale, currency, category, collection, brand, price, rating, sort, limit, cursor } =
    query;
  const own = Object.entries(query).flatMap(([key, values]) =>
    OWN_FACET.test(key) && Array.isArray(values) ? [[key, values] as const] : [],
  );
  const named = { category: one(category), collection: one(collection), brand: brand ?? [] };
  return {
    text: q,
    isVerbatim: query.verbatim === "true",
    locale,
    currency,
    choices: new Map([...Object.entries(named), ...own].filter(([, values]) => values.length > 0)),
    price: price === undefined ? null : rangeIn(price),
    rating: rating ?? null,
    isInStock: query.in_stock === "true",
    sort,
    limit,
    cursor: cursor ?? null,
  };
}

function one(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}

/** A part of a description, with what was searched for. */
export const snippetSchema = z
  .strictObject({
    text: z.string(),
    /** Parts of the text that were searched for: from and up to, in UTF-16 units. */
    highlight: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
  })
  .meta({ id: "Snippet" });

/** A product that was found. */
export const foundProductSchema = productCardSchema
  .extend({
    /** Where the description says what was searched for; null where it does not. */
    snippet: snippetSchema.nullable(),
  })
  .meta({ id: "FoundProduct" });

/** One of the values of a facet. */
export const facetValueSchema = z
  .strictObject({
    /** As the parameter named by the facet's key takes it. */
    value: z.string(),
    label: z.string(),
    /** Products that choosing it would leave, beside what is chosen in this facet already. */
    count: z.int().min(0),
    isSelected: z.boolean(),
    /** In a tree: the value above it. */
    parent: z.string().nullable(),
  })
  .meta({ id: "FacetValue" });

/** Something that the found products differ in. */
export const facetSchema = z
  .strictObject({
    /** The parameter that chooses: "brand", "price", "attr.material". */
    key: z.string(),
    label: z.string(),
    kind: z.enum(["choice", "range", "boolean", "tree"]),
    /** The commonest first; of a range none. */
    values: z.array(facetValueSchema),
    unit: z.string().nullable(),
    /** Of a range: what there is. Prices are in minor units. */
    min: z.number().nullable(),
    max: z.number().nullable(),
    /** Of a range: what is chosen; null is open. */
    from: z.number().nullable(),
    to: z.number().nullable(),
  })
  .meta({ id: "Facet" });

/** What a search found. */
export const searchPageSchema = z
  .strictObject({
    query: z.strictObject({
      /** What was searched for: the corrected text where it was corrected. */
      text: z.string(),
      corrected: z.strictObject({ text: z.string(), original: z.string() }).nullable(),
      /** No product has all words; these have some. */
      isFallback: z.boolean(),
    }),
    total: z.strictObject({
      count: z.int().min(0),
      /** False where so much was found that the counts are estimated from a part of it. */
      isExact: z.boolean(),
    }),
    products: z.array(foundProductSchema),
    facets: z.array(facetSchema),
    /** A page may be short, or empty, and not the last: a rare filter is followed piece by piece. */
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "SearchPage" });

export type SearchQueryParameters = z.output<typeof searchQuerySchema>;
export type Snippet = z.infer<typeof snippetSchema>;
export type FoundProduct = z.infer<typeof foundProductSchema>;
export type FacetValue = z.infer<typeof facetValueSchema>;
export type Facet = z.infer<typeof facetSchema>;
export type SearchPage = z.infer<typeof searchPageSchema>;
