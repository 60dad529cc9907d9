/** Every address of the shop is a function: pages, e-mails and problems never spell one. */
import { mediaPath } from "../contracts/media.ts";
import type { Id } from "../domain/id.ts";
import { DEFAULT_PLACE, PLACES, type Place } from "../domain/place.ts";

/** Nothing, or what stands before the rest of a path. */
export type PathPrefix = "" | `/${string}`;

/** @returns the path under which a place's pages live: "" for the default, else "/de", "/de/jpy" */
export function placePrefix({ locale, currency }: Place): PathPrefix {
  const language: PathPrefix = locale === DEFAULT_PLACE.locale ? "" : `/${locale}`;
  return currency === DEFAULT_PLACE.currency ? language : `${language}/${currency.toLowerCase()}`;
}

/** @returns the place that a path belongs to */
export function placeOf(path: string): Place {
  const isUnder = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`);
  const [byLength] = PLACES.filter((place) => isUnder(placePrefix(place))).toSorted(
    (left, right) => placePrefix(right).length - placePrefix(left).length,
  );
  return byLength ?? DEFAULT_PLACE;
}

/** Every address of the shop. Paths start with a slash and belong to the shop's origin. */
export const links = {
  home(place: Place): string {
    return placePrefix(place) || "/";
  },
  products(place: Place): string {
    return `${placePrefix(place)}/products`;
  },
  category(handle: string, place: Place): string {
    return `${placePrefix(place)}/c/${encodeURIComponent(handle)}`;
  },
  collection(handle: string, place: Place): string {
    return `${placePrefix(place)}/collections/${encodeURIComponent(handle)}`;
  },
  collections(place: Place): string {
    return `${placePrefix(place)}/collections`;
  },
  brand(handle: string, place: Place): string {
    return `${placePrefix(place)}/brands/${encodeURIComponent(handle)}`;
  },
  /** The page of a search. */
  search(place: Place, parameters: { q?: string } = {}): string {
    return `${placePrefix(place)}/search${search(parameters)}`;
  },
  product(handle: string, place: Place, options: { variant?: string } = {}): string {
    const path = `${placePrefix(place)}/p/${encodeURIComponent(handle)}`;
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
  cartCodes(): string {
    return "/cart/codes";
  },
  cartGifts(): string {
    return "/cart/gifts";
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
  /** A document of an order, by the name of its file; the order's token opens it. */
  invoice(orderId: Id<"order">, token: string, file: string): string {
    return `/orders/${orderId}/invoices/${file}${search({ token })}`;
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
