/** The search field as a combobox: suggestions while one types, earlier searches before one does. */
import { announce } from "./announce.ts";
import { field, option, type Suggestion } from "./suggestion.ts";

/** Typing settles for this long before anybody is asked, in milliseconds. */
const SETTLE_MS = 120;
const LIST_ID = "suggestions";
const RECENT_KEY = "kiosk_searches";
const RECENT_MAX = 5;

interface Search {
  readonly locale: string;
  readonly currency: string;
  readonly words: {
    readonly suggestions: string;
    readonly recent: string;
    readonly kinds: Readonly<Record<Suggestion["kind"], string>>;
    readonly announced: string;
    readonly none: string;
  };
}

/** Takes over the search fields of the page. */
export function enhanceSearch(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-search]")) {
    const input = form.querySelector<HTMLInputElement>("input[name=q]");
    if (input !== null) combine(form, input, JSON.parse(form.dataset.search ?? "{}"));
  }
  const asked = new URLSearchParams(location.search).get("q")?.trim();
  if (asked && document.querySelector("[data-listing]")) remember(asked);
}

function combine(form: HTMLFormElement, input: HTMLInputElement, search: Search): void {
  const { words } = search;
  const list = document.createElement("div");
  list.id = `${input.id}-${LIST_ID}`;
  list.className = "suggestions";
  list.role = "listbox";
  list.ariaLabel = words.suggestions;
  list.hidden = true;
  form.append(list);
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = "false";
  input.setAttribute("aria-controls", list.id);
  let typed = input.value;
  let timer = 0;
  let asking = new AbortController();

  const options = () => [...list.querySelectorAll<HTMLAnchorElement>("[role=option]")];
  const active = () => options().find((each) => each.ariaSelected === "true");

  function close(): void {
    clearTimeout(timer);
    asking.abort();
    list.hidden = true;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  }

  function open(groups: readonly HTMLElement[], say: boolean): void {
    list.replaceChildren(...groups);
    const count = options().length;
    list.hidden = count === 0;
    input.ariaExpanded = String(count > 0);
    input.removeAttribute("aria-activedescendant");
    if (say) announce(count === 0 ? words.none : words.announced.replace("{n}", String(count)));
  }

  function choose(next: HTMLAnchorElement | undefined): void {
    for (const each of options()) each.ariaSelected = String(each === next);
    next?.scrollIntoView({ block: "nearest" });
    if (next === undefined) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", next.id);
    input.value = next?.dataset.text ?? typed;
  }

  function move(step: number): void {
    const all = options();
    const chosen = active();
    const now = chosen === undefined ? -1 : all.indexOf(chosen);
    // One step beyond either end leads back to what was typed.
    const to = (now + step + 1 + all.length + 1) % (all.length + 1);
    choose(all[to - 1]);
  }

  async function ask(): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { locale, currency } = search;
    const query = new URLSearchParams({ q: typed, locale, currency });
    try {
      const { signal } = asking;
      const answer = await fetch(`/api/search/suggest?${query}`, { signal });
      if (!answer.ok) return;
      const { suggestions } = (await answer.json()) as { suggestions: Suggestion[] };
      if (document.activeElement === input) open(groupsOf(suggestions, list.id, search), true);
    } catch {
      // A search without suggestions is a search still.
    }
  }

  function look(): void {
    clearTimeout(timer);
    if (typed.trim() !== "") {
      timer = setTimeout(ask, SETTLE_MS);
      return;
    }
    asking.abort();
    const searches = recent().map((text): Suggestion => {
      const href = `${form.getAttribute("action")}?${new URLSearchParams({ q: text })}`;
      return { kind: "query", text, highlight: [], href, picture: null, price: null };
    });
    const ids = { list: list.id, from: 0, search };
    open(searches.length === 0 ? [] : [groupOf(words.recent, searches, ids)], false);
  }

  input.addEventListener("input", () => {
    typed = input.value;
    look();
  });
  input.addEventListener("focus", () => {
    if (list.hidden && typed.trim() === "") look();
  });
  input.addEventListener("click", () => {
    if (list.hidden) look();
  });
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) look();
      else move(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter") {
      const chosen = active();
      if (list.hidden || chosen === undefined) return;
      event.preventDefault();
      chosen.click();
    } else if (key === "Escape" && !list.hidden) {
      event.preventDefault();
      choose(undefined);
      close();
    } else if ((key === "Home" || key === "End") && active() !== undefined) {
      // Back in the text: the caret goes where the key says.
      choose(undefined);
    }
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !form.contains(relatedTarget)) close();
  });
  // A press on a suggestion must not take the focus away before the click comes.
  list.addEventListener("mousedown", (event) => event.preventDefault());
}

function groupsOf(suggestions: readonly Suggestion[], list: string, search: Search): HTMLElement[] {
  const kinds = [...new Set(suggestions.map(({ kind }) => kind))];
  let from = 0;
  return kinds.map((kind) => {
    const those = suggestions.filter((each) => each.kind === kind);
    const group = groupOf(search.words.kinds[kind], those, { list, from, search });
    from += those.length;
    return group;
  });
}

function groupOf(
  title: string,
  suggestions: readonly Suggestion[],
  { list, from, search }: { list: string; from: number; search: Search },
): HTMLElement {
  const group = field("div", "", "");
  group.role = "group";
  group.ariaLabel = title;
  const head = field("p", "suggestions-head", title);
  head.ariaHidden = "true";
  group.append(
    head,
    ...suggestions.map((each, at) => option(each, `${list}-${from + at}`, search.locale)),
  );
  return group;
}

function recent(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(RECENT_KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((text) => typeof text === "string") : [];
  } catch {
    return [];
  }
}

function remember(text: string): void {
  try {
    const others = recent().filter((each) => each !== text);
    localStorage.setItem(RECENT_KEY, JSON.stringify([text, ...others].slice(0, RECENT_MAX)));
  } catch {
    // Nothing is lost where nothing can be stored.
  }
}
