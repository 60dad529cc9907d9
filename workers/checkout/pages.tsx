/** The checkout's pages: one per step, each a plain form that works without scripts. */
import { Hono } from "hono";
import * as z from "zod";
import { type CheckoutView, changeCheckoutSchema } from "../../contracts/checkout.ts";
import { idSchema } from "../../contracts/money.ts";
import { problemKind } from "../../contracts/problem.ts";
import { normalCode } from "../../domain/promotion.ts";
import type { AppEnv } from "../../http/context.ts";
import { readCommand } from "../../http/idempotency.ts";
import { links } from "../../http/links.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { currencyRule } from "../../http/shop-rules.ts";
import { parseForm, validate } from "../../http/validate.ts";
import { type Answer, type CheckoutContext, page, paymentPage } from "./answer.ts";
import { cancelCheckout, changeCheckout, readCheckout, refreshCheckout } from "./checkout.ts";
import { completeCheckout } from "./checkout-completion.ts";
import { openCheckout } from "./checkout-opening.ts";
import { stepLink } from "./checkout-shell.tsx";
import type { Env } from "./env.gen.ts";
import {
  changeOf,
  codesForm,
  errorsByField,
  type InformationForm,
  informationForm,
  informationOf,
  reviewForm,
  shippingForm,
} from "./forms.ts";
import { InformationPage } from "./information-page.tsx";
import { orderIdOf } from "./order-pages.tsx";
import { PaymentPage } from "./payment-page.tsx";
import { refuse } from "./problem.tsx";
import { ReviewPage } from "./review-page.tsx";
import { type Setback, setbackText } from "./setback-text.ts";
import { ShippingPage } from "./shipping-page.tsx";

const SEE_OTHER = 303;
const startForm = z.strictObject({ from: idSchema("order").optional() });

/** Everything below /checkout. */
export const pageRoutes = new Hono<AppEnv<Env>>();

pageRoutes.post("/checkout", async (c) => {
  const form = await parseForm(c, startForm);
  return start(c, form.ok ? form.value : {});
});

pageRoutes.get("/checkout/:id", (c) =>
  withCheckout(c, (checkout) => c.redirect(wayOn(checkout), SEE_OTHER)),
);

pageRoutes.get("/checkout/:id/information", (c) =>
  withOpen(c, async (checkout) => information(c, checkout, await knownOf(c, checkout))),
);

pageRoutes.post("/checkout/:id/information", (c) =>
  withOpen(c, async (checkout) => {
    const form = await parseForm(c, informationForm);
    if (!form.ok) return information(c, checkout, await knownOf(c, checkout), form.problem);
    const change = validate(changeCheckoutSchema, changeOf(form.value));
    if (!change.ok) return information(c, checkout, form.value, change.problem);
    const command = await readCommand(c, form.value);
    if (!command.ok) return refuse(c, command.problem);
    const changed = await changeCheckout(c, checkout.id, {
      change: change.value,
      command: command.value,
    });
    return changed.ok
      ? c.redirect(stepLink(checkout, "shipping"), SEE_OTHER)
      : information(c, checkout, form.value, changed.problem);
  }),
);

pageRoutes.get("/checkout/:id/shipping", (c) =>
  withOpen(c, (checkout) => {
    if (lacks(checkout, "contact", "address")) return back(c, stepLink(checkout, "information"));
    return shipping(c, checkout, null);
  }),
);

pageRoutes.post("/checkout/:id/shipping", (c) =>
  withOpen(c, async (checkout) => {
    const form = await parseForm(c, shippingForm);
    if (!form.ok) return back(c, stepLink(checkout, "shipping"));
    const command = await readCommand(c, form.value);
    if (!command.ok) return refuse(c, command.problem);
    const changed = await changeCheckout(c, checkout.id, {
      change: { shippingMethod: form.value.method },
      command: command.value,
    });
    if (!changed.ok && changed.problem.reason === "tax_unavailable") {
      return shipping(c, checkout, changed.problem);
    }
    return back(c, stepLink(checkout, changed.ok ? "review" : "shipping"));
  }),
);

pageRoutes.get("/checkout/:id/review", (c) =>
  withOpen(c, (checkout) =>
    checkout.missing.length > 0 ? back(c, wayOn(checkout)) : review(c, checkout, null),
  ),
);

pageRoutes.post("/checkout/:id/review", (c) =>
  withCheckout(c, async (checkout) => {
    const form = await parseForm(c, reviewForm);
    if (!form.ok) return back(c, stepLink(checkout, "review"));
    const command = await readCommand(c, form.value);
    if (!command.ok) return refuse(c, command.problem);
    const { quote } = form.value;
    const placed = await completeCheckout(c, checkout.id, { quote, command: command.value });
    if (placed.ok) return c.redirect(wayOn(placed.value), SEE_OTHER);
    const now = await readCheckout(c, checkout.id);
    return now.ok ? review(c, now.value, placed.problem) : refuse(c, now.problem);
  }),
);

pageRoutes.post("/checkout/:id/codes", (c) =>
  withOpen(c, async (checkout) => {
    const form = await parseForm(c, codesForm);
    if (!form.ok) return back(c, stepLink(checkout, "review"));
    const command = await readCommand(c, form.value);
    if (!command.ok) return refuse(c, command.problem);
    const { add, remove } = form.value;
    if (add !== undefined && normalCode(add) === null) {
      const errors = [{ pointer: "/add", detail: "A code is made of letters and digits." }];
      return review(c, checkout, { reason: "validation_failed", errors });
    }
    const kept = checkout.codes.map(({ code }) => code).filter((code) => code !== remove);
    const codes = add === undefined ? kept : [...kept, add];
    const changed = await changeCheckout(c, checkout.id, {
      change: { codes },
      command: command.value,
    });
    return changed.ok
      ? back(c, stepLink(checkout, "review"))
      : review(c, checkout, changed.problem);
  }),
);

