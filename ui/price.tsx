/** The one place where money becomes text. */
import { CURRENCY_DECIMALS, type Currency, type Money } from "../domain/money.ts";

const FORMATS: Readonly<Record<Currency, Intl.NumberFormat>> = {
  EUR: new Intl.NumberFormat("en", { style: "currency", currency: "EUR" }),
  USD: new Intl.NumberFormat("en", { style: "currency", currency: "USD" }),
  JPY: new Intl.NumberFormat("en", { style: "currency", currency: "JPY" }),
};

/** An amount as people read it: "€24.00", "$1,200.50", "¥3,400". */
export function priceText(amount: Money): string {
  return FORMATS[amount.currency].format(decimalText(amount));
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
}

/** A price, with the one before it where there was a higher one. */
export function Price({ amount, compareAt = null, isFrom = false }: PriceProps) {
  const text = `${isFrom ? "from " : ""}${priceText(amount)}`;
  if (compareAt === null) return <span class="price">{text}</span>;
  return (
    <>
      <span class="price price-now">
        <span class="only-heard">Now </span>
        {text}
      </span>{" "}
      <s class="price price-was">
        <span class="only-heard">Was </span>
        {priceText(compareAt)}
      </s>
    </>
  );
}
