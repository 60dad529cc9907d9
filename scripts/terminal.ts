/** What the commands print: a box, a progress bar, one sentence on failure. Plain text when nobody watches. */
import { styleText } from "node:util";

const BAR_WIDTH = 28;
const LINE_EVERY_MS = 60_000;

/** True when a person watches the output. */
export const IS_TERMINAL = process.stdout.isTTY === true;

/** Text in the given style, or as it is where colours are unwelcome. */
export function styled(style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** Prints one sentence and ends the process as failed. */
export function failWith(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** Labelled values in a box; the first line is its title. */
export function box(title: string, rows: ReadonlyArray<readonly [label: string, value: string]>) {
  const labelWidth = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `${label.padEnd(labelWidth)}   ${value}`);
  const width = Math.max(title.length, ...lines.map((line) => line.length));
  const side = styled("dim", "│");
  const edge = (left: string, right: string) =>
    styled("dim", `${left}${"─".repeat(width + 4)}${right}`);
  const row = (text: string, style: Parameters<typeof styleText>[0]) =>
    `${side}  ${styled(style, text.padEnd(width))}  ${side}`;
  return [
    edge("╭", "╮"),
    row(title, "bold"),
    row("", "reset"),
    ...lines.map((line) => row(line, "reset")),
    edge("╰", "╯"),
  ].join("\n");
}

/** Shows a share of work done, on one line that rewrites itself; on a line a minute when nobody watches. */
export function progress(label: string): (done: number, total: number) => void {
  const percentOf = (done: number, total: number) => `${Math.floor((100 * done) / total)} %`;
  if (!IS_TERMINAL) {
    console.log(`${label}...`);
    let toldAt = Date.now();
    return (done, total) => {
      if (Date.now() - toldAt < LINE_EVERY_MS) return;
      toldAt = Date.now();
      console.log(`${label}: ${percentOf(done, total)}`);
    };
  }
  return (done, total) => {
    const filled = Math.round((BAR_WIDTH * done) / total);
    const bar = "█".repeat(filled) + styled("dim", "░".repeat(BAR_WIDTH - filled));
    const percent = percentOf(done, total).padStart(5);
    process.stdout.write(`\r${label} ${bar}${percent}${done >= total ? "\n" : ""}`);
  };
}
