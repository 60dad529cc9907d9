/**
 * A letter as HTML. Mail clients know little: tables for columns, styles inline, nothing loaded.
 * The one style sheet only recolours for dark clients that read it; the others invert by themselves.
 */
import { raw } from "hono/html";
import { unreachable } from "../../domain/result.ts";
import type { Letter, LetterLine, LetterPart, LetterSum } from "./letter.ts";

const FONT = "'Helvetica Neue', Helvetica, Arial, sans-serif";
const PAPER = "#faf7f2";
const CARD = "#fffdfa";
const INK = "#211b15";
const SOFT = "#665c50";
const RULE = "#e4dccf";
const ACCENT = "#7a3b12";

const DARK = `
  @media (prefers-color-scheme: dark) {
    .paper { background: #16130f !important; }
    .card { background: #211c17 !important; border-color: #39322a !important; }
    .ink { color: #f4eee5 !important; }
    .soft { color: #b8ad9d !important; }
    .rule { border-color: #39322a !important; }
    .action { background: #f0b27a !important; color: #24160a !important; }
  }`;

const CELL = { padding: "0", verticalAlign: "top", color: INK } as const;
const AMOUNT = { ...CELL, paddingLeft: "16px", textAlign: "right", whiteSpace: "nowrap" } as const;
const RULED = { borderTop: `1px solid ${RULE}`, paddingTop: "14px" } as const;
const SMALL = { color: SOFT, fontSize: "13px", lineHeight: "19px" } as const;

/** @returns the letter as a whole HTML document */
export function letterHtml(letter: Letter): string {
  return `<!doctype html>${(<LetterDocument letter={letter} />).toString()}`;
}

function LetterDocument({ letter }: { letter: Letter }) {
  const { sender, subject, preview, heading, parts, footer } = letter;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{subject}</title>
        <style>{raw(DARK)}</style>
      </head>
      <body
        class="paper"
        style={{ margin: "0", padding: "0", background: PAPER, fontFamily: FONT }}
      >
        <div style={{ display: "none", maxHeight: "0", overflow: "hidden" }}>{preview}</div>
        <Columns style={{ background: PAPER }} class="paper">
          <tr>
            <td align="center" style={{ padding: "28px 12px" }}>
              <Columns style={{ maxWidth: "560px" }}>
                <tr>
                  <td class="ink" style={{ ...CELL, padding: "0 4px 18px", ...brand }}>
                    {sender}
                  </td>
                </tr>
                <tr>
                  <td class="card" style={card}>
                    <h1 class="ink" style={{ margin: "0 0 12px", color: INK, ...title }}>
                      {heading}
                    </h1>
                    {parts.map((part) => (
                      <Part part={part} />
                    ))}
                  </td>
                </tr>
                <tr>
                  <td class="soft" style={{ ...SMALL, padding: "18px 4px 0" }}>
                    {footer}
                  </td>
                </tr>
              </Columns>
            </td>
          </tr>
        </Columns>
      </body>
    </html>
  );
}

const brand = { fontSize: "19px", fontWeight: "700", letterSpacing: "-0.01em" } as const;
const title = { fontSize: "25px", lineHeight: "31px", letterSpacing: "-0.015em" } as const;
const card = {
  padding: "26px 22px 28px",
  background: CARD,
  border: `1px solid ${RULE}`,
  borderRadius: "14px",
  fontSize: "16px",
  lineHeight: "24px",
} as const;

function Part({ part }: { part: LetterPart }) {
  switch (part.kind) {
    case "paragraph":
      return (
        <p class="ink" style={{ margin: "0 0 18px", color: INK }}>
          {part.text}
        </p>
      );
    case "action":
      return (
        <p style={{ margin: "0 0 24px" }}>
          <a class="action" href={part.href} style={action}>
            {part.label}
          </a>
        </p>
      );
    case "lines":
      return (
        <Columns>
          {part.lines.map((line) => (
            <Line line={line} />
          ))}
        </Columns>
      );
    case "sums":
      return (
        <Columns style={{ marginBottom: "26px" }}>
          {part.sums.map((sum, index) => (
            <Sum sum={sum} isFirst={index === 0} />
          ))}
          <Sum sum={part.grand} isFirst isGrand />
        </Columns>
      );
    case "facts":
      return (
        <Columns>
          {part.facts.map(({ label, lines }) => (
            <tr>
              <td class="ink rule" style={{ ...CELL, ...RULED, paddingBottom: "14px" }}>
                <div class="soft" style={SMALL}>
                  {label}
                </div>
                {lines.map((line) => (
                  <div>{line}</div>
                ))}
              </td>
            </tr>
          ))}
        </Columns>
      );
    default:
      return unreachable(part);
  }
}

const action = {
  display: "inline-block",
  padding: "13px 22px",
  background: ACCENT,
  color: "#fff9f2",
  borderRadius: "10px",
  fontWeight: "600",
  textDecoration: "none",
} as const;

function Line({ line }: { line: LetterLine }) {
  const { title: name, detail, amount, notes } = line;
  return (
    <tr>
      <td class="ink rule" style={{ ...CELL, ...RULED, paddingBottom: "14px" }}>
        <strong>{name}</strong>
        {[detail, ...notes].map((note) => (
          <div class="soft" style={SMALL}>
            {note}
          </div>
        ))}
      </td>
      <td class="ink rule" style={{ ...AMOUNT, ...RULED, paddingBottom: "14px" }}>
        {amount}
      </td>
    </tr>
  );
}

function Sum(props: { sum: LetterSum; isFirst?: boolean; isGrand?: boolean }) {
  const { label, amount, note } = props.sum;
  const edge = props.isFirst === true ? { ...RULED, marginTop: "6px" } : {};
  const weight = props.isGrand === true ? { fontSize: "19px", fontWeight: "700" } : {};
  const space = { paddingBottom: props.isGrand === true ? "0" : "10px" };
  return (
    <tr>
      <td class="ink rule" style={{ ...CELL, ...edge, ...weight, ...space }}>
        {label}
        {note !== undefined && (
          <div class="soft" style={{ ...SMALL, fontWeight: "400" }}>
            {note}
          </div>
        )}
      </td>
      <td class="ink rule" style={{ ...AMOUNT, ...edge, ...weight, ...space }}>
        {amount}
      </td>
    </tr>
  );
}

/** A table that is none to a screen reader: mail clients know no other columns. */
function Columns(props: {
  children?: unknown;
  style?: Readonly<Record<string, string>>;
  class?: string;
}) {
  return (
    <table
      role="presentation"
      class={props.class}
      width="100%"
      cellpadding="0"
      cellspacing="0"
      style={{ width: "100%", borderCollapse: "separate", borderSpacing: "0", ...props.style }}
    >
      <tbody>{props.children}</tbody>
    </table>
  );
}
