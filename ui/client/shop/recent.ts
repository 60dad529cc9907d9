/** Products looked at lately: kept in this browser only, told to nobody. */

const KEY = "kiosk_recent";
/** Most products that are remembered. */
const RECENT_MAX = 10;

/** What is remembered of a product: no price, for that would grow old. */
interface RecentProduct {
  readonly handle: string;
  readonly title: string;
  readonly picture: string;
}

/** Remembers the product of this page, and shows the others where the page has a shelf for them. */
export function enhanceRecent(): void {
  const here = document.querySelector<HTMLElement>("[data-product]")?.dataset.product;
  const current: RecentProduct | null = here === undefined ? null : JSON.parse(here);
  const others = read().filter(({ handle }) => handle !== current?.handle);
  if (current !== null) write([current, ...others].slice(0, RECENT_MAX));
  const section = document.querySelector<HTMLElement>("[data-recent]");
  const shelf = section?.querySelector(".shelf");
  if (!section || !shelf || others.length === 0) return;
  shelf.replaceChildren(...others.map((product) => cardOf(product, section.dataset.recent ?? "")));
  section.hidden = false;
}

function cardOf({ handle, title, picture }: RecentProduct, prefix: string): HTMLElement {
  const image = Object.assign(new Image(), { src: picture, alt: "", loading: "lazy" });
  const box = Object.assign(document.createElement("span"), { className: "picture" });
  if (picture !== "") box.append(image);
  const link = Object.assign(document.createElement("a"), { href: prefix + handle });
  link.append(box, title);
  const row = document.createElement("li");
  row.append(link);
  return row;
}

function read(): RecentProduct[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecentProduct) : [];
  } catch {
    return [];
  }
}

function isRecentProduct(value: unknown): value is RecentProduct {
  if (typeof value !== "object" || value === null) return false;
  if (!("handle" in value && "title" in value && "picture" in value)) return false;
  const { handle, title, picture } = value;
  const areTexts = [handle, title, picture].every((text) => typeof text === "string");
  return areTexts && /^[\w-]+$/.test(String(handle)) && /^(\/media\/|$)/.test(String(picture));
}

function write(products: readonly RecentProduct[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(products));
  } catch {
    // Nothing is lost where nothing can be stored.
  }
}
