/** Brands as shoppers read them. */
import { sql } from "drizzle-orm";
import type { Term } from "../contracts/catalog.ts";
import type { Locale } from "../domain/locale.ts";
import { brands } from "./catalog-tables.ts";
import { inLocale, place } from "./catalog-tuples.ts";
import { type Database, statement } from "./statement.ts";

const brandStatement = statement<{ handle: string; locale: string }>(
  () => sql`
    SELECT ${brands.handle}, ${inLocale(brands.id, "title", brands.title)} AS title
    FROM ${brands} WHERE ${brands.handle} = ${place("handle")}`,
);

/** @returns the brand, or null where there is none */
export function brandByHandle(db: Database, handle: string, locale: Locale): Promise<Term | null> {
  return brandStatement.bind(db, { handle, locale }).first<Term>();
}
