/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */
import type { CarrierDesk } from "./carrier-desk.ts";

/** What the platform hands to kiosk-dev-carrier. */
export interface Env {
  readonly DESK: DurableObjectNamespace<CarrierDesk>;
}
