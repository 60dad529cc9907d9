/** Webhooks as Stripe sends them: signed, retried with growing pauses, given up at last. */

const ATTEMPTS_MAX = 12;
const PAUSE_BASE_MS = 500;
const PAUSE_MAX_MS = 60_000;

/** When to try again after this many attempts, or null when it is over. */
export function nextAttemptAt(attempts: number, now: number): number | null {
  if (attempts >= ATTEMPTS_MAX) return null;
  return now + Math.min(PAUSE_MAX_MS, PAUSE_BASE_MS * 2 ** (attempts - 1));
}

/** The `Stripe-Signature` header over a raw body. */
export async function signWebhook(
  body: string,
  { secret, now }: { readonly secret: string; readonly now: number },
): Promise<string> {
  const at = Math.floor(now / 1000);
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(`${at}.${body}`));
  const hex = Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, "0"));
  return `t=${at},v1=${hex.join("")}`;
}
