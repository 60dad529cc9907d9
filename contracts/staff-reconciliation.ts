/** Differences between books, as staff see them and settle them. */
import * as z from "zod";
import { breakNames } from "../domain/reconciliation.ts";
import { idSchema, timeSchema } from "./money.ts";

const typeSchema = z.enum(breakNames());

/** `GET /admin/api/reconciliation` */
export const breakQuerySchema = z.strictObject({
  type: typeSchema.optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** A difference: what it is about, what is known of it, and what was done. Nothing about people. */
export const breakSchema = z
  .strictObject({
    id: idSchema("break"),
    type: typeSchema,
    /** The id of what it is about: an intent of the provider, an order, a stock item, a letter. */
    subject: z.string(),
    details: z.record(z.string(), z.unknown()),
    action: z.enum(["none", "intent_cancelled", "republished"]),
    firstSeenAt: timeSchema,
    lastSeenAt: timeSchema,
    /** Since it was seen first. */
    ageSeconds: z.int().min(0),
    resolvedAt: timeSchema.nullable(),
    /** Null where it was over by itself. */
    resolvedBy: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: "ReconciliationBreak" });

export const breakPageSchema = z
  .strictObject({
    breaks: z.array(breakSchema),
    nextCursor: z.string().nullable(),
    /** When each comparison began its last round and ended it; null while it is under way. */
    jobs: z.array(
      z.strictObject({
        name: z.string(),
        roundAt: timeSchema,
        finishedAt: timeSchema.nullable(),
      }),
    ),
  })
  .meta({ id: "ReconciliationBreakPage" });

/** How far a run went: each comparison goes on with the next run where it did not come to its end. */
export const reconciliationRunSchema = z
  .strictObject({
    jobs: z.array(
      z.strictObject({
        name: z.string(),
        state: z.enum(["finished", "under_way", "waiting", "failed"]),
        count: z.int().min(0),
      }),
    ),
  })
  .meta({ id: "ReconciliationRun" });

/** `POST /admin/api/reconciliation/{id}/resolve` */
export const resolveBreakSchema = z
  .strictObject({
    /** What was found out and done; kept beside the difference. */
    note: z.string().trim().min(1).max(500),
  })
  .meta({ id: "ResolveBreak" });
