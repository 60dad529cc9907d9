/** One line of the suggestions. */
import { piecesOf } from "../../marked-pieces.ts";

/** A suggestion as the API tells it. */
export interface Suggestion {
  readonly kind: "query" | "product" | "category" | "brand";
  readonly text: string;
  readonly highlight: readonly (readonly [from: number, to: number])[];
  readonly href: string;
  readonly picture: string | null;
  readonly price: { readonly minor: number; readonly currency: string } | null;
}

/** The line: a link that is an option, reached by arrow keys and never by Tab. */
export function option(suggestion: Suggestion, id: string, locale: string): HTMLAnchorElement {
  const { kind, text, highlight, href, picture, price } = suggestion;
  const link = document.createElement("a");
  Object.assign(link, { id, href, className: "suggestion", role: "option", tabIndex: -1 });
  link.ariaSelected = "false";
  // Only a search's own words may stand in the field.
  if (kind === "query") link.dataset.text = text;
  if (kind === "product") {
    const box = field("span", "picture", "");
    if (picture !== null) box.append(Object.assign(new Image(), { src: picture, alt: "" }));
    link.append(box);
  }
  const words = field("span", "suggestion-text", "");
  words.append(
    ...piecesOf(text, highlight).map((piece) =>
      piece.isMarked ? field("mark", "", piece.text) : piece.text,
    ),
  );
  link.append(words);
  if (price !== null) link.append(field("span", "price", priceText(price, locale)));
  return link;
}

/** A small element with a text. */
export function field(name: string, className: string, text: string): HTMLElement {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

function priceText({ minor, currency }: NonNullable<Suggestion["price"]>, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
  return format.format(minor / 10 ** digits);
}
