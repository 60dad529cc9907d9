/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */
import type { CartObject } from "./durable-objects/cart-object.ts";
import type { CouponObject } from "./durable-objects/coupon-object.ts";
import type { InvoiceSeriesObject } from "./durable-objects/invoice-series-object.ts";
import type { LimiterObject } from "./durable-objects/limiter-object.ts";
import type { OrderObject } from "./durable-objects/order-object.ts";
import type { StockObject } from "./durable-objects/stock-object.ts";
import type { Payments } from "./worker.ts";

/** What the platform hands to kiosk-core. */
export interface Env {
  readonly CART: DurableObjectNamespace<CartObject>;
  readonly CATALOG: D1Database;
  readonly CATALOG_EVENTS: Queue;
  readonly COUPON: DurableObjectNamespace<CouponObject>;
  readonly DOCUMENTS: KVNamespace;
  readonly EMAIL: SendEmail;
  readonly EXCHANGE_FEED_URL: string;
  readonly EXCHANGE_JUMP_BP_MAX: string;
  readonly HOLD_MS: string;
  readonly IMPORT_EVENTS: Queue;
  readonly IMPORT_FILES: R2Bucket;
  readonly INVOICES: R2Bucket;
  readonly INVOICE_EVENTS: Queue;
  readonly INVOICE_SERIES: DurableObjectNamespace<InvoiceSeriesObject>;
  readonly LIMITER: DurableObjectNamespace<LimiterObject>;
  readonly MAIL_FROM: string;
  readonly MEDIA: R2Bucket;
  readonly NOTICES: Queue;
  readonly ORDER: DurableObjectNamespace<OrderObject>;
  readonly ORDERS: D1Database;
  readonly ORDER_EVENTS: Queue;
  readonly PAYMENTS: Service<Payments>;
  readonly PAYMENT_EVENTS: Queue;
  readonly PURGE_ZONE_ID: string;
  readonly SEARCH: D1Database;
  readonly SEARCH_EVENTS: Queue;
  readonly SHOP_NAME: string;
  readonly SHOP_ORIGIN: string;
  readonly SIGNING_KEY: string;
  readonly STOCK: DurableObjectNamespace<StockObject>;
  readonly STOCK_EVENTS: Queue;
  readonly STRIPE_SECRET_KEY: string;
}
