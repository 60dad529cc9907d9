/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */
import type { StripeAccount } from "./worker.ts";

/** What the platform hands to kiosk-dev-stripe. */
export interface Env {
  readonly ACCOUNT: DurableObjectNamespace<StripeAccount>;
  readonly SETTLE_MS: string;
  readonly SHOP: Fetcher;
  readonly STRIPE_WEBHOOK_SECRET: string;
  readonly WEBHOOK_URL: string;
}
