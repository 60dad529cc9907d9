/** The cursor of a list by age, as a caller hands it back. */
import { decodeTimeCursor, type TimeCursor } from "../../db/time-cursor.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { invalid } from "../../http/validate.ts";

/** @returns the place that the word names; undefined for the first page */
export function cursorOf(word: string | undefined): Result<TimeCursor | undefined, KnownProblem> {
  if (word === undefined) return ok(undefined);
  const cursor = decodeTimeCursor(word);
  return cursor === null
    ? invalid([{ pointer: "/cursor", detail: "Expected the nextCursor of the page before" }])
    : ok(cursor);
}
