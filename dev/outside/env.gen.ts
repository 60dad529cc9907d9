/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */

/** What the platform hands to kiosk-dev-outside. */
export interface Env {
  readonly CARRIER: Fetcher;
  readonly STRIPE: Fetcher;
}
