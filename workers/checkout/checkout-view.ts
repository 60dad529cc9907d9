/** An order as its shopper may see it. */
import type { CheckoutLineView, CheckoutView, DeliveryView } from "../../contracts/checkout.ts";
import { countriesServed } from "../../domain/checkout-rules.ts";
import { money } from "../../domain/money.ts";
import { checkoutStatus, missingParts, type Order, refundedMinor } from "../../domain/order.ts";
import { journeyOf } from "../../domain/order-journey.ts";
import type { OrderLine } from "../../domain/order-line.ts";
import { absentMethods, shippingMethods } from "../../domain/order-quote.ts";
import type { QuoteJourney } from "../../domain/quote.ts";
import type { PricedMethod } from "../../domain/shipping-rates.ts";
import { codeView } from "../../http/code-view.ts";
import { totalViews } from "../../http/totals.ts";
import { changeViews } from "./change-view.ts";

/** What the view needs beyond the order itself. */
export interface ViewContext {
  /** The signed quote; null where there is nothing to agree to. */
  readonly quote: { readonly token: string; readonly expiresAt: number } | null;
  readonly orderUrl: string | null;
  readonly publishableKey: string;
  /** Epoch ms. */
  readonly now: number;
}

/** @returns the order without what is the shop's own: cart id, keys, seen events, stages */
export function checkoutView(order: Order, context: ViewContext): CheckoutView {
  const { currency, quote, rules } = order;
  const amount = (minor: number) => money(minor, currency);
  return {
    id: order.id,
    number: order.number,
    status: checkoutStatus(order),
    version: order.version,
    currency,
    missing: missingParts(order),
    email: order.email,
    address: order.address,
    countries: countriesServed(rules),
    shippingOptions: shippingMethods(order).map((each) => optionView(order, each, context.now)),
    missingShipping: absentMethods(order).map(({ method, absence }) => ({
      method: method.id,
      label: method.label,
      reason: absence,
    })),
    delivery: deliveryView(order),
    lines: order.lines.map((line) => lineView(order, line)),
    codes: order.codes.map(({ code }) => codeView(quote, code)),
    taxId: order.buyer?.taxId ?? null,
    totals: totalViews(order.quote),
    pricesIncludeTax: rules.pricesIncludeTax,
    quote:
      context.quote === null
        ? null
        : {
            token: context.quote.token,
            total: amount(quote.totals.grandTotalMinor),
            expiresAt: time(context.quote.expiresAt),
          },
    notice: order.notice && {
      reason: order.notice.reason,
      lineIds: [...order.notice.lineIds],
      changes: changeViews(order.notice.changes, currency),
    },
    heldUntil: order.status === "awaiting_payment" ? timeOrNull(order.holdExpiresAt) : null,
    payment: paymentView(order, context.publishableKey),
    endReason: order.status === "open" ? null : (order.ending?.reason ?? null),
    refunded: amount(goingBackMinor(order)),
    placedAt: timeOrNull(order.placedAt),
    confirmedAt: timeOrNull(order.confirmedAt),
    orderUrl: context.orderUrl,
    trace: quote.trace.map(({ step, because, minor }) => ({
      step,
      because,
      amount: amount(minor),
    })),
  };
}

function optionView(order: Order, priced: PricedMethod, now: number) {
  const { method, minor, standsInFor } = priced;
  return {
    method: method.id,
    label: method.label,
    kind: method.kind,
    price: money(minor, order.currency),
    daysMin: method.daysMin,
    daysMax: method.daysMax,
    ...journeyView(journeyOf(order, priced, now)),
    isStandIn: standsInFor !== null,
    isChosen: method.id === order.shippingMethodId,
  };
}

/** As it was quoted; orders of earlier programs know nothing of their journey. */
function deliveryView({ quote, currency }: Order): DeliveryView | null {
  if (quote.shipping === null) return null;
  const { methodId: method, label, minor, daysMin, daysMax, journey } = quote.shipping;
  const price = money(minor, currency);
  return { method, label, price, daysMin, daysMax, ...journeyView(journey) };
}

function journeyView(journey: QuoteJourney | null) {
  const { arrives = null, parcels = 1, collectAt = null } = journey ?? {};
  return {
    arrives: arrives && { ...arrives },
    parcels,
    collectAt: collectAt && {
      ...collectAt.address,
      label: collectAt.label,
      openingHours: collectAt.openingHours,
    },
  };
}

/** The secret leaves the shop only while the shopper may pay, and only to that shopper. */
function paymentView(order: Order, publishableKey: string): CheckoutView["payment"] {
  const { clientSecret, declineCode } = order.payment;
  if (order.status !== "awaiting_payment" || clientSecret === null) return null;
  return { provider: "stripe", clientSecret, publishableKey, declineCode };
}

function lineView(order: Order, line: OrderLine): CheckoutLineView {
  const quoted = order.quote.lines.find((of) => of.lineId === line.lineId);
  const amount = (minor: number | undefined) => money(minor ?? 0, order.currency);
  return {
    id: line.lineId,
    productId: line.productId,
    variantId: line.variantId,
    handle: line.handle,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    picture: line.picture,
    quantity: line.quantity,
    unitPrice: amount(line.unitMinor),
    cartUnitPrice: amount(line.cartPrice.unitMinor),
    subtotal: amount(quoted?.subtotalMinor),
    discount: amount(quoted?.discountMinor),
    shipping: amount(quoted?.shippingMinor),
    tax: amount(quoted?.taxMinor),
    total: amount(quoted?.totalMinor),
  };
}

/** An order that gives everything back asks until it is there: also between two tries it is on its way. */
function goingBackMinor(order: Order): number {
  const { capturedMinor } = order.payment;
  return order.status === "refunding" ? capturedMinor : refundedMinor(order);
}

function time(at: number): string {
  return new Date(at).toISOString();
}

function timeOrNull(at: number | null): string | null {
  return at === null ? null : time(at);
}
