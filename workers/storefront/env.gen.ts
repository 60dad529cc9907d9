/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */
import type { CartObject } from "../../durable-objects/cart-object.ts";
import type { StockObject } from "../../durable-objects/stock-object.ts";
import type { CartPricing } from "../../worker.ts";

/** What the platform hands to kiosk-storefront. */
export interface Env {
  readonly ADMIN: Fetcher;
  readonly API: Fetcher;
  readonly ASSETS: Fetcher;
  readonly CART: DurableObjectNamespace<CartObject>;
  readonly CATALOG: D1Database;
  readonly CHECKOUT: Fetcher;
  readonly DOCUMENTS: KVNamespace;
  readonly MEDIA: R2Bucket;
  readonly PRICING: Service<CartPricing>;
  readonly SEARCH: D1Database;
  readonly SEARCH_EVENTS: Queue;
  readonly SHOP_NAME: string;
  readonly SHOP_ORIGIN: string;
  readonly SIGNING_KEY: string;
  readonly STOCK: DurableObjectNamespace<StockObject>;
  readonly VERSION: WorkerVersionMetadata;
}
