/** How the checkout answers pages: each is one shopper's own, so no cache may keep it. */
import type { JSX } from "hono/jsx/jsx-runtime";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppContext } from "../../http/context.ts";
import { PAGE_POLICY, pagePolicy } from "../../ui/page-policy.ts";
import type { Env } from "./env.gen.ts";

/** The context of the checkout's handlers. */
export type CheckoutContext = AppContext<Env>;

/** Pages are text at once or a moment later. */
export type Answer = Response | Promise<Response>;

/** Answers a page with the strict policy of all pages. */
export function page(c: CheckoutContext, content: JSX.Element, status = 200): Answer {
  return answer(c, content, { policy: PAGE_POLICY, status });
}

/** Answers the one page that lets the payment provider's own script and frames in. */
export function paymentPage(c: CheckoutContext, content: JSX.Element): Answer {
  return answer(c, content, { policy: paymentPolicy(c.env.STRIPE_JS_URL), status: 200 });
}

function answer(
  c: CheckoutContext,
  content: JSX.Element,
  { policy, status }: { policy: string; status: number },
): Answer {
  c.header("Cache-Control", "private, no-store");
  c.header("Content-Security-Policy", policy);
  // The address of an order's page carries its key, which no other site may learn. A page that
  // told nobody at all would make browsers send its own forms with the Origin "null".
  c.header("Referrer-Policy", "same-origin");
  return c.html(content, status as ContentfulStatusCode);
}

/** Source: Stripe's "Integration security guide", Content Security Policy. */
function paymentPolicy(scriptUrl: string): string {
  // A script of our own origin brings frames of our own origin.
  if (scriptUrl.startsWith("/")) return pagePolicy({ frames: ["'self'"], hasTrustedTypes: false });
  const { origin } = new URL(scriptUrl);
  return pagePolicy({
    scripts: [origin],
    frames: [origin, "https://hooks.stripe.com"],
    connections: ["https://api.stripe.com"],
    hasTrustedTypes: false,
  });
}
