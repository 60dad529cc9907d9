/** The entry of the local shop: the stand-ins' own pages under /dev, everything else to the storefront. */
import type { Env } from "./env.gen.ts";

export default {
  fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/dev/stripe" || pathname.startsWith("/dev/stripe/")) {
      return env.STRIPE.fetch(request);
    }
    if (pathname.startsWith("/dev/carrier/")) return env.CARRIER.fetch(request);
    if (pathname.startsWith("/dev/inbox")) return env.INBOX.fetch(request);
    return env.STOREFRONT.fetch(request);
  },
} satisfies ExportedHandler<Env>;
