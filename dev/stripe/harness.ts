/** For this folder's tests: the official SDK, a browser's calls, the controls and the post box. */
import { env, exports } from "cloudflare:workers";
import Stripe from "stripe";
import type { AccountState } from "./account.ts";
import type { Env } from "./env.gen.ts";

/** Whatever a test may pass on to the Worker under test. */
type Init = { method?: string; headers?: Record<string, string>; body?: string };

const SHOP = "http://127.0.0.1:8787";

/** The bindings of the Worker under test. */
export const bindings = env as Env;

/** Where a shopper comes back to from the bank. */
export const RETURN_URL = `${SHOP}/checkout/return`;

/** A key with which the browser calls. */
export const PUBLISHABLE_KEY = "pk_test_kiosk";

function toWorker(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  return (exports as { default: Fetcher }).default.fetch(url as string, init as Init);
}

/** The official SDK, with the Worker under test in the network's place. */
export function sdk(options: { key?: string; retries?: number; timeoutMs?: number } = {}): Stripe {
  const { key = "sk_test_kiosk_1", retries = 0, timeoutMs = 5_000 } = options;
  return new Stripe(key, {
    httpClient: Stripe.createFetchHttpClient(toWorker),
    maxNetworkRetries: retries,
    telemetry: false,
    timeout: timeoutMs,
  });
}

/** A payment of 42.00 EUR that is not confirmed yet. */
export function openIntent(options: Record<string, unknown> = {}) {
  return sdk().paymentIntents.create({
    amount: 4200,
    currency: "eur",
    automatic_payment_methods: { enabled: true },
    metadata: { order_id: "ord_1" },
    ...options,
  });
}

/** The same, of which cards are authorised only. */
export function openManual(options: Record<string, unknown> = {}) {
  return openIntent({ payment_method_options: { card: { capture_method: "manual" } }, ...options });
}

/** A raw call of the API, as curl would make it. */
export function raw(path: string, init: Init = {}): Promise<Response> {
  const headers = { authorization: "Bearer sk_test_kiosk_1", ...init.headers };
  return toWorker(`https://api.stripe.com${path}`, { ...init, headers });
}

/** A request on the shop's origin, as a browser makes it. */
export function visit(path: string, init: Init = {}): Promise<Response> {
  return toWorker(`${SHOP}${path}`, { redirect: "manual", ...init });
}

/** A call of the API from the payment page. */
export function browserCall(path: string, fields: Record<string, string>): Promise<Response> {
  return visit(`/dev/stripe/v1${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${PUBLISHABLE_KEY}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams(fields).toString(),
  });
}

/** A call of the control API. */
export function control(method: string, path: string, body?: unknown): Promise<Response> {
  return visit(`/dev/stripe/control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Switches one fault on. */
export async function fault(body: Record<string, unknown>): Promise<void> {
  const response = await control("POST", "faults", body);
  if (response.status !== 201) throw new Error(await response.text());
}

/** Everything that the account holds. */
export async function state(): Promise<AccountState> {
  return (await control("GET", "state")).json();
}

/** A webhook that arrived. */
export interface Post {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly status: number;
}

/** The webhooks that arrived so far. */
export async function posts(): Promise<Post[]> {
  return (await bindings.SHOP.fetch(SHOP)).json();
}

/** Empties the post box, and lets it answer 200 again. */
export async function emptyPostBox(): Promise<void> {
  await bindings.SHOP.fetch(SHOP, { method: "DELETE" });
}

/** Lets the post box answer with this status from now on. */
export async function answerPosts(status: number): Promise<void> {
  await bindings.SHOP.fetch(SHOP, { method: "PUT", body: String(status) });
}

/** A fresh account and an empty post box. */
export async function freshAccount(): Promise<void> {
  await control("POST", "reset");
  await emptyPostBox();
}

/** The error that a promise of the SDK ends in. */
export async function errorOf(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof Stripe.errors.StripeError) return outcome;
  throw new Error(`Expected a StripeError, got ${String(outcome)}`);
}
