/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */

/** What the platform hands to kiosk-dev-front. */
export interface Env {
  readonly CARRIER: Fetcher;
  readonly INBOX: Fetcher;
  readonly STOREFRONT: Fetcher;
  readonly STRIPE: Fetcher;
}
