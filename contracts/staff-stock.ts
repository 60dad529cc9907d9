/** Stock as staff move it and see it. */
import * as z from "zod";
import { QUANTITY_MAX } from "../domain/inventory.ts";
import { stockLevelSchema } from "./events.ts";
import { idSchema, timeSchema } from "./money.ts";

const quantity = z.int().min(1).max(QUANTITY_MAX);
const reason = z.string().trim().min(1).max(200);

/** `POST /admin/api/stock/{itemId}/receive` */
export const receiveStockSchema = z
  .strictObject({ location: idSchema("location"), quantity, reason: reason.optional() })
  .meta({ id: "ReceiveStock" });

/** `POST /admin/api/stock/{itemId}/adjust`: a count put right, so it says why. */
export const adjustStockSchema = z
  .strictObject({
    location: idSchema("location"),
    delta: z
      .int()
      .min(-QUANTITY_MAX)
      .max(QUANTITY_MAX)
      .refine((delta) => delta !== 0, "Expected a number other than 0"),
    reason,
  })
  .meta({ id: "AdjustStock" });

/** `POST /admin/api/stock/{itemId}/transfer` */
export const transferStockSchema = z
  .strictObject({
    from: idSchema("location"),
    to: idSchema("location"),
    quantity,
    reason: reason.optional(),
  })
  .meta({ id: "TransferStock" });

/** The numbers of an item, all locations. */
export const staffLevelSchema = z.strictObject(stockLevelSchema.shape).meta({ id: "StockLevel" });

const partSchema = z.strictObject({ location: idSchema("location"), quantity: z.int() });

/** Why the number is what it is. */
export const stockReasonsSchema = z
  .strictObject({
    level: staffLevelSchema,
    /** Units that wait for a payment. */
    holds: z.array(
      z.strictObject({
        holdId: z.string(),
        orderId: idSchema("order"),
        quantity: z.int(),
        expiresAt: timeSchema,
        parts: z.array(partSchema),
      }),
    ),
    /** Units of paid orders. */
    allocations: z.array(
      z.strictObject({
        holdId: z.string(),
        orderId: idSchema("order"),
        quantity: z.int(),
        restocked: z.int(),
        parts: z.array(partSchema),
      }),
    ),
    /** The newest first. */
    lastMovements: z.array(
      z.strictObject({
        seq: z.int(),
        at: timeSchema,
        kind: z.string(),
        location: idSchema("location"),
        quantity: z.int(),
        orderId: idSchema("order").nullable(),
        reason: z.string().nullable(),
        actor: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "StockReasons" });
