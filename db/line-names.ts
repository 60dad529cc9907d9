/** What the lines of a cart are called in a language; the cart itself remembers none. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import type { Locale } from "../domain/locale.ts";
import { variants } from "./catalog-tables.ts";
import { place, textsIn, textsOf, valueText } from "./catalog-tuples.ts";
import { type Database, statement } from "./statement.ts";

/** As a line tells them. */
export interface LineName {
  /** Null where it is not translated. */
  readonly title: string | null;
  readonly variantTitle: string;
}

interface Row {
  readonly id: Id<"variant">;
  readonly option_values: string;
  readonly texts: string;
}

const lineNamesStatement = statement<{ ids: string; locale: string }>(
  () => sql`
    SELECT ${variants.id}, ${variants.optionValues}, ${textsOf(variants.productId, "short")} AS texts
    FROM ${variants} WHERE ${variants.id} IN (SELECT value FROM json_each(${place("ids")}))`,
);

/** Reads the names of variants; one that is no longer there has none. */
export async function lineNames(
  db: Database,
  ids: readonly Id<"variant">[],
  locale: Locale,
): Promise<ReadonlyMap<Id<"variant">, LineName>> {
  const values = { ids: JSON.stringify(ids), locale };
  const { results } = await lineNamesStatement.bind(db, values).all<Row>();
  return new Map(results.map((row) => [row.id, nameOf(row)]));
}

function nameOf(row: Row): LineName {
  const texts = textsIn(row.texts);
  const values: string[] = JSON.parse(row.option_values);
  return {
    title: texts.title ?? null,
    variantTitle: values.map((value) => valueText(texts, value)).join(", "),
  };
}
