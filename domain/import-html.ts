/** Descriptions written in HTML become the plain paragraphs that the shop's pages show. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  shy: "",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
  deg: "°",
  frac12: "½",
  times: "×",
  euro: "€",
  copy: "©",
  reg: "®",
  trade: "™",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
};

const HIDDEN = ["script", "style", "template", "noscript", "iframe", "head"] as const;
const BREAKS = new Set(
  "p div section article header footer h1 h2 h3 h4 h5 h6 ul ol table blockquote pre hr".split(" "),
);
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)\b(?:[^<>"']|"[^"]*"|'[^']*')*>/g;
const LOOKS_LIKE_HTML = /<\/?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);/;

/** @returns the text of a piece of HTML; a text without tags and entities stays as it is */
export function htmlText(html: string): string {
  if (!LOOKS_LIKE_HTML.test(html)) return html;
  const spoken = withoutHidden(html.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, ""))
    .replaceAll(/\s+/g, " ")
    .replaceAll(TAG, (_, slash: string, name: string) =>
      spacing(name.toLowerCase(), slash === "/"),
    );
  return decodeEntities(spoken)
    .replaceAll(/[ \t\u00a0]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** @returns the text as HTML: a paragraph for each block, which `htmlText()` reads back */
export function textHtml(text: string): string {
  if (text === "") return "";
  return text
    .split(/\n{2,}/)
    .map((block) => `<p>${escapeHtml(block).replaceAll("\n", "<br>")}</p>`)
    .join("\n");
}

/** @returns the text with the five signs of markup spelled as entities */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function withoutHidden(html: string): string {
  let rest = html;
  for (const name of HIDDEN) {
    const lower = rest.toLowerCase();
    let kept = "";
    let from = 0;
    for (;;) {
      const start = lower.indexOf(`<${name}`, from);
      if (start < 0) break;
      kept += rest.slice(from, start);
      const end = lower.indexOf(`</${name}`, start);
      const close = end < 0 ? -1 : lower.indexOf(">", end);
      from = close < 0 ? rest.length : close + 1;
    }
    rest = kept + rest.slice(from);
  }
  return rest;
}

function spacing(name: string, isEnd: boolean): string {
  if (name === "br" || name === "tr") return "\n";
  if (name === "li") return isEnd ? "" : "\n• ";
  if (name === "td" || name === "th") return " ";
  return BREAKS.has(name) ? "\n\n" : "";
}

function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,20});/g,
    (all, name) => {
      const word = String(name);
      if (!word.startsWith("#")) return ENTITIES[word] ?? all;
      const code = /^#[xX]/.test(word) ? Number.parseInt(word.slice(2), 16) : Number(word.slice(1));
      const isText = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isText ? String.fromCodePoint(code) : " ";
    },
  );
}
