/** What staff look after: letters that died, and who did what. */
import * as z from "zod";
import { idSchema, timeSchema } from "./money.ts";

const pageQuery = {
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
};

/** `GET /admin/api/dead-letters` */
export const deadLetterQuerySchema = z.strictObject(pageQuery);

/** A message that no consumer could take in. */
export const deadLetterSchema = z
  .strictObject({
    id: idSchema("letter"),
    queue: z.string(),
    body: z.unknown(),
    reason: z.string(),
    diedAt: timeSchema,
    replayedAt: timeSchema.nullable(),
    replayedBy: z.string().nullable(),
  })
  .meta({ id: "DeadLetter" });

export const deadLetterPageSchema = z
  .strictObject({ letters: z.array(deadLetterSchema), nextCursor: z.string().nullable() })
  .meta({ id: "DeadLetterPage" });

/** `GET /admin/api/audit` */
export const auditQuerySchema = z.strictObject({
  ...pageQuery,
  /** Only what was done to this: the id of a product, a stock item, an order, a letter. */
  subject: z
    .string()
    .regex(/^[a-z]{3}_[a-z0-9_]{1,40}$/, "Expected an id")
    .optional(),
});

/** Who did what. */
export const auditEntrySchema = z
  .strictObject({
    id: idSchema("audit"),
    at: timeSchema,
    actor: z.string(),
    role: z.string(),
    action: z.string(),
    subjectId: z.string(),
    requestId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: "AuditEntry" });

export const auditPageSchema = z
  .strictObject({ entries: z.array(auditEntrySchema), nextCursor: z.string().nullable() })
  .meta({ id: "AuditPage" });
