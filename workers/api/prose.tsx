/** Text of the document: paragraphs by blank lines, `code` between backticks. */

/** Each paragraph of the text. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split("\n\n").map((paragraph) => (
        <p>
          {paragraph
            .split("`")
            .map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}
        </p>
      ))}
    </>
  );
}
