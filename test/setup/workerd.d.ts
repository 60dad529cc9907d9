/** What `env` and `exports` of "cloudflare:workers" are inside tests. */
import type { D1Migration } from "cloudflare:test";
import type { Env as StripeEnv } from "../../dev/stripe/env.gen.ts";
import type { Env as CoreEnv } from "../../env.gen.ts";

declare global {
  namespace Cloudflare {
    interface Env extends CoreEnv, StripeEnv {
      readonly TEST_MIGRATIONS: Readonly<Record<"catalog" | "orders" | "search", D1Migration[]>>;
    }
    interface GlobalProps {
      mainModule: typeof import("../../worker.ts");
    }
  }
}
