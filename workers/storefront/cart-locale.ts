/** The language of a shopper's cart: its pages have one address, so a cookie remembers where he came from. */
import { getCookie, setCookie } from "hono/cookie";
import { localeSchema } from "../../contracts/place.ts";
import { DEFAULT_LOCALE, type Locale } from "../../domain/locale.ts";
import { CART_COOKIE_MS } from "../../http/cart-cookie.ts";
import { isHttps } from "../../http/context.ts";
import type { ShopContext } from "./answer.ts";

const COOKIE = "kiosk_locale";

/** Languages that requests brought along, before their cookie is back. */
const taken = new WeakMap<ShopContext, Locale>();

/** @returns the language that the cart is opened in */
export function cartLocale(c: ShopContext): Locale {
  const kept = localeSchema.safeParse(getCookie(c, COOKIE)).data;
  return taken.get(c) ?? kept ?? DEFAULT_LOCALE;
}

/** Remembers the language that a shopper comes from; `named` is as an address or a form says it. */
export function takeLocale(c: ShopContext, named: string | undefined): void {
  const locale = localeSchema.safeParse(named).data;
  if (locale === undefined || locale === cartLocale(c)) return;
  taken.set(c, locale);
  setCookie(c, COOKIE, locale, {
    path: "/",
    secure: isHttps(c.req.url),
    sameSite: "Lax",
    maxAge: CART_COOKIE_MS / 1000,
  });
}
