/** Pages of a list, newest first, by cursor. */
import type { RecordFilter } from "./account-store.ts";
import { type ApiAnswer, noSuch } from "./api-answer.ts";
import { answerWithWire, type Call, show } from "./call.ts";
import type { PageRequest } from "./parameters.ts";
import type { Kind } from "./records.ts";

const LIMIT_DEFAULT = 10;
const SECOND_MS = 1000;

/** What a list is filtered by, besides its page. */
export type ListFilter = Omit<RecordFilter, "limit" | "after" | "before">;

/** Answers one page of a kind of record. */
export function listRecords<K extends Kind>(
  call: Call,
  kind: K,
  { url, page, filter = {} }: { url: string; page: PageRequest; filter?: ListFilter },
): ApiAnswer {
  for (const [param, id] of Object.entries({
    starting_after: page.starting_after,
    ending_before: page.ending_before,
  })) {
    if (id !== undefined && call.store.find(kind, id) === null) return noSuch(kind, id, param);
  }
  const limit = page.limit ?? LIMIT_DEFAULT;
  const backwards = page.ending_before !== undefined;
  const found = call.store.list(kind, {
    ...filter,
    ...createdBetween(page.created),
    after: page.starting_after ?? null,
    before: page.ending_before ?? null,
    limit: limit + 1,
  });
  const hasMore = found.length > limit;
  const shown = backwards ? found.slice(-limit) : found.slice(0, limit);
  const data = shown.map((record) => show(call, record));
  return answerWithWire(call, { object: "list", data, has_more: hasMore, url }, page.expand);
}

function createdBetween(created: PageRequest["created"]): ListFilter {
  if (created === undefined) return {};
  if (typeof created === "number") {
    return {
      createdFromMs: created * SECOND_MS,
      createdBeforeMs: (created + 1) * SECOND_MS,
    };
  }
  // Whole seconds: "after second n" begins with the next second.
  const from = created.gte ?? (created.gt === undefined ? undefined : created.gt + 1);
  const before = created.lt ?? (created.lte === undefined ? undefined : created.lte + 1);
  return {
    createdFromMs: from === undefined ? null : from * SECOND_MS,
    createdBeforeMs: before === undefined ? null : before * SECOND_MS,
  };
}
