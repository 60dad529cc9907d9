/** A price for a base amount as people read it. */
import type { ProductCard } from "../contracts/catalog.ts";
import type { Locale } from "../domain/locale.ts";
import type { Money } from "../domain/money.ts";
import { priceText } from "./price.tsx";
import { wordsIn } from "./words/words.ts";

const UNITS = {
  g: "g",
  kg: "kg",
  ml: "ml",
  l: "l",
  cm: "cm",
  m: "m",
  cm2: "cm²",
  m2: "m²",
} as const;

/** What is told of an offer: its price, and the price for a base amount. */
export interface PricedUnit {
  readonly price: Money;
  readonly unitPrice: ProductCard["unitPrice"];
}

/**
 * @returns "€3.20 / l", "€0.89 / 100 ml"; empty where no unit price is told, or where it would only
 * say the price of a single piece again
 */
export function unitPriceText({ price, unitPrice }: PricedUnit, locale: Locale): string {
  if (unitPrice === null) return "";
  const { amount, per } = unitPrice;
  if (per.unit === "piece" && per.quantity === 1 && amount.minor === price.minor) return "";
  const { units, product } = wordsIn(locale);
  return product.unitPrice(priceText(amount, locale), unitText(per));

  function unitText({ quantity, unit }: typeof per): string {
    if (unit === "piece") return units.piece(quantity);
    return quantity === 1 ? UNITS[unit] : `${quantity.toLocaleString(locale)} ${UNITS[unit]}`;
  }
}
