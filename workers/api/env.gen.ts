/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */
import type { CartObject } from "../../durable-objects/cart-object.ts";
import type { StockObject } from "../../durable-objects/stock-object.ts";
import type { CartPricing } from "../../worker.ts";

/** What the platform hands to kiosk-api. */
export interface Env {
  readonly CART: DurableObjectNamespace<CartObject>;
  readonly CATALOG: D1Database;
  readonly DOCUMENTS: KVNamespace;
  readonly PRICING: Service<CartPricing>;
  readonly SEARCH: D1Database;
  readonly SEARCH_EVENTS: Queue;
  readonly SIGNING_KEY: string;
  readonly STOCK: DurableObjectNamespace<StockObject>;
}
