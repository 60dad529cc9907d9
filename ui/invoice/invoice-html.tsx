/**
 * An invoice as a page of its own: everything in one file, so that it reads the same in ten years.
 * Dark for dark screens, plain on paper, cards instead of a table on a phone.
 */
import { raw } from "hono/html";
import { TableHead } from "../table-head.tsx";
import type { InvoicePaper, PaperRow } from "./invoice-paper.ts";

const STYLE = `
:root{color-scheme:light dark;--paper:#faf7f2;--card:#fffdfa;--ink:#211b15;--soft:#665c50;--rule:#e4dccf}
@media (prefers-color-scheme:dark){:root{--paper:#16130f;--card:#211c17;--ink:#f4eee5;--soft:#b8ad9d;--rule:#39322a}}
*{box-sizing:border-box}
address{font-style:normal}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 "Helvetica Neue",Helvetica,Arial,sans-serif}
main{overflow-wrap:anywhere;max-width:52rem;margin:2rem auto;padding:2.5rem;background:var(--card);border:1px solid var(--rule);border-radius:14px}
h1{margin:0;font-size:1.75rem;line-height:1.2;letter-spacing:-.015em}
h2{margin:0 0 .25rem;font-size:.8125rem;font-weight:400;color:var(--soft)}
p{margin:0}
.lead,.soft{color:var(--soft)}
.head,.facts{display:flex;flex-wrap:wrap;gap:1.25rem 2.25rem;justify-content:space-between}
.head{margin-bottom:2rem}
.from{max-width:24rem;margin-left:auto;text-align:right}
.facts{gap:1.25rem 1.75rem;margin:2rem 0;padding:1rem 0;border:solid var(--rule);border-width:1px 0;justify-content:flex-start}
.facts dt{font-size:.8125rem;color:var(--soft)}
.facts dd{margin:0}
table{width:100%;border-collapse:collapse}
th{padding:.5rem 0 .5rem 1rem;font-size:.8125rem;font-weight:400;color:var(--soft);text-align:right;vertical-align:bottom;white-space:nowrap}
td{padding:.75rem 0 .75rem 1rem;border-top:1px solid var(--rule);text-align:right;vertical-align:top;white-space:nowrap;font-variant-numeric:tabular-nums}
th:first-child{padding-left:0;text-align:left;white-space:normal}
tbody th{padding:.75rem 0;border-top:1px solid var(--rule);font-size:inherit;color:inherit;vertical-align:top}
.rows th:first-child{min-width:9rem}
.rows .rate{white-space:normal}
th small{display:block;font-size:.8125rem;color:var(--soft)}
.reckoning{display:flex;flex-wrap:wrap;gap:2rem 4rem;justify-content:space-between;align-items:flex-start;margin-top:1.5rem;padding-top:1.5rem;border-top:2px solid var(--ink)}
.reckoning table{width:auto;flex:1 1 16rem}
.reckoning th{overflow-wrap:break-word}
.reckoning td,.reckoning th{border:0;padding-top:.25rem;padding-bottom:.25rem}
.total th,.total td{padding-top:.75rem;font-size:1.25rem;font-weight:700}
.notes{margin-top:2rem}
footer{margin-top:2rem;padding-top:1rem;border-top:1px solid var(--rule);font-size:.8125rem;color:var(--soft)}
@media screen and (max-width:56rem){
main{margin:0;padding:1.25rem;border:0;border-radius:0}
.from{margin-left:0;text-align:left}
.rows thead{display:none}
.rows tr{display:grid;grid-template-columns:1fr 1fr 1fr;gap:.25rem 1rem;padding:.75rem 0;border-top:1px solid var(--rule)}
.rows tbody th,.rows td{padding:0;border:0;text-align:left}
.rows tbody th{grid-column:1/-1;font-weight:600}
.rows th small{font-weight:400}
.rows td:empty{display:none}
.rows td::before{content:attr(data-label);display:block;font-size:.8125rem;color:var(--soft)}
}
@media print{
@page{size:A4;margin:18mm}
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--rule:#bbb}
body{font-size:11pt}
.rows{font-size:10pt}
.rows td{padding-left:.5rem}
main{max-width:none;margin:0;padding:0;border:0}
tr,.reckoning,footer{break-inside:avoid}
}`;

const NUMBERS = ["quantity", "unit", "rate", "net", "tax", "gross"] as const;

/** @returns the document as a whole page; it loads nothing and runs nothing */
export function invoiceHtml(paper: InvoicePaper): string {
  return `<!doctype html>${(<InvoiceDocument paper={paper} />).toString()}`;
}

function InvoiceDocument({ paper }: { paper: InvoicePaper }) {
  const { title, number, lead, seller, buyer, facts, notes, foot } = paper;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} ${number}`}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <main>
          <div class="head">
            <div>
              <h1>{title}</h1>
              {lead !== "" && <p class="lead">{lead}</p>}
            </div>
            <address class="from">
              <Lines lines={seller} />
            </address>
          </div>
          <section>
            <h2>To</h2>
            <Lines lines={buyer} />
          </section>
          <dl class="facts">
            {facts.map(({ label, value }) => (
              <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Rows paper={paper} />
          <Reckoning paper={paper} />
          <div class="notes">
            {notes.map((note) => (
              <p>{note}</p>
            ))}
          </div>
          <footer>{foot}</footer>
        </main>
      </body>
    </html>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <p>{line}</p>
      ))}
    </>
  );
}

function Rows({ paper: { columns, rows } }: { paper: InvoicePaper }) {
  return (
    <table class="rows" aria-label="Items">
      <TableHead names={[columns.title, ...NUMBERS.map((name) => columns[name])]} />
      <tbody>
        {rows.map((row) => (
          <Row row={row} columns={columns} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, columns }: { row: PaperRow; columns: InvoicePaper["columns"] }) {
  return (
    <tr>
      <th scope="row">
        {row.title}
        {row.notes.map((note) => (
          <small>{note}</small>
        ))}
      </th>
      {NUMBERS.map((name) => (
        <td class={name} data-label={columns[name]}>
          {row[name]}
        </td>
      ))}
    </tr>
  );
}

function Reckoning({ paper: { taxes, sums, total } }: { paper: InvoicePaper }) {
  return (
    <div class="reckoning">
      {taxes.length > 0 && (
        <table aria-label="Taxes">
          <TableHead names={["Tax", "on", "Amount"]} />
          <tbody>
            {taxes.map(({ label, base, amount }) => (
              <tr>
                <th scope="row">{label}</th>
                <td>{base}</td>
                <td>{amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <table aria-label="Totals">
        <tbody>
          {sums.map(({ label, value }) => (
            <tr>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
          <tr class="total">
            <th scope="row">{total.label}</th>
            <td>{total.value}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
