/** Every address of the shop is a function: pages, e-mails and problems never spell one. */
import { mediaPath } from "../contracts/media.ts";
import type { Id } from "../domain/id.ts";
import { CURRENCIES, type Currency } from "../domain/money.ts";

const [DEFAULT_CURRENCY] = CURRENCIES;

/** @returns the path under which pages in a currency live: "" for the default, else "/jpy" */
export function currencyPrefix(currency: Currency): string {
  return currency === DEFAULT_CURRENCY ? "" : `/${currency.toLowerCase()}`;
}

/** Every address of the shop. Paths start with a slash and belong to the shop's origin. */
export const links = {
  home(currency: Currency): string {
    return currencyPrefix(currency) || "/";
  },
  products(currency: Currency): string {
    return `${currencyPrefix(currency)}/products`;
  },
  category(handle: string, currency: Currency): string {
    return `${currencyPrefix(currency)}/c/${encodeURIComponent(handle)}`;
  },
  product(handle: string, currency: Currency, options: { variant?: string } = {}): string {
    const path = `${currencyPrefix(currency)}/p/${encodeURIComponent(handle)}`;
    return options.variant === undefined ? path : `${path}${search({ variant: options.variant })}`;
  },
  /** The original of a picture; `key` is the object's key in R2. */
  media(key: string): string {
    return mediaPath(key);
  },
  cart(): string {
    return "/cart";
  },
  cartLines(): string {
    return "/cart/lines";
  },
  cartLine(lineId: Id<"line">): string {
    return `/cart/lines/${lineId}`;
  },
  cartUndo(): string {
    return "/cart/undo";
  },
  cartNotices(): string {
    return "/cart/notices";
  },
  cartCurrency(): string {
    return "/cart/currency";
  },
  startCheckout(): string {
    return "/checkout";
  },
  checkout(orderId: Id<"order">): string {
    return `/checkout/${orderId}`;
  },
  checkoutStep(orderId: Id<"order">, step: string): string {
    return `/checkout/${orderId}/${step}`;
  },
  /** The status page of an order; the token is what opens it. */
  order(orderId: Id<"order">, token: string): string {
    return `/orders/${orderId}${search({ token })}`;
  },
  docs(): string {
    return "/docs";
  },
  problems(): string {
    return "/docs/problems";
  },
  openapi(): string {
    return "/openapi.json";
  },
};

/** @returns "?a=1&b=2" in the order given, without what is undefined; empty for nothing */
export function search(parameters: Readonly<Record<string, string | undefined>>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) pairs.set(name, value);
  }
  return pairs.size === 0 ? "" : `?${pairs}`;
}
