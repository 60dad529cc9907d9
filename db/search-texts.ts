/** The texts of a document in one language: a translation where there is one, else the first text. */
import type { Locale } from "../domain/locale.ts";

/** A text in another language than the first. */
export interface TranslationRow {
  readonly subjectId: string;
  readonly locale: Locale;
  readonly field: string;
  readonly text: string;
}

/** A category with the way up. */
export interface CategoryNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly handle: string;
  readonly title: string;
}

/** Every translation that was read. */
export type Texts = ReadonlyMap<string, string>;

/** Gives the text of a subject's field. */
export type Translate = (subjectId: string, field: string, first: string) => string;

/** @returns the translations by language, subject and field */
export function textsOf(rows: readonly TranslationRow[]): Texts {
  return new Map(rows.map((row) => [keyOf(row.locale, row.subjectId, row.field), row.text]));
}

/** @returns what gives texts in `locale` */
export function translateInto(locale: Locale, texts: Texts): Translate {
  return (subjectId, field, first) => texts.get(keyOf(locale, subjectId, field)) ?? first;
}

function keyOf(locale: Locale, subjectId: string, field: string): string {
  return `${locale}\n${subjectId}\n${field}`;
}
