/** What is bought and what it costs: the same for a cart, a checkout, an order. */
import type { Child } from "hono/jsx";
import type { Picture as PictureView } from "../contracts/catalog.ts";
import { DEFAULT_LOCALE, type Locale } from "../domain/locale.ts";
import type { Money } from "../domain/money.ts";
import { Picture } from "./picture.tsx";
import { priceText } from "./price.tsx";

/** One line of what is bought. */
export interface SummaryLine {
  readonly title: string;
  /** "Sage, 350 ml"; empty where there is nothing to tell apart. */
  readonly detail: string;
  readonly quantity: number;
  readonly picture: PictureView | null;
  readonly total: Money;
}

/** One row of the reckoning. */
export interface TotalRow {
  readonly label: string;
  /** An amount, or words where there is none yet: "Next step", "Free". */
  readonly amount: Money | string;
  /** Small print below the label. */
  readonly note?: string | undefined;
}

/** Lines, totals and what may be done about them. */
export interface OrderSummaryProps {
  readonly heading: string;
  readonly lines: readonly SummaryLine[];
  readonly totals: readonly TotalRow[];
  readonly grandTotal: TotalRow;
  readonly children?: Child;
}

/** The box with lines and totals; its heading has the id "summary-title". */
export function OrderSummary({ heading, lines, totals, grandTotal, children }: OrderSummaryProps) {
  return (
    <section class="summary-box" aria-labelledby="summary-title">
      <h2 id="summary-title">{heading}</h2>
      <ul class="summary-lines">
        {lines.map((line) => (
          <li>
            <span class="picture-box">
              <Picture picture={line.picture} isDecorative />
              <span class="badge" aria-hidden="true">
                {line.quantity}
              </span>
            </span>
            <span>
              {line.title}
              <span class="only-heard">, {line.quantity} ×</span>
              {line.detail !== "" && <span class="line-detail">{line.detail}</span>}
            </span>
            <span class="price">{priceText(line.total)}</span>
          </li>
        ))}
      </ul>
      <Totals rows={totals} grandTotal={grandTotal} />
      {children}
    </section>
  );
}

/** The reckoning as a table, the grand total last. */
export function Totals(props: {
  rows: readonly TotalRow[];
  grandTotal: TotalRow;
  locale?: Locale;
}) {
  const { locale = DEFAULT_LOCALE } = props;
  return (
    <table class="totals">
      <tbody>
        {props.rows.map((row) => (
          <Row row={row} locale={locale} />
        ))}
        <Row row={props.grandTotal} locale={locale} className="grand" />
      </tbody>
    </table>
  );
}

function Row(props: { row: TotalRow; locale: Locale; className?: string }) {
  const { row, locale, className } = props;
  const { label, amount, note } = row;
  return (
    <tr class={className}>
      <th scope="row">
        {label}
        {note !== undefined && <small>{note}</small>}
      </th>
      <td class="price">{typeof amount === "string" ? amount : priceText(amount, locale)}</td>
    </tr>
  );
}
