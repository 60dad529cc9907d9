/** The search field as a combobox: suggestions while one types, earlier searches before one does. */
import { announce } from "./announce.ts";
import { recentSearches, rememberSearch } from "./recent-searches.ts";
import { field, option, type Suggestion } from "./suggestion.ts";

/** Typing settles for this long before anybody is asked, in milliseconds. */
const SETTLE_MS = 120;

/** What the form brings along. */
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
    if (input !== null) new Combobox(form, input).listen();
    const asked = new URLSearchParams(location.search).get("q")?.trim();
    if (asked && form.getAttribute("action") === location.pathname) rememberSearch(asked);
  }
}

/** A text field with a list below it, as the ARIA Authoring Practices describe it. */
class Combobox {
  readonly #form: HTMLFormElement;
  readonly #input: HTMLInputElement;
  readonly #list = document.createElement("div");
  readonly #search: Search;
  /** What is in the field while no suggestion is. */
  #typed: string;
  #timer = 0;
  #asking = new AbortController();

  constructor(form: HTMLFormElement, input: HTMLInputElement) {
    this.#form = form;
    this.#input = input;
    this.#typed = input.value;
    this.#search = JSON.parse(form.dataset.search ?? "{}");
    const list = this.#list;
    list.id = `${input.id}-list`;
    Object.assign(list, { className: "suggestions", role: "listbox", hidden: true });
    list.ariaLabel = this.#search.words.suggestions;
    form.append(list);
    Object.assign(input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
    input.setAttribute("aria-controls", list.id);
  }

  listen(): void {
    const input = this.#input;
    input.addEventListener("input", () => {
      this.#typed = input.value;
      this.#look();
    });
    const lookAtClosed = () => {
      if (this.#list.hidden) this.#look();
    };
    input.addEventListener("click", lookAtClosed);
    input.addEventListener("focus", () => {
      if (this.#typed.trim() === "") lookAtClosed();
    });
    input.addEventListener("keydown", (event) => this.#press(event));
    this.#form.addEventListener("focusout", ({ relatedTarget }) => {
      const isInside = relatedTarget instanceof Node && this.#form.contains(relatedTarget);
      if (!isInside) this.#close();
    });
    // A press on a suggestion must not take the focus away before the click comes.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get #options(): HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll<HTMLAnchorElement>("[role=option]")];
  }

  get #chosen(): HTMLAnchorElement | undefined {
    return this.#options.find(({ ariaSelected }) => ariaSelected === "true");
  }

  #press(event: KeyboardEvent): void {
    const { key } = event;
    const chosen = this.#chosen;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (this.#list.hidden) this.#look();
      else this.#step(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && chosen !== undefined) {
      event.preventDefault();
      chosen.click();
    } else if (key === "Escape" && !this.#list.hidden) {
      event.preventDefault();
      this.#choose(undefined);
      this.#close();
    } else if ((key === "Home" || key === "End") && chosen !== undefined) {
      // Back in the text, where the caret goes as the key says.
      this.#choose(undefined);
    }
  }

  /** One step beyond either end leads back to what was typed. */
  #step(by: number): void {
    const all = this.#options;
    const chosen = this.#chosen;
    const places = all.length + 1;
    const now = chosen === undefined ? 0 : all.indexOf(chosen) + 1;
    this.#choose(all[((now + by + places) % places) - 1]);
  }

  #choose(next: HTMLAnchorElement | undefined): void {
    for (const each of this.#options) each.ariaSelected = String(each === next);
    next?.scrollIntoView({ block: "nearest" });
    this.#input.value = next?.dataset.text ?? this.#typed;
    if (next === undefined) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", next.id);
  }

  #look(): void {
    clearTimeout(this.#timer);
    if (this.#typed.trim() !== "") {
      this.#timer = setTimeout(() => void this.#ask(), SETTLE_MS);
      return;
    }
    this.#asking.abort();
    const action = this.#form.getAttribute("action") ?? "";
    const searches = recentSearches().map((text): Suggestion => {
      const href = `${action}?${new URLSearchParams({ q: text })}`;
      return { kind: "query", text, highlight: [], href, picture: null, price: null };
    });
    this.#open(new Map([[this.#search.words.recent, searches]]));
  }

  async #ask(): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const { locale, currency, words } = this.#search;
    const query = new URLSearchParams({ q: this.#typed, locale, currency });
    try {
      const answer = await fetch(`/api/search/suggest?${query}`, { signal });
      const { suggestions = [] }: { suggestions?: Suggestion[] } = await answer.json();
      if (signal.aborted || document.activeElement !== this.#input) return;
      this.#open(byTitle(suggestions, words.kinds));
      const count = suggestions.length;
      announce(count === 0 ? words.none : words.announced.replace("{n}", String(count)));
    } catch {
      // A search without suggestions is a search still.
    }
  }

  #open(groups: ReadonlyMap<string, readonly Suggestion[]>): void {
    let count = 0;
    const parts = [...groups].map(([title, suggestions]) => {
      const group = field("div", "", "");
      Object.assign(group, { role: "group", ariaLabel: title });
      const head = field("p", "suggestions-head", title);
      head.ariaHidden = "true";
      group.append(head);
      for (const each of suggestions) {
        group.append(option(each, `${this.#list.id}-${count}`, this.#search.locale));
        count += 1;
      }
      return group;
    });
    this.#list.replaceChildren(...parts);
    this.#list.hidden = count === 0;
    this.#input.ariaExpanded = String(count > 0);
    this.#input.removeAttribute("aria-activedescendant");
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#list.hidden = true;
    this.#input.ariaExpanded = "false";
    this.#input.removeAttribute("aria-activedescendant");
  }
}

/** Groups in the order in which their first ones come. */
function byTitle(suggestions: readonly Suggestion[], titles: Search["words"]["kinds"]) {
  const groups = new Map<string, Suggestion[]>();
  for (const each of suggestions) {
    const title = titles[each.kind];
    groups.set(title, [...(groups.get(title) ?? []), each]);
  }
  return groups;
}
