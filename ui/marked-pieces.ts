/** A text in pieces, some of which stand out: the same on the server and in the browser. */

/** Parts of a text: from and up to, in UTF-16 units. */
export type Spans = readonly (readonly [from: number, to: number])[];

/** @returns the text in pieces, each told whether it is one of the parts */
export function piecesOf(text: string, spans: Spans): { text: string; isMarked: boolean }[] {
  const pieces: { text: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of spans) {
    pieces.push({ text: text.slice(at, from), isMarked: false });
    pieces.push({ text: text.slice(from, to), isMarked: true });
    at = to;
  }
  pieces.push({ text: text.slice(at), isMarked: false });
  return pieces.filter((piece) => piece.text !== "");
}
