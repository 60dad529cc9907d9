/** Listings in place: filters without a new page, more products below the others, the same on the way back. */
import { announce } from "./announce.ts";
import { fetchMarkup, fetchPage } from "./markup.ts";

/** What the browser's history keeps of a listing: what was loaded below it, and how far one had read. */
interface Kept {
  readonly more?: readonly string[];
  readonly y?: number;
}

/** The query whose products the page shows. */
let shownSearch = location.search;
let asking = new AbortController();

/** Takes over the filters, their chips, the order, and the "Load more" link. */
export function enhanceListing(): void {
  if (document.querySelector("[data-listing]") === null) return;
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
      if (target.form?.id === "filters") void ask(target.form);
    }
  });
  document.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.id !== "filters") return;
    event.preventDefault();
    const sheet = event.target.closest("dialog");
    if (sheet !== null) sheet.close();
    else void ask(event.target);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!link.matches("[data-more], [data-swap]")) return;
    event.preventDefault();
    if (link.matches("[data-more]")) void loadMore(link);
    else void show(link.href);
  });
  // A link to a part of the page fires this too, and shows the same products.
  addEventListener("popstate", () => {
    if (location.search !== shownSearch) void show(location.href, false).then(restore);
  });
  addEventListener("pagehide", () => keep({ y: scrollY }));
  enhanceSheet();
  void restore();
}

/** Asks for what the form says; fields that say nothing are left out of the address. */
function ask(form: HTMLFormElement): Promise<void> {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (value !== "") url.searchParams.append(name, String(value));
  }
  return show(url.href);
}

/** Shows another listing in this one's place; a stale answer is not waited for. */
async function show(href: string, isNew = true): Promise<void> {
  asking.abort();
  asking = new AbortController();
  const results = document.querySelector("#results");
  if (results !== null) results.ariaBusy = "true";
  try {
    const { nodes, url } = await fetchPage(href, { signal: asking.signal });
    const parts = [...nodes.querySelectorAll<HTMLElement>("[data-part]")];
    if (parts.length === 0) throw new Error("The answer holds no listing");
    const say = nodes.querySelector<HTMLElement>("#results")?.dataset.say ?? "";
    for (const part of parts) replacePart(part);
    if (isNew) history.pushState(null, "", url);
    shownSearch = location.search;
    announce(say);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    location.assign(href);
  }
}

/** The focus stays on the same control; what a shopper folded open or shut stays so. */
function replacePart(next: HTMLElement): void {
  const current = document.getElementById(next.id);
  if (current === null) return;
  const { activeElement } = document;
  const hadFocus = activeElement !== null && current.contains(activeElement);
  for (const fold of current.querySelectorAll("details")) {
    const same = [...next.querySelectorAll("details")].find(({ id }) => id === fold.id);
    if (same !== undefined) same.open = fold.open;
  }
  const { scrollTop } = current;
  current.replaceWith(next);
  next.scrollTop = scrollTop;
  if (!hadFocus) return;
  const same = activeElement.id === "" ? null : document.getElementById(activeElement.id);
  const goal = same ?? next.querySelector("a") ?? document.getElementById("main");
  goal?.focus({ preventScroll: true });
}

/** On a phone the form moves into a sheet, and back when the sheet is closed. */
function enhanceSheet(): void {
  const sheet = document.querySelector<HTMLDialogElement>("#filter-sheet");
  const room = sheet?.querySelector("[data-filters-room]");
  const home = document.querySelector("[data-filters-home]");
  if (!sheet || !room || !home) return;
  const move = (to: Element) => to.append(...document.querySelectorAll("#filters"));
  document.addEventListener("click", ({ target }) => {
    if (target === sheet) return sheet.close();
    if (!(target instanceof Element) || !target.closest("[data-filters-open]")) return;
    move(room);
    sheet.showModal();
    sheet.querySelector("h2")?.focus();
  });
  sheet.addEventListener("close", () => {
    move(home);
    document.getElementById("filter-open")?.focus();
  });
}

async function loadMore(link: HTMLAnchorElement): Promise<void> {
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  try {
    const [first, say] = append(await fetchMarkup(link.href), link.href);
    first.querySelector("a")?.focus({ preventScroll: true });
    announce(say);
  } catch {
    location.assign(link.href);
  } finally {
    link.ariaBusy = null;
  }
}

/** Puts the products of the next page below the others, and remembers that they are there. */
function append(nodes: DocumentFragment, href: string): [first: Element, say: string] {
  const cards = nodes.querySelectorAll("#results [data-grid] > li");
  const [first] = cards;
  if (first === undefined) throw new Error("The answer holds no products");
  const say = nodes.querySelector<HTMLElement>("#results")?.dataset.sayMore ?? "";
  const next = nodes.querySelector<HTMLAnchorElement>("a[data-more]");
  document.querySelector("#results [data-grid]")?.append(...cards);
  paintProgress(next?.href ?? null);
  keep({ more: [...(kept().more ?? []), href] });
  return [first, say];
}

/** Whoever comes back finds what was loaded, and the place where the reading stopped. */
async function restore(): Promise<void> {
  const { more = [], y = 0 } = kept();
  if (more.length === 0) return;
  keep({ more: [] });
  try {
    const pages = await Promise.all(more.map((href) => fetchMarkup(href)));
    for (const [at, nodes] of pages.entries()) append(nodes, more[at] ?? "");
    scrollTo({ top: y, behavior: "instant" });
  } catch {
    // The first page is there, and the way to more of them with it.
  }
}

function kept(): Kept {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null ? state : {};
}

function keep(part: Kept): void {
  history.replaceState({ ...kept(), ...part }, "");
}

/** The next link, or none at the end, and how far the shopper got. */
function paintProgress(nextUrl: string | null): void {
  const shown = document.querySelectorAll("#results [data-grid] > li").length;
  const count = document.querySelector("[data-shown]");
  if (count !== null) count.textContent = String(shown);
  document.querySelector(".more progress")?.setAttribute("value", String(shown));
  const link = document.querySelector<HTMLAnchorElement>("a[data-more]");
  if (nextUrl === null) link?.remove();
  else link?.setAttribute("href", nextUrl);
}
