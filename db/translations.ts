/** Texts in other languages than the first, as staff read and write them. */
import { sql } from "drizzle-orm";
import type { Translations } from "../contracts/staff-catalog-texts.ts";
import type { Locale } from "../domain/locale.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

/** Tables by the first letters of their ids, with what a batch counts up where texts change. */
const SUBJECTS = {
  prd: sql`products WHERE id = ${place("id")}`,
  cat: sql`categories WHERE id = ${place("id")}`,
  brd: sql`brands WHERE id = ${place("id")}`,
  atr: sql`attributes WHERE id = ${place("id")}`,
  pty: sql`product_types WHERE id = ${place("id")}`,
  col: sql`collections WHERE id = ${place("id")}`,
  prm: sql`promotions WHERE id = ${place("id")}`,
  med: sql`products WHERE id = (SELECT product_id FROM media WHERE id = ${place("id")})`,
} as const;

const TABLES = {
  prd: sql`products SET version = version + 1 WHERE id = ${place("id")}`,
  cat: sql`categories SET version = version + 1 WHERE id = ${place("id")}`,
  brd: sql`brands SET version = version + 1 WHERE id = ${place("id")}`,
  atr: sql`attributes SET version = version + 1 WHERE id = ${place("id")}`,
  pty: sql`product_types SET version = version + 1 WHERE id = ${place("id")}`,
  col: sql`collections SET version = version + 1 WHERE id = ${place("id")}`,
  prm: sql`promotions SET version = version + 1 WHERE id = ${place("id")}`,
  med: sql`products SET version = version + 1
    WHERE id = (SELECT product_id FROM media WHERE id = ${place("id")})`,
} as const;

type Prefix = keyof typeof SUBJECTS;

const versionStatements = new Map(
  Object.entries(SUBJECTS).map(([prefix, row]) => [
    prefix,
    statement<{ id: string }>(() => sql`SELECT version FROM ${row}`),
  ]),
);

const touchStatements = new Map(
  Object.entries(TABLES).map(([prefix, row]) => [
    prefix,
    statement<{ id: string }>(() => sql`UPDATE ${row}`),
  ]),
);

const readStatement = statement<{ id: string }>(
  () => sql`
    SELECT locale, json_group_object(field, text) AS texts FROM translations
    WHERE subject_id = ${place("id")} GROUP BY locale ORDER BY locale`,
);

const forgetStatement = statement<{ id: string; locale: string; texts: string }>(
  () => sql`
    DELETE FROM translations WHERE subject_id = ${place("id")} AND locale = ${place("locale")}
      AND field NOT IN (SELECT key FROM json_each(${place("texts")}))`,
);

const putStatement = statement<{ id: string; locale: string; texts: string }>(
  () => sql`
    INSERT INTO translations (subject_id, locale, field, text)
    SELECT ${place("id")}, ${place("locale")}, key, value FROM json_each(${place("texts")})
    WHERE true ON CONFLICT (subject_id, locale, field) DO UPDATE SET text = excluded.text
    WHERE text <> excluded.text`,
);

/** @returns the texts of a subject, or null where there is no such subject */
export async function readTranslations(db: Database, id: string): Promise<Translations | null> {
  const version = await versionStatements
    .get(prefixOf(id))
    ?.bind(db, { id })
    .first<number>("version");
  if (version === null || version === undefined) return null;
  const { results } = await readStatement.bind(db, { id }).all<{ locale: Locale; texts: string }>();
  const locales = Object.fromEntries(
    results.map(({ locale, texts }) => [locale, JSON.parse(texts) as Record<string, string>]),
  );
  return { subjectId: id, version, locales };
}

/** Makes these the subject's texts in the language, and counts its version up. */
export function putTranslations(
  db: Database,
  { id, locale }: { readonly id: string; readonly locale: Locale },
  texts: Readonly<Record<string, string>>,
): D1PreparedStatement[] {
  const values = { id, locale, texts: JSON.stringify(texts) };
  const touch = touchStatements.get(prefixOf(id));
  return [
    forgetStatement.bind(db, values),
    putStatement.bind(db, values),
    ...(touch === undefined ? [] : [touch.bind(db, { id })]),
  ];
}

function prefixOf(id: string): Prefix | "" {
  const prefix = id.slice(0, 3);
  return prefix in SUBJECTS ? (prefix as Prefix) : "";
}
