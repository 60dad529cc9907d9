/** When parcels leave, and from where, as staff write it. */
import * as z from "zod";
import { isTimeZone } from "../domain/local-time.ts";
import { countrySchema, idSchema } from "./money.ts";

const label = z.string().trim().min(1).max(80);
const dayMinutes = 24 * 60;

/** When parcels leave. */
const calendarSchema = z.strictObject({
  /** A name of the IANA database. */
  timeZone: z.string().max(60).refine(isTimeZone, "Expected a time zone, like Europe/Berlin"),
  /** Minutes after midnight: what is ordered before leaves on the same day. */
  cutOffMinute: z.int().min(0).max(dayMinutes),
  /** 1 is Monday, 7 is Sunday. */
  workingDays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, "Expected each day once"),
  /** Days on which nothing leaves or arrives. */
  holidays: z.array(z.iso.date()).max(400),
});

const line = z.string().trim().max(120);
const requiredLine = line.min(1);

const locationSchema = z.strictObject({
  id: idSchema("location"),
  label,
  /** Needed for collection, and for asking carriers. */
  address: z
    .strictObject({
      line1: requiredLine,
      line2: line.default(""),
      city: requiredLine,
      region: line.default(""),
      postalCode: z.string().trim().min(1).max(16),
      country: countrySchema,
    })
    .nullable(),
  /** As shoppers read it, one line for each. */
  openingHours: z.string().trim().max(500),
  /** Working days until what was ordered leaves the house. */
  leadDays: z.int().min(0).max(60),
});

const LOCATIONS_MAX = 200;

/** When parcels leave, and from where; without a calendar no day is promised to shoppers. */
export const staffDeliverySchema = z
  .strictObject({
    calendar: calendarSchema.nullable(),
    locations: z.array(locationSchema).max(LOCATIONS_MAX),
    version: z.int(),
  })
  .meta({ id: "DeliverySettings" });

/** `PATCH /admin/api/delivery`: locations that are not named stay as they are. */
export const writeDeliverySchema = z
  .strictObject({
    calendar: calendarSchema,
    locations: z
      .array(
        locationSchema.extend({
          /** That the shop does not have it yet: without it an unknown id is a slip. */
          isNew: z.boolean().default(false),
        }),
      )
      .max(LOCATIONS_MAX),
    version: z.int().min(1),
  })
  .meta({ id: "WriteDeliverySettings" });
