/** The cart's lines and what can be done with each: forms that work with and without scripts. */
import type { CartLineView, CartNotice, CartView } from "../contracts/cart.ts";
import { LINE_QUANTITY_MAX } from "../domain/cart.ts";
import { DEFAULT_PLACE } from "../domain/place.ts";
import { links } from "../http/links.ts";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { Picture } from "./picture.tsx";
import { priceText } from "./price.tsx";
import { stockText } from "./stock-text.ts";

/** Every line of a cart. */
export function CartLines({ cart }: { cart: CartView }) {
  return (
    <ul class="cart-lines">
      {cart.lines.map((line) => (
        <Line line={line} />
      ))}
    </ul>
  );
}

/** What changed under the shopper's hands, and the way back from a removal. */
export function CartNotices({ cart }: { cart: CartView }) {
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
                Dismiss
              </button>
            </form>
          }
        >
          {notices.map((notice) => (
            <NoticeText notice={notice} />
          ))}
        </Notice>
      )}
      {undo !== null && (
        <Notice
          tone="calm"
          action={
            <form method="post" action={links.cartUndo()} data-cart-form>
              <button type="submit" class="text-button" id="cart-undo">
                Undo
              </button>
            </form>
          }
        >
          Removed {undo.title}
          {undo.quantity > 1 && ` × ${undo.quantity}`}
        </Notice>
      )}
    </div>
  );
}

function NoticeText({ notice }: { notice: CartNotice }) {
  const { message, was, now } = notice;
  return (
    <p>
      {message}
      {was !== null && now !== null && (
        <span class="soft">
          {" "}
          (was {priceText(was)}, now {priceText(now)})
        </span>
      )}
    </p>
  );
}

function Line({ line }: { line: CartLineView }) {
  const { unitPrice, total, quantity, variantTitle, availability } = line;
  const place = { ...DEFAULT_PLACE, currency: unitPrice.currency };
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
            <span class="price">{priceText(unitPrice)}</span> each
          </p>
        )}
        {availability.status !== "in_stock" && (
          <p class="stock small" data-status={availability.status}>
            {stockText(availability)}
          </p>
        )}
      </div>
      <p class="line-total price">{priceText(total)}</p>
      <LineControls line={line} />
    </li>
  );
}

function LineControls({ line: { id, title, quantity } }: { line: CartLineView }) {
  return (
    <form class="line-controls" method="post" action={links.cartLine(id)} data-cart-form data-live>
      {/* First, so that the Enter key in the quantity sends the quantity and not a step. */}
      <button type="submit" class="update-button text-button">
        Update
      </button>
      <span class="stepper">
        <button
          type="submit"
          name="to"
          value={quantity - 1}
          id={`less-${id}`}
          aria-label={quantity === 1 ? `Remove ${title}` : `One less of ${title}`}
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
          aria-label={`Quantity of ${title}`}
        />
        <button
          type="submit"
          name="to"
          value={quantity + 1}
          id={`more-${id}`}
          disabled={quantity >= LINE_QUANTITY_MAX}
          aria-label={`One more of ${title}`}
        >
          <Icon name="plus" size={16} />
        </button>
      </span>
      <button
        type="submit"
        class="text-button small"
        name="to"
        value={0}
        aria-label={`Remove ${title}`}
      >
        Remove
      </button>
    </form>
  );
}
