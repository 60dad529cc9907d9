/** The only door to the objects: typed stubs by id, and a call that outlives a reset. */
import type { Id } from "../domain/id.ts";
import type { CartObject } from "./cart-object.ts";
import type { CouponObject } from "./coupon-object.ts";
import type { InvoiceSeriesObject } from "./invoice-series-object.ts";
import type { LimiterObject } from "./limiter-object.ts";
import type { OrderObject } from "./order-object.ts";
import type { StockObject } from "./stock-object.ts";

/** Tries of one call, the first included. */
const CALL_ATTEMPTS_MAX = 3;
/** The longest wait before the second try, in milliseconds; it doubles with each further one. */
const CALL_BACKOFF_MS = 100;

/** The object that owns the stock of one item. */
export function stockStub(
  env: { readonly STOCK: DurableObjectNamespace<StockObject> },
  itemId: Id<"stockItem">,
): DurableObjectStub<StockObject> {
  return env.STOCK.getByName(itemId);
}

/** The object that counts the uses of one promotion. */
export function couponStub(
  env: { readonly COUPON: DurableObjectNamespace<CouponObject> },
  promotionId: Id<"promotion">,
): DurableObjectStub<CouponObject> {
  return env.COUPON.getByName(promotionId);
}

/** The object that counts one caller's tries at one thing. */
export function limiterStub(
  env: { readonly LIMITER: DurableObjectNamespace<LimiterObject> },
  name: string,
): DurableObjectStub<LimiterObject> {
  return env.LIMITER.getByName(name);
}

/** The object that owns one cart. */
export function cartStub(
  env: { readonly CART: DurableObjectNamespace<CartObject> },
  cartId: Id<"cart">,
): DurableObjectStub<CartObject> {
  return env.CART.getByName(cartId);
}

/** The object that owns a checkout and the order that it becomes. */
export function orderStub(
  env: { readonly ORDER: DurableObjectNamespace<OrderObject> },
  orderId: Id<"order">,
): DurableObjectStub<OrderObject> {
  return env.ORDER.getByName(orderId);
}

/** The object that numbers the documents of one series. */
export function invoiceSeriesStub(
  env: { readonly INVOICE_SERIES: DurableObjectNamespace<InvoiceSeriesObject> },
  series: string,
): DurableObjectStub<InvoiceSeriesObject> {
  return env.INVOICE_SERIES.getByName(series);
}

/** Chance and waiting, replaced in tests. */
export interface CallOptions {
  readonly random?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * Calls an object and repeats the call after failures that the platform calls retryable, such as
 * a reset. Only for calls that are safe to repeat: reads, and commands that carry a key or an id.
 * @param mint makes a stub; a broken stub stays broken, so every try gets its own
 * @param call one call on the stub
 * @throws what the last try threw; at once where the object is overloaded or the error is its own
 */
export async function callObject<Stub, Answer extends Promise<unknown>>(
  mint: () => Stub,
  call: (stub: Stub) => Answer,
  { random = Math.random, wait = (ms) => scheduler.wait(ms) }: CallOptions = {},
): Promise<Awaited<Answer>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call(mint());
    } catch (error) {
      if (attempt >= CALL_ATTEMPTS_MAX || !isRetryable(error)) throw error;
      await wait(random() * CALL_BACKOFF_MS * 2 ** (attempt - 1));
    }
  }
}

/** An overloaded object is retryable by its flag, but repeating the call makes it worse. */
function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isSet = (flag: string) => Reflect.get(error, flag) === true;
  return isSet("retryable") && !isSet("overloaded");
}
