/** What one costs where more are bought: a small table, for every choice that has such prices. */
import type { Product, Variant } from "../../contracts/catalog.ts";
import type { Locale } from "../../domain/locale.ts";
import { priceText } from "../../ui/price.tsx";
import { wordsIn } from "../../ui/words/words.ts";

/** The table, or nothing where the quantity changes no price. */
export function QuantityPrices({ product, locale }: { product: Product; locale: Locale }) {
  const { product: words, cart } = wordsIn(locale);
  const variants = product.variants.filter(({ quantityPrices }) => quantityPrices.length > 0);
  const [first] = variants;
  if (first === undefined) return null;
  const isAlike =
    variants.length === product.variants.length &&
    variants.every((variant) => pricesText(variant) === pricesText(first));
  const shown = isAlike ? [first] : variants;
  return (
    <table class="facts" data-quantity-prices>
      <caption class="only-heard">{words.quantityPrices}</caption>
      <tbody>
        {shown.flatMap((variant) =>
          variant.quantityPrices.map(({ fromQuantity, price }) => (
            <tr>
              <th scope="row">
                {!isAlike && `${variant.optionValues.join(", ")}: `}
                {cart.fromQuantity(fromQuantity)}
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

function pricesText({ quantityPrices }: Variant): string {
  return JSON.stringify(quantityPrices);
}
