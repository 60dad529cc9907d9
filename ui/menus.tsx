/** The lists of links that header and footer share. */
import { LOCALES } from "../domain/locale.ts";
import { CURRENCIES } from "../domain/money.ts";
import { links, search } from "../http/links.ts";
import type { ShopFrame } from "./shop-frame.ts";
import { LANGUAGE_NAMES, wordsIn } from "./words/words.ts";

/** Where a list stands. */
interface PlaceListProps {
  readonly frame: ShopFrame;
  readonly className?: string;
  /** Id of the title above it, where it is no landmark of its own. */
  readonly labelledBy?: string;
}

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

/** Links to the same page in each language. */
export function LanguageList({ frame, className, labelledBy }: PlaceListProps) {
  const { inPlace, currency } = frame;
  return (
    <ul class={className} aria-labelledby={labelledBy}>
      {LOCALES.map((locale) => (
        <li>
          <a
            href={
              inPlace === null
                ? `${links.cart()}${search({ locale })}`
                : inPlace({ locale, currency })
            }
            lang={locale}
            hreflang={locale}
            aria-current={locale === frame.locale ? "true" : undefined}
          >
            {LANGUAGE_NAMES[locale]}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Links to the same page in each currency, or the commands that change the cart over. */
export function CurrencyList({ frame, className, labelledBy }: PlaceListProps) {
  const { inPlace, locale } = frame;
  const { currencies } = wordsIn(locale).shell;
  return (
    <ul class={className} aria-labelledby={labelledBy}>
      {CURRENCIES.map((currency) => (
        <li>
          {inPlace !== null ? (
            <a
              href={inPlace({ locale, currency })}
              aria-current={currency === frame.currency ? "true" : undefined}
              rel="nofollow"
            >
              {currencies[currency]} ({currency})
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
                {currencies[currency]} ({currency})
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
