/** The part of a description that says what was searched for. */
import { fold } from "./search-analysis.ts";
import type { SearchQuery } from "./search-query.ts";
import { stem } from "./search-stem.ts";

/** About how long a snippet is, in UTF-16 units. */
const SNIPPET_LENGTH = 160;
/** How much of a description is looked at. */
const DESCRIPTION_LENGTH_MAX = 4_000;
const WORD = /[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)*/gu;

/** A text with the parts that were searched for. */
export interface TextSnippet {
  readonly text: string;
  /** From and up to, in UTF-16 units of the text. */
  readonly highlight: [number, number][];
}

/** @returns where the description says most of the query; null where it says nothing of it */
export function snippetOf(
  description: string,
  { concepts, locale }: SearchQuery,
): TextSnippet | null {
  const wanted = new Map(
    concepts.flatMap(({ alternatives }, at) =>
      alternatives.flatMap(({ terms }) => terms.map((term) => [term, at] as const)),
    ),
  );
  const text = description.slice(0, DESCRIPTION_LENGTH_MAX).replaceAll(/\s+/g, " ").trim();
  const hits = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const terms = [word, word.replaceAll(/[.-]/g, "")].map((each) => stem(fold(each), locale));
    const concept = terms.map((term) => wanted.get(term)).find((each) => each !== undefined);
    return concept === undefined ? [] : [{ from: index, to: index + word.length, concept }];
  });
  const [first] = hits;
  if (first === undefined) return null;
  let best = { start: first.from, concepts: 0 };
  for (const { from } of hits) {
    const inside = hits.filter((hit) => hit.from >= from && hit.to <= from + SNIPPET_LENGTH);
    const said = new Set(inside.map(({ concept }) => concept)).size;
    if (said > best.concepts) best = { start: from, concepts: said };
  }
  return cut(text, best.start, hits);
}

/** Begins at a word a little before the first hit, and ends at one. */
function cut(
  text: string,
  start: number,
  hits: readonly { readonly from: number; readonly to: number }[],
): TextSnippet {
  const room = Math.max(0, Math.min(start, Math.floor(SNIPPET_LENGTH / 4)));
  const wordStart = room === start ? 0 : text.indexOf(" ", start - room) + 1;
  const from = wordStart > start || wordStart < 0 ? start : wordStart;
  const limit = from + SNIPPET_LENGTH;
  const wordEnd = text.lastIndexOf(" ", limit);
  const to = limit >= text.length ? text.length : wordEnd > start ? wordEnd : limit;
  const [before, after] = [from > 0 ? "… " : "", to < text.length ? " …" : ""];
  const shift = before.length - from;
  return {
    text: `${before}${text.slice(from, to)}${after}`,
    highlight: hits
      .filter((hit) => hit.from >= from && hit.to <= to)
      .map((hit): [number, number] => [hit.from + shift, hit.to + shift]),
  };
}
