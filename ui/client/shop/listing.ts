/** Listings in place: another order without a new page, more products below the others. */
import { announce } from "./announce.ts";
import { fetchMarkup } from "./markup.ts";

/** The query whose products the page shows. */
let shownSearch = location.search;

/** Takes over the sort form and the "Load more" link. */
export function enhanceListing(): void {
  if (document.querySelector("[data-results]") === null) return;
  document.addEventListener("change", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form?.matches("[data-sort]")) void sort(form);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-more]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    void loadMore(link);
  });
  // A link to a part of the page fires this too, and shows the same products.
  addEventListener("popstate", () => {
    if (location.search !== shownSearch) location.reload();
  });
}

async function sort(form: HTMLFormElement): Promise<void> {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) url.searchParams.set(name, String(value));
  const results = document.querySelector("[data-results]");
  if (results !== null) results.ariaBusy = "true";
  try {
    const nodes = await fetchMarkup(url.href);
    const next = nodes.querySelector("[data-results]");
    if (next === null) throw new Error("The answer holds no results");
    results?.replaceWith(next);
    history.pushState(null, "", url);
    shownSearch = location.search;
    announce("The products were sorted");
  } catch {
    location.assign(url);
  }
}

async function loadMore(link: HTMLAnchorElement): Promise<void> {
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  try {
    const nodes = await fetchMarkup(link.href);
    const cards = nodes.querySelectorAll("[data-grid] > li");
    const [first] = cards;
    if (first === undefined) throw new Error("The answer holds no products");
    document.querySelector("[data-grid]")?.append(...cards);
    const next = nodes.querySelector<HTMLAnchorElement>("a[data-more]");
    first.querySelector("a")?.focus({ preventScroll: true });
    paintProgress(next?.href ?? null);
    announce(`${cards.length} more products`);
  } catch {
    location.assign(link.href);
  } finally {
    link.ariaBusy = null;
  }
}

/** The next link, or none at the end, and how far the shopper got. */
function paintProgress(nextUrl: string | null): void {
  const shown = document.querySelectorAll("[data-grid] > li").length;
  const count = document.querySelector("[data-shown]");
  if (count !== null) count.textContent = String(shown);
  document.querySelector(".more progress")?.setAttribute("value", String(shown));
  const link = document.querySelector<HTMLAnchorElement>("a[data-more]");
  if (nextUrl === null) link?.remove();
  else link?.setAttribute("href", nextUrl);
}
