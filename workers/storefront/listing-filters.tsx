/** What a listing can be narrowed by: a form that needs no script. */
import type { Child } from "hono/jsx";
import type { Facet, FacetValue } from "../../contracts/search.ts";
import type { Locale } from "../../domain/locale.ts";
import { money } from "../../domain/money.ts";
import { Icon } from "../../ui/icon.tsx";
import { decimalText } from "../../ui/price.tsx";
import { Swatch } from "../../ui/swatch.tsx";
import { wordsIn } from "../../ui/words/words.ts";
import type { ListingView } from "./listing-view.ts";

/** Values that are shown at once, and facets that stand open. */
const VALUES_AT_ONCE = 8;
const OPEN_AT_ONCE = 5;
/** Branches of a tree that show what is below them before one is chosen. */
const BRANCHES_OPEN_MAX = 2;

/** Facets of which one value is chosen at a time. */
const SINGLE = new Set(["category", "collection", "rating"]);

/** The id by which controls outside of the form belong to it. */
export const FILTERS_FORM = "filters";

/** The form with every facet; the page's own one is no choice. */
export function ListingFilters({ view }: { view: ListingView }) {
  const { place, path, query, found, fixed } = view;
  const { listing: words } = wordsIn(place.locale);
  const facets = found.facets.filter(({ key }) => key !== fixed);
  return (
    <form
      class="filters"
      id={FILTERS_FORM}
      action={path}
      autocomplete="off"
      aria-label={words.filters}
      data-part
    >
      {query.text !== "" && <input type="hidden" name="q" value={query.text} />}
      {query.isVerbatim && <input type="hidden" name="verbatim" value="true" />}
      {facets.map((facet, index) => (
        <FacetFields facet={facet} isOpen={index < OPEN_AT_ONCE} view={view} />
      ))}
      <button type="submit" class="button primary wide" data-filters-done>
        {words.show}
      </button>
    </form>
  );
}

interface FacetProps {
  readonly facet: Facet;
  readonly view: ListingView;
}

function FacetFields({ facet, isOpen, view }: FacetProps & { isOpen: boolean }) {
  const { key, label, kind, values, from, to } = facet;
  if (kind === "boolean" && values.length === 1 && values[0]?.value === "true") {
    return (
      <div class="facet single">
        <Choice facet={facet} value={{ ...values[0], label }} view={view} />
      </div>
    );
  }
  const isChosen = from !== null || to !== null || values.some(({ isSelected }) => isSelected);
  return (
    <details class="facet" id={idOf("facet", key)} open={isOpen || isChosen}>
      <summary>
        {label} <Icon name="chevron" size={16} />
      </summary>
      <fieldset>
        <legend class="only-heard">{label}</legend>
        {kind === "range" ? <RangeFields facet={facet} view={view} /> : null}
        {kind !== "range" ? <Choices facet={facet} view={view} /> : null}
      </fieldset>
    </details>
  );
}

function Choices({ facet, view }: FacetProps) {
  const { listing: words } = wordsIn(view.place.locale);
  const values = facet.kind === "tree" ? inTreeOrder(facet.values) : facet.values;
  const isFew = values.length <= VALUES_AT_ONCE + 1;
  // What is chosen is never folded away.
  const atOnce = isFew
    ? values
    : values.filter((value, at) => at < VALUES_AT_ONCE || value.isSelected);
  const later = values.filter((value) => !atOnce.includes(value));
  const row = (value: FacetValue) => <Choice facet={facet} value={value} view={view} />;
  return (
    <>
      {SINGLE.has(facet.key) && (
        <Control
          type="radio"
          name={facet.key}
          value=""
          isChecked={!values.some(({ isSelected }) => isSelected)}
        >
          {words.any}
        </Control>
      )}
      {atOnce.map(row)}
      {later.length > 0 && (
        <details class="facet-more" id={idOf("more", facet.key)}>
          <summary>{words.more}</summary>
          {later.map(row)}
        </details>
      )}
    </>
  );
}

