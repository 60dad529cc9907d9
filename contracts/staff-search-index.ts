/** The search index as staff see it: which one answers, and how far a new one is. */
import * as z from "zod";
import { timeSchema } from "./money.ts";

/** `GET /admin/api/search/index`, `POST /admin/api/search/rebuild` */
export const searchIndexSchema = z
  .strictObject({
    /** Counted up with every rebuild. */
    generation: z.int().min(0),
    /** Null before the first rebuild: the index then follows from changes alone. */
    builtAt: timeSchema.nullable(),
    /** Products that changed, and that index, documents and caches have not heard of yet. */
    waiting: z.int().min(0),
    /** The rebuild that is under way, or the last one; null where there was none. */
    rebuild: z
      .strictObject({
        isUnderWay: z.boolean(),
        /** Products indexed so far. */
        products: z.int().min(0),
        startedAt: timeSchema,
        finishedAt: timeSchema.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "SearchIndex" });
