/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */
import type { CartObject } from "../../durable-objects/cart-object.ts";
import type { CouponObject } from "../../durable-objects/coupon-object.ts";
import type { LimiterObject } from "../../durable-objects/limiter-object.ts";
import type { OrderObject } from "../../durable-objects/order-object.ts";
import type { StockObject } from "../../durable-objects/stock-object.ts";
import type { Invoicing, Rates } from "../../worker.ts";

/** What the platform hands to kiosk-checkout. */
export interface Env {
  readonly CART: DurableObjectNamespace<CartObject>;
  readonly CATALOG: D1Database;
  readonly COUPON: DurableObjectNamespace<CouponObject>;
  readonly INVOICING: Service<Invoicing>;
  readonly LIMITER: DurableObjectNamespace<LimiterObject>;
  readonly ORDER: DurableObjectNamespace<OrderObject>;
  readonly ORDERS: D1Database;
  readonly PAYMENT_EVENTS: Queue;
  readonly RATES: Service<Rates>;
  readonly SHOP_NAME: string;
  readonly SHOP_ORIGIN: string;
  readonly SIGNING_KEY: string;
  readonly STOCK: DurableObjectNamespace<StockObject>;
  readonly STRIPE_JS_URL: string;
  readonly STRIPE_PUBLISHABLE_KEY: string;
  readonly STRIPE_WEBHOOK_SECRET: string;
}
