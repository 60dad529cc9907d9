/** The colours of attributes that are swatches, as facets name their values: in a language. */
import { sql } from "drizzle-orm";
import type { Locale } from "../domain/locale.ts";
import { attributes } from "./catalog-tables.ts";
import { textsIn, textsOf } from "./catalog-tuples.ts";
import { type Database, statement } from "./statement.ts";

/** Colours by value, by the key of their facet: "attr.shade". */
export type Swatches = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Row {
  readonly handle: string;
  readonly swatches: string;
  readonly texts: string;
}

const swatchesStatement = statement<{ locale: string }>(
  () => sql`
    SELECT ${attributes.handle}, ${attributes.swatches}, ${textsOf(attributes.id, "all")} AS texts
    FROM ${attributes} WHERE ${attributes.swatches} IS NOT NULL`,
);

/** Reads the colours of all swatches of the shop. */
export async function readSwatches(db: Database, locale: Locale): Promise<Swatches> {
  const { results } = await swatchesStatement.bind(db, { locale }).all<Row>();
  return new Map(
    results.map(({ handle, swatches, texts: json }) => {
      const texts = textsIn(json);
      const colours: Record<string, string> = JSON.parse(swatches);
      const named = Object.entries(colours).map(
        ([value, colour]) => [texts[`choice:${value}`] ?? value, colour] as const,
      );
      return [`attr.${handle}`, new Map(named)];
    }),
  );
}
