/** The one place where money becomes text. */
import { DEFAULT_LOCALE, type Locale } from "../domain/locale.ts";
import { CURRENCY_DECIMALS, type Currency, type Money } from "../domain/money.ts";
import { wordsIn } from "./words/words.ts";

/** One for each language and currency that was asked for. */
const formats = new Map<string, Intl.NumberFormat>();

/** An amount as people read it: "€24.00", "$1,200.50", "¥3,400", in German "24,00 €". */
export function priceText(amount: Money, locale: Locale = DEFAULT_LOCALE): string {
  return formatOf(locale, amount.currency).format(decimalText(amount));
}

function formatOf(locale: Locale, currency: Currency): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  formats.set(key, format);
  return format;
}

/** An amount as programs read it, exactly: "24.00", "3400". */
export function decimalText({ minor, currency }: Money): `${number}` {
  const decimals = CURRENCY_DECIMALS[currency];
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? "" : `.${digits.slice(-decimals)}`;
  return `${minor < 0 ? "-" : ""}${whole}${fraction}` as `${number}`;
}

/** What a price tag says. */
export interface PriceProps {
  readonly amount: Money;
  /** The price before, where it was higher. */
  readonly compareAt?: Money | null;
  /** Whether other variants cost more. */
  readonly isFrom?: boolean;
  readonly locale: Locale;
}

/** A price, with the one before it where there was a higher one. */
export function Price({ amount, compareAt = null, isFrom = false, locale }: PriceProps) {
  const { card } = wordsIn(locale);
  const text = `${isFrom ? `${card.from} ` : ""}${priceText(amount, locale)}`;
  if (compareAt === null) return <span class="price">{text}</span>;
  return (
    <>
      <span class="price price-now">
        <span class="only-heard">{card.now} </span>
        {text}
      </span>{" "}
      <s class="price price-was">
        <span class="only-heard">{card.was} </span>
        {priceText(compareAt, locale)}
      </s>
    </>
  );
}
