/** Sitemaps (sitemaps.org): every page once for each language, with its other languages. */
import { escapeHtml } from "./import-html.ts";
import { DEFAULT_LOCALE, LOCALES, type Locale } from "./locale.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** A page in all its languages. */
export interface SitemapPage {
  /** The whole address in a language. */
  readonly addressIn: (locale: Locale) => string;
  /** Epoch milliseconds; null where nobody knows. */
  readonly updatedAt: number | null;
}

/** @returns the list of sitemaps */
export function sitemapIndex(addresses: readonly string[]): string {
  const rows = addresses.map((address) => `<sitemap><loc>${escapeHtml(address)}</loc></sitemap>\n`);
  return `${HEAD}<sitemapindex xmlns="${SCHEMA}">\n${rows.join("")}</sitemapindex>\n`;
}

/** @returns a sitemap with one entry for each page and language */
export function sitemap(pages: readonly SitemapPage[]): string {
  const space = `xmlns="${SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml"`;
  return `${HEAD}<urlset ${space}>\n${pages.map(entries).join("")}</urlset>\n`;
}

function entries({ addressIn, updatedAt }: SitemapPage): string {
  const others = [...LOCALES.map((locale) => [locale, locale] as const), X_DEFAULT]
    .map(([language, locale]) => alternate(language, addressIn(locale)))
    .join("");
  const changed =
    updatedAt === null ? "" : `<lastmod>${new Date(updatedAt).toISOString()}</lastmod>`;
  return LOCALES.map(
    (locale) => `<url><loc>${escapeHtml(addressIn(locale))}</loc>${changed}${others}</url>\n`,
  ).join("");
}

const X_DEFAULT = ["x-default", DEFAULT_LOCALE] as const;

function alternate(language: string, address: string): string {
  return `<xhtml:link rel="alternate" hreflang="${language}" href="${escapeHtml(address)}"/>`;
}
