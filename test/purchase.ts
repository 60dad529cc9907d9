/** One purchase in steps, as a shopper's program makes it: what every story about buying shares. */
import type { CartView } from "../contracts/cart.ts";
import type { Product } from "../contracts/catalog.ts";
import type { CheckoutView } from "../contracts/checkout.ts";
import type { ProblemBody } from "../contracts/problem.ts";
import type { Shopper } from "./shopper.ts";

/** Where the stories' parcels go. */
export const ADDRESS = {
  name: "Ada Lovelace",
  line1: "Hafenstr. 1",
  line2: "",
  city: "Hamburg",
  region: "",
  postalCode: "20457",
  country: "DE",
} as const;

/** Cards of the provider's own documentation. */
export const CARDS = {
  good: "4242424242424242",
  declined: "4000000000000002",
  poor: "4000000000009995",
  challenged: "4000002760003184",
} as const;

/** The answer of a command: its status and either the view or the problem. */
export interface Answer<View> {
  readonly status: number;
  readonly body: View & Partial<Pick<ProblemBody, "code" | "detail" | "errors">>;
}

/** @returns a product of the demo shop */
export function product(shopper: Shopper, handle: string): Promise<Product> {
  return shopper.json<Product>(`/api/products/${handle}`);
}

/** Sends a command as a program does. */
export async function command<View>(
  shopper: Shopper,
  method: string,
  ...[path, json, headers = {}]: [string, unknown?, Record<string, string>?]
): Promise<Answer<View>> {
  const init = { method, headers, ...(json === undefined ? {} : { json }) };
  const response = await shopper.fetch(path, init);
  return { status: response.status, body: (await response.json()) as Answer<View>["body"] };
}

/** Puts units of a variant into the cart. */
export function add(shopper: Shopper, variantId: string, quantity = 1): Promise<Answer<CartView>> {
  return command(shopper, "POST", "/api/cart/lines", { variantId, quantity });
}

/** Opens the checkout and gives everything that it asks for. */
export async function fill(shopper: Shopper, email = "ada@example.com"): Promise<CheckoutView> {
  const opened = await command<CheckoutView>(shopper, "POST", "/api/checkouts", {});
  if (opened.status !== 201) throw new Error(`No checkout: ${JSON.stringify(opened.body)}`);
  const filled = await command<CheckoutView>(shopper, "PATCH", `/api/checkouts/${opened.body.id}`, {
    email,
    address: ADDRESS,
    shippingMethod: "standard",
  });
  if (filled.status !== 200) throw new Error(`Not filled: ${JSON.stringify(filled.body)}`);
  return filled.body;
}

/** Agrees to the quote. */
export function place(
  shopper: Shopper,
  checkout: CheckoutView,
  headers: Record<string, string> = {},
): Promise<Answer<CheckoutView>> {
  const quote = checkout.quote?.token;
  const path = `/api/checkouts/${checkout.id}/complete`;
  return command(shopper, "POST", path, { quote }, headers);
}

/** Pays as the provider's script in the browser does, without coming back to the shop. */
export async function pay(
  shopper: Shopper,
  checkout: CheckoutView,
  card: string = CARDS.good,
): Promise<{ status: number; intent: { status: string; next_action?: unknown } }> {
  const { clientSecret = "", publishableKey = "" } = checkout.payment ?? {};
  const intentId = clientSecret.split("_secret_")[0];
  const response = await fetch(
    `${shopper.origin}/dev/stripe/v1/payment_intents/${intentId}/confirm`,
    {
      method: "POST",
      headers: { authorization: `Bearer ${publishableKey}` },
      body: new URLSearchParams({
        client_secret: clientSecret,
        return_url: `${shopper.origin}/checkout/${checkout.id}/return`,
        "payment_method_data[type]": "card",
        "payment_method_data[card][number]": card,
        "payment_method_data[card][exp_month]": "12",
        "payment_method_data[card][exp_year]": "2034",
        "payment_method_data[card][cvc]": "123",
      }),
    },
  );
  const answer = (await response.json()) as {
    status: string;
    error?: { payment_intent?: { status: string } };
  };
  return { status: response.status, intent: answer.error?.payment_intent ?? answer };
}

/** The checkout as it is now. */
export function look(shopper: Shopper, checkout: Pick<CheckoutView, "id">): Promise<CheckoutView> {
  return shopper.json<CheckoutView>(`/api/checkouts/${checkout.id}`);
}

/** From an empty cart to the moment at which the shopper may pay. */
export async function readyToPay(
  shopper: Shopper,
  ...variantIds: readonly string[]
): Promise<CheckoutView> {
  for (const variantId of variantIds) {
    const added = await add(shopper, variantId);
    if (added.status !== 200) throw new Error(`Not added: ${JSON.stringify(added.body)}`);
  }
  const placed = await place(shopper, await fill(shopper));
  if (placed.status !== 200) throw new Error(`Not placed: ${JSON.stringify(placed.body)}`);
  return placed.body;
}