function Choice({ facet, value: given, view }: FacetProps & { value: FacetValue }) {
  const { value, label, count, isSelected, parent } = given;
  const { listing: words } = wordsIn(view.place.locale);
  const colour = swatchOf(facet.key, label, view);
  const isBelow = parent !== null && facet.values.some((other) => other.value === parent);
  return (
    <Control
      type={SINGLE.has(facet.key) ? "radio" : "checkbox"}
      name={facet.key}
      value={value}
      isChecked={isSelected}
      isBelow={isBelow}
    >
      {colour !== undefined && <Swatch colour={colour} />}
      <span>{facet.key === "rating" ? words.stars(Number(value)) : spelled(label, view)}</span>
      <small>{count.toLocaleString(view.place.locale)}</small>
    </Control>
  );
}

function Control(props: {
  type: "radio" | "checkbox";
  name: string;
  value: string;
  isChecked: boolean;
  isBelow?: boolean;
  children?: Child;
}) {
  const { type, name, value, isChecked, isBelow = false, children } = props;
  return (
    <label class={isBelow ? "facet-value below" : "facet-value"}>
      <input type={type} name={name} value={value} checked={isChecked} id={idOf(name, value)} />
      {children}
    </label>
  );
}

function RangeFields({ facet, view }: FacetProps) {
  const { key, label, unit, min, max, from, to } = facet;
  const { currency, locale } = view.place;
  const { listing: words } = wordsIn(locale);
  const isPrice = key === "price";
  const spell = (bound: number | null) => {
    if (bound === null) return undefined;
    return isPrice ? decimalText(money(bound, currency)) : String(bound);
  };
  const field = (end: "min" | "max", word: string, chosen: number | null, bound: number | null) => (
    <input
      class="input"
      type="number"
      name={`${key}.${end}`}
      id={idOf(key, end)}
      min={0}
      step="any"
      inputmode="decimal"
      value={spell(chosen)}
      placeholder={spell(bound)?.replace(".", decimalMark(locale))}
      aria-label={`${label}, ${word}`}
    />
  );
  return (
    <div class="facet-range">
      {field("min", words.from, from, min)}
      <span aria-hidden="true">–</span>
      {field("max", words.to, to, max)}
      <small>{isPrice ? currency : unit}</small>
    </div>
  );
}

/** An option's value has the colour that any attribute of the shop gives to its name. */
function swatchOf(key: string, label: string, { swatches }: ListingView): string | undefined {
  if (!key.startsWith("option.")) return swatches.get(key)?.get(label);
  return [...swatches.values()].find((named) => named.has(label))?.get(label);
}

/** What stands before the cents in a language; the field's own value keeps its point. */
function decimalMark(locale: Locale): string {
  return locale === "en" ? "." : ",";
}

/** Booleans come as words of the index. */
function spelled(label: string, { place }: ListingView): string {
  const { listing: words } = wordsIn(place.locale);
  if (label === "true") return words.yes;
  return label === "false" ? words.no : label;
}

/** Each value, then those below it where one of the branch is chosen or there are few branches. */
function inTreeOrder(values: readonly FacetValue[]): FacetValue[] {
  const known = new Set(values.map(({ value }) => value));
  const below = (above: string | null) =>
    values.filter(({ parent }) => (known.has(parent ?? "") ? parent : null) === above);
  const isChosen = (value: FacetValue): boolean =>
    value.isSelected || below(value.value).some(isChosen);
  const isWide = below(null).length > BRANCHES_OPEN_MAX;
  const branch = (value: FacetValue): FacetValue[] =>
    isWide && !isChosen(value) ? [value] : [value, ...below(value.value).flatMap(branch)];
  return below(null).flatMap(branch);
}

/** An id without spaces, the same after every change: the focus finds its control again. */
function idOf(key: string, value: string): string {
  return `${key}-${encodeURIComponent(value)}`;
}
