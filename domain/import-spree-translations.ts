/** Spree's file of translations: texts in other languages of products that are there already. */
import type { Row } from "./import-columns.ts";
import { htmlText } from "./import-html.ts";
import {
  IMPORT_TEXT_MAX,
  type ImportedProduct,
  type ImportMessage,
  importError,
  quoted,
} from "./import-product.ts";
import { boundedText } from "./import-variants.ts";
import { DEFAULT_LOCALE, isLocale } from "./locale.ts";

const LINE_MAX = 5_000;
const TEXT_FIELDS = {
  name: "title",
  description: "description",
  meta_title: "seo_title",
  meta_description: "seo_description",
} as const;

/** Reads texts in other languages of products that are there already. */
export class SpreeTranslationReader {
  /** @returns what the row belongs to */
  keyOf(row: Row): string {
    return row.text("slug");
  }

  /** Reads the rows of one product, one for each language. */
  read(source: string, rows: readonly Row[], messages: ImportMessage[]): ImportedProduct | null {
    const translations: Record<string, Record<string, string>> = {};
    for (const row of rows) {
      const locale = row.text("locale").toLowerCase();
      if (!isLocale(locale) || locale === DEFAULT_LOCALE) {
        const detail = `The shop has no translations into ${quoted(locale)}`;
        messages.push(importError({ row: row.row, column: "locale" }, "locale_unknown", detail));
        continue;
      }
      const texts = Object.entries(TEXT_FIELDS).flatMap(([column, field]) => {
        const max = field === "description" ? IMPORT_TEXT_MAX : LINE_MAX;
        const text = boundedText(row.told(column), { row: row.row, column, messages, max });
        return text === undefined ? [] : [[field, htmlText(text)] as const];
      });
      translations[locale] = { ...translations[locale], ...Object.fromEntries(texts) };
    }
    const row = rows[0]?.row ?? 0;
    if (Object.keys(translations).length === 0) return null;
    const nothing = { variants: [], pictures: [], attributes: [] };
    return { row, source, ...nothing, translations, isAddition: true };
  }
}
