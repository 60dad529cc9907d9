/** A letter as plain text, in lines that fit an old terminal. */
import { unreachable } from "../../domain/result.ts";
import type { Letter, LetterPart } from "./letter.ts";

/** Columns of a line; amounts end in the last one. */
const WIDTH = 64;

/** @returns the letter as text; says everything that its HTML says */
export function letterText({ sender, heading, parts, footer }: Letter): string {
  const blocks = [sender, heading, ...parts.map(partText), `-- \n${wrapped(footer)}`];
  return `${blocks.join("\n\n")}\n`;
}

function partText(part: LetterPart): string {
  switch (part.kind) {
    case "paragraph":
      return wrapped(part.text);
    case "action":
      return `${part.label}:\n${part.href}`;
    case "lines":
      return part.lines
        .map(({ title, detail, amount, notes }) =>
          [spread(title, amount), ...[detail, ...notes].map(indented)].join("\n"),
        )
        .join("\n\n");
    case "sums": {
      const sums = part.sums.map(sumText);
      return [...sums, "-".repeat(WIDTH), sumText(part.grand)].join("\n");
    }
    case "facts":
      return part.facts
        .map(({ label, lines }) => [label, ...lines.map(indented)].join("\n"))
        .join("\n\n");
    default:
      return unreachable(part);
  }
}

function sumText({ label, amount, note }: { label: string; amount: string; note?: string }) {
  const row = spread(label, amount);
  return note === undefined ? row : `${row}\n${indented(note)}`;
}

function indented(text: string): string {
  return wrapped(text, WIDTH - 2).replaceAll(/^/gm, "  ");
}

/** `left`, dots of space, `right`; a left side that is too long gets lines of its own. */
function spread(left: string, right: string): string {
  const room = WIDTH - right.length - 2;
  const lines = wrapped(left, room).split("\n");
  const last = lines.pop() ?? "";
  return [...lines, `${last.padEnd(room)}  ${right}`].join("\n");
}

function wrapped(text: string, width = WIDTH): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length > width && line !== "") {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join("\n");
}
