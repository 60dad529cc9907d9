/** Money, ids and times as they cross a wire. */
import * as z from "zod";
import { type Id, type IdKind, parseId } from "../domain/id.ts";
import { CURRENCIES } from "../domain/money.ts";

/** A currency that the shop sells in. */
export const currencySchema = z.enum(CURRENCIES).meta({ id: "Currency" });

/** An amount in minor units (cents, yen) of one currency. */
export const moneySchema = z
  .strictObject({ minor: z.int(), currency: currencySchema })
  .meta({ id: "Money" });

/** A moment as RFC 3339 in UTC. */
export const timeSchema = z.iso.datetime("Expected a time in UTC, like 2026-11-20T17:00:00Z");

/** The id of one kind of thing, branded. */
export function idSchema<Kind extends IdKind>(kind: Kind) {
  return z
    .string()
    .max(40)
    .refine(
      (text): text is Id<Kind> => parseId(kind, text) !== null,
      `Expected the id of a ${kind}`,
    );
}

/** ISO 3166-1 alpha-2, upper case. */
export const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, "Expected a country code of two capital letters, like DE");
