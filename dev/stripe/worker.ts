/** The Stripe stand-in: speaks Stripe's API to the shop, and shows the shopper its payment pages. */
import { readApiRequest, writeApiResponse } from "./api-request.ts";
import { control } from "./control.ts";
import type { Env } from "./env.gen.ts";
import { pages } from "./pages.tsx";

export { StripeAccount } from "./account.ts";

const API_HOST = "api.stripe.com";
const PREFIX = "/dev/stripe";

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    const account = env.ACCOUNT.getByName("account");
    if (url.hostname === API_HOST) {
      const asked = await readApiRequest(request, { path: url.pathname, origin: null });
      return writeApiResponse(await account.serve(asked));
    }
    if (!url.pathname.startsWith(`${PREFIX}/`)) return offline(url);
    const path = url.pathname.slice(PREFIX.length);
    if (path.startsWith("/v1/")) {
      const asked = await readApiRequest(request, { path, origin: url.origin });
      return writeApiResponse(await account.serve(asked));
    }
    if (path.startsWith("/control/")) {
      return control(request, { path: path.slice("/control".length), account });
    }
    return pages.fetch(request, env);
  },
} satisfies ExportedHandler<Env>;

function offline({ host }: URL): Response {
  const text = `Nothing goes out to ${host}: the local shop reaches the Stripe stand-in and nothing else.\n`;
  return new Response(text, { status: 502 });
}
