/** A page's facts as search engines read them: schema.org in JSON. */
import { raw } from "hono/html";

/** One block; no text in it can end the element, for "<" is spelled as an escape. */
export function DataBlock({ content }: { content: object }) {
  const json = JSON.stringify({ "@context": "https://schema.org", ...content });
  return <script type="application/ld+json">{raw(json.replaceAll("<", "\\u003c"))}</script>;
}

/** A step on the way to a page; `path` belongs to the shop's origin. */
export interface DataStep {
  readonly name: string;
  readonly path: string;
}

/** The way to a page, the page itself last. */
export function breadcrumbList(steps: readonly DataStep[], origin: string): object {
  return { "@type": "BreadcrumbList", itemListElement: positions(steps, origin) };
}

/** The pages that a listing leads to, in its order. */
export function itemList(steps: readonly DataStep[], origin: string): object {
  const itemListElement = steps.map(({ name, path }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    url: `${origin}${path}`,
  }));
  return { "@type": "ItemList", numberOfItems: steps.length, itemListElement };
}

function positions(steps: readonly DataStep[], origin: string): object[] {
  return steps.map(({ name, path }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name,
    item: `${origin}${path}`,
  }));
}
