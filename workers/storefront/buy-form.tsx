/** Choosing a variant and putting it into the cart: one form that needs no script. */
import type { Product, Variant } from "../../contracts/catalog.ts";
import { LINE_QUANTITY_MAX } from "../../domain/cart.ts";
import type { Place } from "../../domain/place.ts";
import { links } from "../../http/links.ts";
import { Icon } from "../../ui/icon.tsx";
import { Picture } from "../../ui/picture.tsx";
import { priceText } from "../../ui/price.tsx";
import { stockText } from "../../ui/stock-text.ts";
import { type OptionGroup, optionGroups, STATE_TEXTS } from "../../ui/variant-choice.ts";

/** A product and the variant chosen now. */
export interface BuyFormProps {
  readonly product: Product;
  readonly chosen: Variant;
  readonly place: Place;
}

/** Price, options, stock, quantity, button. */
export function BuyForm({ product, chosen, place }: BuyFormProps) {
  const { optionNames, variants } = product;
  const isSoldOut = chosen.availability.status === "sold_out";
  return (
    <form
      class="buy"
      method="post"
      action={links.cartLines()}
      autocomplete="off"
      data-cart-form
      data-variants={JSON.stringify({ optionNames, variants: variants.map(variantTexts) })}
    >
      <input type="hidden" name="product" value={product.handle} />
      <input type="hidden" name="currency" value={place.currency} />
      <input type="hidden" name="locale" value={place.locale} />
      <PriceLine chosen={chosen} pricesIncludeTax={product.pricesIncludeTax} />
      {optionGroups(optionNames, variants, chosen).map((group, option) => (
        <Options group={group} option={option} product={product} />
      ))}
      {optionNames.length > 0 && (
        <button
          type="submit"
          class="button quiet show-choice"
          formmethod="get"
          formaction={links.product(product.handle, place)}
        >
          Show this choice
        </button>
      )}
      <p class="stock" data-stock data-status={chosen.availability.status}>
        {stockText(chosen.availability)}
      </p>
      <div class="buy-row">
        <QuantityStepper />
        <button type="submit" class="button primary" disabled={isSoldOut} data-buy>
          {isSoldOut ? "Sold out" : "Add to cart"}
        </button>
      </div>
    </form>
  );
}

function PriceLine({ chosen, pricesIncludeTax }: { chosen: Variant; pricesIncludeTax: boolean }) {
  const { price, compareAt } = chosen;
  return (
    <p class="product-price">
      <span class="price" data-price>
        {priceText(price)}
      </span>
      <s class="price price-was" data-was-box hidden={compareAt === null}>
        <span class="only-heard">Was </span>
        <span data-was>{compareAt === null ? "" : priceText(compareAt)}</span>
      </s>
      <small>{pricesIncludeTax ? "Tax included" : "Before tax"}, shipping at checkout</small>
    </p>
  );
}

function Options(props: { group: OptionGroup; option: number; product: Product }) {
  const { group, option, product } = props;
  const chosen = group.choices.find(({ isChosen }) => isChosen);
  return (
    <fieldset>
      <legend>
        {group.name} <span data-chosen={option}>{chosen?.value}</span>
      </legend>
      <div class="options">
        {group.choices.map(({ value, isChosen, state }) => {
          const picture = option === 0 ? pictureOf(product, value) : null;
          return (
            <label class="option" data-state={state}>
              <input
                type="radio"
                name={`option${option}`}
                value={value}
                checked={isChosen}
                data-option={option}
              />
              <span class="option-face">
                {picture !== null && <Picture picture={picture} isDecorative />}
                <span class="option-name">{value}</span>
                <span class="only-heard" data-state-text>
                  {STATE_TEXTS[state]}
                </span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

function QuantityStepper() {
  return (
    <span class="stepper">
      <button type="button" data-step="-1" aria-label="One less">
        <Icon name="minus" size={16} />
      </button>
      <input
        type="number"
        name="quantity"
        value={1}
        min={1}
        max={LINE_QUANTITY_MAX}
        required
        inputmode="numeric"
        aria-label="Quantity"
      />
      <button type="button" data-step="1" aria-label="One more">
        <Icon name="plus" size={16} />
      </button>
    </span>
  );
}

/** What the script needs of a variant, every text made here. */
function variantTexts({ id, optionValues, availability, price, compareAt }: Variant) {
  return {
    id,
    optionValues,
    availability: { status: availability.status },
    price: priceText(price),
    was: compareAt === null ? "" : priceText(compareAt),
    stock: stockText(availability),
  };
}

function pictureOf({ pictures }: Product, value: string) {
  return pictures.find(({ optionValue }) => optionValue === value) ?? null;
}
