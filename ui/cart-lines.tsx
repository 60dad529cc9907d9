/** The cart's lines and what can be done with each: forms that work with and without scripts. */
import type { CartLineView, CartNotice, CartView } from "../contracts/cart.ts";
import { LINE_QUANTITY_MAX } from "../domain/cart.ts";
import { DEFAULT_LOCALE, type Locale } from "../domain/locale.ts";
import { links } from "../http/links.ts";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { Picture } from "./picture.tsx";
import { priceText } from "./price.tsx";
import { stockText } from "./stock-text.ts";
import { wordsIn } from "./words/words.ts";

/** Every line of a cart. */
export function CartLines({ cart, locale }: { cart: CartView; locale: Locale }) {
  return (
    <ul class="cart-lines">
      {cart.lines.map((line) => (
        <Line line={line} locale={locale} />
      ))}
    </ul>
  );
}

/** What changed under the shopper's hands, and the way back from a removal. */
export function CartNotices({ cart, locale }: { cart: CartView; locale: Locale }) {
  const { cart: words } = wordsIn(locale);
  const { notices, undo } = cart;
  if (notices.length === 0 && undo === null) return null;
  return (
    <div class="cart-notices">
      {notices.length > 0 && (
        <Notice
          tone="warn"
          action={
            <form method="post" action={links.cartNotices()} data-cart-form>
              <button type="submit" class="text-button">
                {words.dismiss}
              </button>
            </form>
          }
        >
          {notices.map((notice) => (
            <NoticeText notice={notice} cart={cart} locale={locale} />
          ))}
        </Notice>
      )}
      {undo !== null && (
        <Notice
          tone="calm"
          action={
            <form method="post" action={links.cartUndo()} data-cart-form>
              <button type="submit" class="text-button" id="cart-undo">
                {words.undo}
              </button>
            </form>
          }
        >
          {words.removed(undo.title)}
          {undo.quantity > 1 && ` × ${undo.quantity}`}
        </Notice>
      )}
    </div>
  );
}

function NoticeText(props: { notice: CartNotice; cart: CartView; locale: Locale }) {
  const { notice, cart, locale } = props;
  const { was, now } = notice;
  const { cart: words } = wordsIn(locale);
  return (
    <p>
      {noticeText(notice, cart, locale)}
      {was !== null && now !== null && (
        <span class="soft"> {words.wasNow(priceText(was, locale), priceText(now, locale))}</span>
      )}
    </p>
  );
}

/** What the cart's notice says, in the shopper's language. */
function noticeText({ kind, lineId, message }: CartNotice, cart: CartView, locale: Locale): string {
  if (locale === DEFAULT_LOCALE) return message;
  const { notices } = wordsIn(locale).cart;
  if (kind === "currency_changed") return notices.currency_changed("", cart.currency);
  const line = cart.lines.find(({ id }) => id === lineId);
  if (line === undefined) return message;
  const { title, variantTitle, availability, quantity } = line;
  const name = variantTitle === "" ? title : `${title}, ${variantTitle}`;
  if (kind === "few_left") return notices.few_left(name, availability.left ?? quantity);
  return kind === "quantity_reduced"
    ? notices.quantity_reduced(name, quantity)
    : notices[kind](name);
}

function Line({ line, locale }: { line: CartLineView; locale: Locale }) {
  const { unitPrice, total, discount, quantity, variantTitle } = line;
  const { availability, fromQuantity, nextPrice } = line;
  const { cart: words, codes } = wordsIn(locale);
  const place = { locale, currency: unitPrice.currency };
  const href = links.product(line.handle, place, { variant: line.variantId });
  return (
    <li>
      <Picture picture={line.picture} isDecorative />
      <div class="line-text">
        <a class="line-title" href={href}>
          {line.title}
        </a>
        {variantTitle !== "" && <p class="soft small">{variantTitle}</p>}
        {quantity > 1 && (
          <p class="soft small">
            <span class="price">{priceText(unitPrice, locale)}</span> {words.each}
            {fromQuantity > 1 && ` (${words.fromQuantity(fromQuantity).toLowerCase()})`}
          </p>
        )}
        {nextPrice !== null && (
          <p class="soft small">
            {words.fromQuantity(nextPrice.fromQuantity)}
            {words.colon}
            <span class="price">{priceText(nextPrice.price, locale)}</span> {words.each}
          </p>
        )}
        {availability.status !== "in_stock" && (
          <p class="stock small" data-status={availability.status}>
            {stockText(availability, locale)}
          </p>
        )}
      </div>
      <p class="line-total price">
        {priceText(total, locale)}
        {discount.minor > 0 && (
          <span class="line-off small">{codes.off(priceText(discount, locale))}</span>
        )}
      </p>
      <LineControls line={line} locale={locale} />
    </li>
  );
}

function LineControls(props: { line: CartLineView; locale: Locale }) {
  const { id, title, quantity } = props.line;
  const { cart: words } = wordsIn(props.locale);
  return (
    <form class="line-controls" method="post" action={links.cartLine(id)} data-cart-form data-live>
      {/* First, so that the Enter key in the quantity sends the quantity and not a step. */}
      <button type="submit" class="update-button text-button">
        {words.update}
      </button>
      <span class="stepper">
        <button
          type="submit"
          name="to"
          value={quantity - 1}
          id={`less-${id}`}
          aria-label={quantity === 1 ? words.removeOf(title) : words.lessOf(title)}
        >
          <Icon name="minus" size={16} />
        </button>
        <input
          type="number"
          name="quantity"
          value={quantity}
          min={0}
          max={LINE_QUANTITY_MAX}
          inputmode="numeric"
          autocomplete="off"
          id={`quantity-${id}`}
          aria-label={words.quantityOf(title)}
        />
        <button
          type="submit"
          name="to"
          value={quantity + 1}
          id={`more-${id}`}
          disabled={quantity >= LINE_QUANTITY_MAX}
          aria-label={words.moreOf(title)}
        >
          <Icon name="plus" size={16} />
        </button>
      </span>
      <button
        type="submit"
        class="text-button small"
        name="to"
        value={0}
        aria-label={words.removeOf(title)}
      >
        {words.remove}
      </button>
    </form>
  );
}
