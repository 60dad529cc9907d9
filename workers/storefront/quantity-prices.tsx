/** What one costs where more are bought: a small table, for every choice that has such prices. */
import type { Product, Variant } from "../../contracts/catalog.ts";
import type { Locale } from "../../domain/locale.ts";
import { priceText } from "../../ui/price.tsx";
import { wordsIn } from "../../ui/words/words.ts";

/** The table, or nothing where the quantity changes no price. */
export function QuantityPrices({ product, locale }: { product: Product; locale: Locale }) {
  const { product: words, cart } = wordsIn(locale);
  const ladders = laddersOf(product.variants);
  if (ladders.length === 0) return null;
  return (
    <table class="facts" data-quantity-prices>
      <caption class="only-heard">{words.quantityPrices}</caption>
      <tbody>
        {ladders.flatMap(({ choice, prices }) =>
          prices.map(({ fromQuantity, price }) => (
            <tr>
              <th scope="row">
                {choice !== "" && `${choice}${cart.colon}`}
                {choice === ""
                  ? cart.fromQuantity(fromQuantity)
                  : cart.fromQuantity(fromQuantity).toLowerCase()}
              </th>
              <td>
                <span class="price">{priceText(price, locale)}</span> {cart.each}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

/** Prices by quantity and the choice that they are of; empty is every choice. */
export interface Ladder {
  readonly choice: string;
  readonly prices: Variant["quantityPrices"];
}

/** Choices with the same prices stand together under what only they have in common, like "Single". */
export function laddersOf(
  variants: readonly Pick<Variant, "optionValues" | "quantityPrices">[],
): Ladder[] {
  const groups = Map.groupBy(variants, ({ quantityPrices }) => JSON.stringify(quantityPrices));
  return [...groups.values()].flatMap((group): Ladder[] => {
    const [first] = group;
    if (first === undefined || first.quantityPrices.length === 0) return [];
    const { quantityPrices: prices } = first;
    const common = first.optionValues.map((value, at) =>
      group.every(({ optionValues }) => optionValues[at] === value) ? value : null,
    );
    const meant = variants.filter(({ optionValues }) =>
      common.every((value, at) => value === null || optionValues[at] === value),
    );
    return meant.length === group.length
      ? [{ choice: common.filter((value) => value !== null).join(", "), prices }]
      : group.map(({ optionValues }) => ({ choice: optionValues.join(", "), prices }));
  });
}
