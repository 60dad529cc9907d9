/** What promotions are called in a language, by what they were first called: carts keep no other name. */
import { sql } from "drizzle-orm";
import type { Locale } from "../domain/locale.ts";
import { translations } from "./catalog-model-tables.ts";
import { promotions } from "./pricing-tables.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

const namesStatement = /* @__PURE__ */ statement<{ labels: string; locale: string }>(
  () => sql`
    SELECT ${promotions.label}, ${translations.text} FROM ${promotions}
    JOIN ${translations} ON ${translations.subjectId} = ${promotions.id}
      AND ${translations.locale} = ${place("locale")} AND ${translations.field} = 'label'
    WHERE ${promotions.status} = 'active'
      AND ${promotions.label} IN (SELECT value FROM json_each(${place("labels")}))`,
);

/** @returns the translated labels; one that has no translation is left out */
export async function promotionNames(
  db: Database,
  labels: readonly string[],
  locale: Locale,
): Promise<ReadonlyMap<string, string>> {
  if (labels.length === 0) return new Map();
  const { results } = await namesStatement
    .bind(db, { labels: JSON.stringify(labels), locale })
    .all<{ label: string; text: string }>();
  return new Map(results.map(({ label, text }) => [label, text]));
}
