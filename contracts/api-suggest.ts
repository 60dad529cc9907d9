/** The part of the public API that answers while a shopper types. */
import { describeRoute } from "./api-route.ts";
import { suggestionsSchema, suggestQuerySchema } from "./search-suggest.ts";

/** Completing what is typed into the search field. */
export const suggestApi = {
  suggest: describeRoute({
    id: "suggest",
    method: "GET",
    path: "/api/search/suggest",
    tag: "Search",
    summary: "Complete a search",
    description:
      "Past searches, categories, brands and products that go on from what was typed, or from what was probably meant. Nothing that differs only in number or case is told twice.",
    query: suggestQuerySchema,
    response: suggestionsSchema,
    problems: [],
    cache: "catalog",
  }),
} as const;
