/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */
import type { CouponObject } from "../../durable-objects/coupon-object.ts";
import type { OrderObject } from "../../durable-objects/order-object.ts";
import type { StockObject } from "../../durable-objects/stock-object.ts";
import type { Exchange, Indexing, Invoicing, Reconciliation } from "../../worker.ts";

/** What the platform hands to kiosk-admin. */
export interface Env {
  readonly CATALOG: D1Database;
  readonly CATALOG_EVENTS: Queue;
  readonly COUPON: DurableObjectNamespace<CouponObject>;
  readonly EXCHANGE: Service<Exchange>;
  readonly IMPORT_EVENTS: Queue;
  readonly IMPORT_FILES: R2Bucket;
  readonly INDEXING: Service<Indexing>;
  readonly INVOICE_EVENTS: Queue;
  readonly INVOICING: Service<Invoicing>;
  readonly MEDIA: R2Bucket;
  readonly NOTICES: Queue;
  readonly ORDER: DurableObjectNamespace<OrderObject>;
  readonly ORDERS: D1Database;
  readonly ORDER_EVENTS: Queue;
  readonly PAYMENT_EVENTS: Queue;
  readonly RECONCILIATION: Service<Reconciliation>;
  readonly SEARCH: D1Database;
  readonly SEARCH_EVENTS: Queue;
  readonly SHOP_NAME: string;
  readonly SHOP_ORIGIN: string;
  readonly STAFF_KEY: string;
  readonly STOCK: DurableObjectNamespace<StockObject>;
  readonly STOCK_EVENTS: Queue;
}
