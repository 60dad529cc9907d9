/** Rows as JSON for one parameter of a statement, which D1 takes up to two million bytes of. */

/** Characters of one parameter; three bytes each would still fit. */
const PART_CHARS = 600_000;

/** @returns the rows as JSON arrays, as few as will do; none for none */
export function jsonParts(rows: readonly object[]): string[] {
  const parts: string[] = [];
  let part: string[] = [];
  let length = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (part.length > 0 && length + text.length > PART_CHARS) {
      parts.push(`[${part.join(",")}]`);
      part = [];
      length = 0;
    }
    part.push(text);
    length += text.length;
  }
  if (part.length > 0) parts.push(`[${part.join(",")}]`);
  return parts;
}
