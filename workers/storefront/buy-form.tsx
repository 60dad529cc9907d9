/** Choosing a variant and putting it into the cart: one form that needs no script. */
import type { Product, Variant } from "../../contracts/catalog.ts";
import { LINE_QUANTITY_MAX } from "../../domain/cart.ts";
import type { Locale } from "../../domain/locale.ts";
import type { Place } from "../../domain/place.ts";
import { links } from "../../http/links.ts";
import { Icon } from "../../ui/icon.tsx";
import { Picture } from "../../ui/picture.tsx";
import { priceText } from "../../ui/price.tsx";
import { stockText } from "../../ui/stock-text.ts";
import { unitPriceText } from "../../ui/unit-price.ts";
import { type OptionGroup, optionGroups } from "../../ui/variant-choice.ts";
import { wordsIn } from "../../ui/words/words.ts";
import { ownPictures } from "./product-pictures.ts";

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
  const { locale } = place;
  const { product: words, stock } = wordsIn(locale);
  return (
    <form
      class="buy"
      method="post"
      action={links.cartLines()}
      autocomplete="off"
      data-cart-form
      data-variants={JSON.stringify({
        optionNames,
        variants: variants.map((variant) => variantTexts(variant, { product, locale })),
        words: { states: words.states, add: words.add, soldOut: stock.soldOut },
      })}
    >
      <input type="hidden" name="product" value={product.handle} />
      <input type="hidden" name="currency" value={place.currency} />
      <input type="hidden" name="locale" value={place.locale} />
      <PriceLine chosen={chosen} pricesIncludeTax={product.pricesIncludeTax} locale={locale} />
      {optionGroups(optionNames, variants, chosen).map((group, option) => (
        <Options group={group} option={option} product={product} states={words.states} />
      ))}
      {optionNames.length > 0 && (
        <button
          type="submit"
          class="button quiet show-choice"
          formmethod="get"
          formaction={links.product(product.handle, place)}
        >
          {words.showChoice}
        </button>
      )}
      <p class="stock" data-stock data-status={chosen.availability.status}>
        {stockText(chosen.availability, locale)}
      </p>
      <div class="buy-row">
        <QuantityStepper locale={locale} />
        <button type="submit" class="button primary" disabled={isSoldOut} data-buy>
          {isSoldOut ? stock.soldOut : words.add}
        </button>
      </div>
    </form>
  );
}

function PriceLine(props: { chosen: Variant; pricesIncludeTax: boolean; locale: Locale }) {
  const { chosen, pricesIncludeTax, locale } = props;
  const { price, compareAt } = chosen;
  const { card, product: words } = wordsIn(locale);
  return (
    <p class="product-price">
      <span class="price" data-price>
        {priceText(price, locale)}
      </span>
      <s class="price price-was" data-was-box hidden={compareAt === null}>
        <span class="only-heard">{card.was} </span>
        <span data-was>{compareAt === null ? "" : priceText(compareAt, locale)}</span>
      </s>
      <small class="price" data-unit-price>
        {unitPriceText(chosen, locale)}
      </small>
      <small>{pricesIncludeTax ? words.taxIncluded : words.beforeTax}</small>
      <small class="lowest" data-lowest>
        {lowestText(chosen, locale)}
      </small>
    </p>
  );
}

function Options(props: {
  group: OptionGroup;
  option: number;
  product: Product;
  states: Readonly<Record<OptionGroup["choices"][number]["state"], string>>;
}) {
  const { group, option, product, states } = props;
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
                  {states[state]}
                </span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

function QuantityStepper({ locale }: { locale: Locale }) {
  const { product: words } = wordsIn(locale);
  return (
    <span class="stepper">
      <button type="button" data-step="-1" aria-label={words.less}>
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
        aria-label={words.quantity}
      />
      <button type="button" data-step="1" aria-label={words.moreOne}>
        <Icon name="plus" size={16} />
      </button>
    </span>
  );
}

/** What the script needs of a variant, every text made here. */
function variantTexts(variant: Variant, { product, locale }: { product: Product; locale: Locale }) {
  const { id, optionValues, availability, price, compareAt } = variant;
  return {
    id,
    optionValues,
    availability: { status: availability.status },
    price: priceText(price, locale),
    was: compareAt === null ? "" : priceText(compareAt, locale),
    unitPrice: unitPriceText(variant, locale),
    lowest: lowestText(variant, locale),
    stock: stockText(availability, locale),
    pictures: ownPictures(product.pictures, variant).map(String),
  };
}

/** The law wants it told of a reduction, and only of one. */
function lowestText({ compareAt, lowestPrior }: Variant, locale: Locale): string {
  if (compareAt === null || lowestPrior === null) return "";
  return wordsIn(locale).card.lowest(priceText(lowestPrior, locale));
}

function pictureOf({ pictures }: Product, value: string) {
  return pictures.find(({ optionValue }) => optionValue === value) ?? null;
}
