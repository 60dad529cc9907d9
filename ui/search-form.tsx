/** The search field: a plain form, which a script makes a combobox with suggestions. */
import type { Place } from "../domain/place.ts";
import { links } from "../http/links.ts";
import { Icon } from "./icon.tsx";
import { wordsIn } from "./words/words.ts";

/** Longest text that can be searched for. */
const TEXT_MAX = 200;

/** Where the search happens, and what was searched for on this page. */
export interface SearchFormProps {
  readonly place: Place;
  readonly text?: string | undefined;
  /** The header's, which is on every page, unless another is named. */
  readonly name?: string;
}

/** The field with its button; its texts for the script travel as data. */
export function SearchForm({ place, text = "", name = "search" }: SearchFormProps) {
  const { locale, currency } = place;
  const { search } = wordsIn(locale);
  const { suggestions, recent, kinds, announced, none } = search;
  return (
    <search class="search">
      <form
        class="search-form"
        action={links.search(place)}
        data-search={JSON.stringify({
          locale,
          currency,
          words: { suggestions, recent, kinds, announced, none },
        })}
      >
        <label class="only-heard" for={`${name}-text`}>
          {search.label}
        </label>
        <input
          class="search-text"
          type="search"
          id={`${name}-text`}
          name="q"
          value={text}
          maxlength={TEXT_MAX}
          placeholder={search.placeholder}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="search"
        />
        <button type="submit" class="search-button" aria-label={search.submit}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}
