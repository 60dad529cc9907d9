/** A text with parts that stand out. */
import { piecesOf, type Spans } from "./marked-pieces.ts";

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
