/** The HTML document around every page: head, styles, scripts. */
import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { DEFAULT_LOCALE, type Locale } from "../domain/locale.ts";
import { ASSETS } from "./assets.gen.ts";
import { THEME_SCRIPT } from "./inline-scripts.ts";

/** A page in another language; `x-default` is for whoever reads none of them. */
export interface Alternate {
  readonly language: Locale | "x-default";
  readonly href: string;
}

/** What a page says about itself. */
export interface DocumentProps {
  /** The language of its words; English where it is left out. */
  readonly lang?: Locale | undefined;
  /** The whole title, the shop's name included. */
  readonly title: string;
  readonly description?: string | undefined;
  /** The one absolute address under which the page is known. */
  readonly canonical?: string | undefined;
  /** The same page in other languages: whole addresses. */
  readonly alternates?: readonly Alternate[] | undefined;
  /** Kept out of search results. */
  readonly isUnlisted?: boolean | undefined;
  /** Absolute address of the picture that stands for the page where it is shared. */
  readonly image?: string | undefined;
  /** Scripts beside the shop's own, by address. */
  readonly scripts?: readonly string[] | undefined;
  /** More for the head. */
  readonly head?: Child;
  /** Marks on the root element that the scripts read. */
  readonly marks?: Readonly<Record<`data-${string}`, string>> | undefined;
  readonly children?: Child;
}

/** One whole document. */
export function Document(props: DocumentProps) {
  const { title, description, canonical, isUnlisted, image, scripts = [], head, marks } = props;
  const { alternates = [] } = props;
  return (
    <>
      {raw("<!doctype html>")}
      <html lang={props.lang ?? DEFAULT_LOCALE} {...marks}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          {description && <meta name="description" content={description} />}
          {canonical && <link rel="canonical" href={canonical} />}
          {alternates.map(({ language, href }) => (
            <link rel="alternate" hreflang={language} href={href} />
          ))}
          {isUnlisted && <meta name="robots" content="noindex" />}
          <meta name="color-scheme" content="light dark" />
          <meta name="theme-color" content="#faf7f2" media="(prefers-color-scheme: light)" />
          <meta name="theme-color" content="#16130f" media="(prefers-color-scheme: dark)" />
          <meta property="og:title" content={title} />
          {description && <meta property="og:description" content={description} />}
          {canonical && <meta property="og:url" content={canonical} />}
          {image && <meta property="og:image" content={image} />}
          <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
          <script>{raw(THEME_SCRIPT)}</script>
          <link rel="stylesheet" href={ASSETS["shop.css"]} />
          <link
            rel="preload"
            href={ASSETS["instrument-sans-latin.woff2"]}
            as="font"
            type="font/woff2"
            crossorigin=""
          />
          {[ASSETS["shop.js"], ...scripts].map((src) => (
            <script type="module" src={src} />
          ))}
          {head}
        </head>
        <body>{props.children}</body>
      </html>
    </>
  );
}
