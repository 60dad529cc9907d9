/** Signed links to an order's own page: whoever has one may see that order, and no other. */
import type { Id } from "../domain/id.ts";
import { links } from "./links.ts";
import { signToken, verifyToken } from "./tokens.ts";

/** How long a link opens its order, in milliseconds. */
export const ORDER_LINK_MS = 180 * 24 * 60 * 60 * 1000;

/** Who signs and checks links. */
type Signer = { readonly SIGNING_KEY: string };

/**
 * @param now epoch milliseconds
 * @returns the path of the order's page with its token; belongs to the shop's origin
 */
export async function signOrderLink(
  env: Signer,
  orderId: Id<"order">,
  now: number,
): Promise<string> {
  const claims = { type: "order+jwt", subject: orderId } as const;
  return links.order(
    orderId,
    await signToken(env.SIGNING_KEY, claims, { ttlMs: ORDER_LINK_MS, now }),
  );
}

/** @returns whether `token` opens the order; one of another order is as good as a forged one */
export async function verifyOrderLink(
  env: Signer,
  { orderId, token }: { readonly orderId: Id<"order">; readonly token: string },
  now: number,
): Promise<boolean> {
  const verified = await verifyToken(env.SIGNING_KEY, token, { type: "order+jwt", now });
  return verified.ok && verified.value.subject === orderId;
}
