/** In place of http/cart-cookie.ts: a browser of the simulation carries its cart's id in the open. */
import type { Id } from "../../../domain/id.ts";

/** What a request of the simulation carries. */
export interface Carrier {
  readonly cartId: Id<"cart">;
}

export async function readCartCookie({ cartId }: Carrier): Promise<Carrier> {
  return { cartId };
}

export async function openCartCookie({ cartId }: Carrier): Promise<Id<"cart">> {
  return cartId;
}

export function setCartCount(): void {}
