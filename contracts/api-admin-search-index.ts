/** The staff API's part about the search index. */
import { describeStaffRoute } from "./admin-route.ts";
import { searchIndexSchema } from "./staff-search-index.ts";

/** Looking at the index, and building it anew. */
export const adminSearchIndexApi = {
  readSearchIndex: describeStaffRoute({
    id: "staffReadSearchIndex",
    method: "GET",
    path: "/admin/api/search/index",
    tag: "Search",
    summary: "See how the search index is",
    response: searchIndexSchema,
    problems: [],
    permission: "search.read",
  }),
  rebuildSearchIndex: describeStaffRoute({
    id: "staffRebuildSearchIndex",
    method: "POST",
    path: "/admin/api/search/rebuild",
    tag: "Search",
    summary: "Build the search index anew",
    description:
      "Every product is indexed beside the index that answers; when the last one is, the new index takes its place. One that is under way goes on.",
    response: searchIndexSchema,
    status: 202,
    problems: [],
    isCommand: true,
    permission: "search.write",
  }),
} as const;
