/** The lists of links that header and footer share. */
import { CURRENCIES, type Currency } from "../domain/money.ts";
import { links } from "../http/links.ts";
import type { ShopFrame } from "./shop-frame.ts";

/** Links to the root categories. */
export function CategoryList({ frame, className }: { frame: ShopFrame; className?: string }) {
  const { categories, currentCategory } = frame;
  return (
    <ul class={className}>
      {categories.map(({ handle, title }) => (
        <li>
          <a
            href={links.category(handle, frame)}
            aria-current={handle === currentCategory ? "true" : undefined}
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}

const CURRENCY_NAMES: Readonly<Record<Currency, string>> = {
  EUR: "Euro",
  USD: "US dollar",
  JPY: "Japanese yen",
};

/** Links to the same page in each currency, or the commands that change the cart over. */
export function CurrencyList({ frame, className }: { frame: ShopFrame; className?: string }) {
  const { inPlace, locale } = frame;
  return (
    <ul class={className}>
      {CURRENCIES.map((currency) => (
        <li>
          {inPlace !== null ? (
            <a
              href={inPlace({ locale, currency })}
              aria-current={currency === frame.currency ? "true" : undefined}
              rel="nofollow"
            >
              {CURRENCY_NAMES[currency]} ({currency})
            </a>
          ) : (
            <form method="post" action={links.cartCurrency()}>
              <button
                type="submit"
                class="menu-command"
                name="currency"
                value={currency}
                aria-current={currency === frame.currency ? "true" : undefined}
              >
                {CURRENCY_NAMES[currency]} ({currency})
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
