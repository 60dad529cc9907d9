/** A text with parts that stand out. */

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

/** The text with its parts marked. */
export function Marked({ text, spans }: { text: string; spans: Spans }) {
  return (
    <>
      {piecesOf(text, spans).map((piece) =>
        piece.isMarked ? <mark>{piece.text}</mark> : piece.text,
      )}
    </>
  );
}
