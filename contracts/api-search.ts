/** The part of the public API that finds products. */
import { describeRoute } from "./api-route.ts";
import { mayRepeat, searchPageSchema, searchQuerySchema } from "./search.ts";

/** Searching and filtering. */
export const searchApi = {
  search: describeRoute({
    id: "search",
    method: "GET",
    path: "/api/search",
    tag: "Search",
    summary: "Search and filter products",
    description:
      "Full text with corrected spelling, synonyms and filters; a listing where `q` is empty. Beside the named parameters there is one for each attribute, `attr.<handle>`, and for each option, `option.<name>`: their facets name them. `brand`, `attr.…` and `option.…` may come several times and then widen each other; different facets narrow. An attribute that is a number takes a range: `attr.length=10-20`. The counts of a facet respect what is chosen in all others. Follow `nextCursor` with the same parameters.",
    query: searchQuerySchema,
    repeats: mayRepeat,
    response: searchPageSchema,
    problems: [],
    cache: "catalog",
  }),
} as const;
