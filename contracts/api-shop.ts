/** The part of the public API that is about the shop itself. */
import * as z from "zod";
import { describeRoute } from "./api-route.ts";

/** Asking whether the shop is open. */
export const shopApi = {
  readHealth: describeRoute({
    id: "readHealth",
    method: "GET",
    path: "/api/health",
    tag: "Shop",
    summary: "Ask whether the shop can answer",
    description: "Reads the catalog's database; 503 where that fails.",
    response: z.strictObject({ status: z.literal("ok") }).meta({ id: "Health" }),
    problems: [],
    cache: "never",
  }),
} as const;
