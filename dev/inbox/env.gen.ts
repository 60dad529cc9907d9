/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */
import type { Mailbox } from "./mailbox.ts";

/** What the platform hands to kiosk-dev-inbox. */
export interface Env {
  readonly MAILBOX: DurableObjectNamespace<Mailbox>;
}
