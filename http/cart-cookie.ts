/** A guest's cart: its id in a signed cookie, and beside it the count that pages may read. */
import { getCookie, setCookie } from "hono/cookie";
import { type Id, mintId, parseId } from "../domain/id.ts";
import { type AppContext, isHttps } from "./context.ts";
import { signToken, verifyToken } from "./tokens.ts";

/** How long a cart is kept for a shopper who does not come back, in milliseconds. */
export const CART_COOKIE_MS = 90 * 24 * 60 * 60 * 1000;
/** A cookie older than this is signed anew with the next command, in milliseconds. */
const RENEW_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
/** Units in the cart, for scripts on cached pages. */
const COUNT_COOKIE = "kiosk_cart_n";

/** What signing needs. */
export interface CartCookieEnv {
  readonly SIGNING_KEY: string;
}

/** The cart that a request names. */
export interface CartClaim {
  readonly cartId: Id<"cart">;
  readonly issuedAt: number;
}

/** @returns the cart of the request's cookie; null where it is missing, forged or expired */
export async function readCartCookie<Bindings extends CartCookieEnv>(
  c: AppContext<Bindings>,
  now: number,
): Promise<CartClaim | null> {
  const token = getCookie(c, cookieName(c));
  if (token === undefined) return null;
  const checked = await verifyToken(c.env.SIGNING_KEY, token, { type: "cart+jwt", now });
  if (!checked.ok) return null;
  const cartId = parseId("cart", checked.value.subject);
  return cartId === null ? null : { cartId, issuedAt: checked.value.issuedAt };
}

/** @returns the request's cart, or a new one; its cookie is set where it is new or old */
export async function openCartCookie<Bindings extends CartCookieEnv>(
  c: AppContext<Bindings>,
  now: number,
): Promise<Id<"cart">> {
  const claim = await readCartCookie(c, now);
  if (claim !== null && now - claim.issuedAt < RENEW_AFTER_MS) return claim.cartId;
  const random = crypto.getRandomValues(new Uint8Array(10));
  const cartId = claim?.cartId ?? mintId("cart", now, random);
  const claims = { type: "cart+jwt", subject: cartId } as const;
  const token = await signToken(c.env.SIGNING_KEY, claims, { ttlMs: CART_COOKIE_MS, now });
  setCookie(c, cookieName(c), token, { ...cookieOptions(c), httpOnly: true });
  return cartId;
}

/** Tells the page's script how many units the cart has. */
export function setCartCount<Bindings extends object>(
  c: AppContext<Bindings>,
  count: number,
): void {
  if (getCookie(c, COUNT_COOKIE) === String(count)) return;
  setCookie(c, COUNT_COOKIE, String(count), cookieOptions(c));
}

/** `__Host-` binds the cookie to this host and to TLS; a browser refuses it over plain http. */
function cookieName<Bindings extends object>(c: AppContext<Bindings>): string {
  return isHttps(c.req.url) ? "__Host-kiosk_cart" : "kiosk_cart";
}

function cookieOptions<Bindings extends object>(c: AppContext<Bindings>) {
  return {
    path: "/",
    secure: isHttps(c.req.url),
    sameSite: "Lax",
    maxAge: CART_COOKIE_MS / 1000,
  } as const;
}