pageRoutes.get("/checkout/:id/payment", (c) =>
  withCheckout(c, (checkout) => {
    const { payment } = checkout;
    if (payment === null) return back(c, wayOn(checkout));
    const { SHOP_NAME, SHOP_ORIGIN, STRIPE_JS_URL } = c.env;
    return paymentPage(
      c,
      <PaymentPage
        shopName={SHOP_NAME}
        shopOrigin={SHOP_ORIGIN}
        scriptUrl={STRIPE_JS_URL}
        checkout={checkout}
        payment={payment}
      />,
    );
  }),
);

/** The browser comes back from paying. It only makes the order ask; it decides nothing. */
pageRoutes.get("/checkout/:id/return", async (c) => {
  const orderId = orderIdOf(c);
  if (orderId === null) return refuse(c, { reason: "not_found" });
  const checkout = await refreshCheckout(c, orderId);
  return checkout.ok ? c.redirect(wayOn(checkout.value), SEE_OTHER) : refuse(c, checkout.problem);
});

/** Lets the placed order go and opens a new checkout that knows what this one knew. */
pageRoutes.post("/checkout/:id/back", (c) =>
  withCheckout(c, async (checkout) => {
    const command = await readCommand(c, null);
    if (!command.ok) return refuse(c, command.problem);
    const cancelled = await cancelCheckout(c, checkout.id, command.value);
    return cancelled.ok ? start(c, { from: checkout.id }) : back(c, links.checkout(checkout.id));
  }),
);

async function start(c: CheckoutContext, { from }: z.output<typeof startForm>) {
  const command = await readCommand(c, { from });
  if (!command.ok) return refuse(c, command.problem);
  const opened = await openCheckout(c, command.value, { from });
  // The cart's page tells what is in the way.
  return c.redirect(opened.ok ? wayOn(opened.value) : links.cart(), SEE_OTHER);
}

/** @returns where a shopper with this checkout goes next */
function wayOn(checkout: CheckoutView): string {
  switch (checkout.status) {
    case "incomplete":
      return stepLink(checkout, lacks(checkout, "contact", "address") ? "information" : "shipping");
    case "ready_for_complete":
      return stepLink(checkout, "review");
    case "requires_payment":
      return stepLink(checkout, "payment");
    default:
      return checkout.orderUrl ?? links.cart();
  }
}

function lacks(checkout: CheckoutView, ...parts: CheckoutView["missing"]): boolean {
  return parts.some((part) => checkout.missing.includes(part));
}

function back(c: CheckoutContext, href: string): Response {
  return c.redirect(href, SEE_OTHER);
}

/** Until somebody says where, the parcel goes where the currency is at home. */
async function knownOf(c: CheckoutContext, checkout: CheckoutView): Promise<InformationForm> {
  const rule = await currencyRule(c.env.CATALOG, checkout.currency, Date.now());
  return informationOf(checkout, rule.defaultCountry);
}

function information(
  c: CheckoutContext,
  checkout: CheckoutView,
  ...[values, refusal]: [InformationForm, KnownProblem?]
) {
  const errors = refusal === undefined ? {} : errorsByField(errorsOf(refusal));
  const isAboutFields = Object.keys(errors).length > 0;
  const content = (
    <InformationPage
      shopName={c.env.SHOP_NAME}
      checkout={checkout}
      values={values}
      errors={errors}
      trouble={refusal === undefined || isAboutFields ? null : setbackText(refusal).text}
    />
  );
  return page(c, content, refusal === undefined ? 200 : problemKind(refusal.reason).status);
}

function errorsOf(refusal: KnownProblem) {
  if (refusal.reason !== "country_not_served") return refusal.errors ?? [];
  return [{ pointer: "/address/country", detail: "We do not ship to this country" }];
}

function shipping(c: CheckoutContext, checkout: CheckoutView, setback: Setback | null) {
  const trouble = setback && setbackText(setback).text;
  const props = { shopName: c.env.SHOP_NAME, checkout, trouble };
  return page(c, <ShippingPage {...props} />, setback ? problemKind(setback.reason).status : 200);
}

function review(c: CheckoutContext, checkout: CheckoutView, setback: Setback | null) {
  if (checkout.quote === null) return back(c, wayOn(checkout));
  const content = <ReviewPage shopName={c.env.SHOP_NAME} checkout={checkout} setback={setback} />;
  return page(c, content, setback === null ? 200 : problemKind(setback.reason).status);
}

/** Reads the checkout of the address; foreign and missing ones are not found. */
async function withCheckout(
  c: CheckoutContext,
  show: (checkout: CheckoutView) => Answer,
): Promise<Response> {
  const orderId = orderIdOf(c);
  if (orderId === null) return refuse(c, { reason: "not_found" });
  const checkout = await readCheckout(c, orderId);
  return checkout.ok ? show(checkout.value) : refuse(c, checkout.problem);
}

/** For the steps that edit: once placed, the shopper is sent on. */
function withOpen(c: CheckoutContext, show: (checkout: CheckoutView) => Answer): Promise<Response> {
  return withCheckout(c, (checkout) =>
    checkout.quote === null ? c.redirect(wayOn(checkout), SEE_OTHER) : show(checkout),
  );
}
