/** kiosk-core: the objects, the payment provider, what the queues and the clock bring. */
import type { Env } from "./env.gen.ts";
import { consume } from "./queues/consume.ts";
import { onSchedule } from "./queues/scheduled.ts";

export { CartObject } from "./durable-objects/cart-object.ts";
export { CouponObject } from "./durable-objects/coupon-object.ts";
export { InvoiceSeriesObject } from "./durable-objects/invoice-series-object.ts";
export { LimiterObject } from "./durable-objects/limiter-object.ts";
export { OrderObject } from "./durable-objects/order-object.ts";
export { StockObject } from "./durable-objects/stock-object.ts";
export { Payments } from "./gateways/payments.ts";
export { Rates } from "./gateways/rates.ts";
export { CartPricing } from "./queues/cart-pricing.ts";
export { Exchange } from "./queues/exchange.ts";
export { Indexing } from "./queues/indexing.ts";
export { Invoicing } from "./queues/invoicing.ts";
export { Reconciliation } from "./queues/reconciliation.ts";

export default {
  queue: consume,
  scheduled: onSchedule,
} satisfies ExportedHandler<Env>;
