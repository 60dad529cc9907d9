/** Stripe behind the shop's own interface: explicit keys, short timeouts, answers instead of throws. */
import Stripe from "stripe";
import * as z from "zod";
import type { Id } from "../domain/id.ts";
import { CURRENCIES } from "../domain/money.ts";
import type {
  CreateIntent,
  Intent,
  IntentRefund,
  Outcome,
  PaymentBooks,
  PaymentProvider,
} from "../domain/payment.ts";
import { attempt, isReplayed } from "./stripe-attempt.ts";
import { listIntents } from "./stripe-books.ts";
import { fetchAnswer } from "./stripe-fetch.ts";
import { STRIPE_STATUS, type StripeStatus } from "./stripe-status.ts";

/** Longest wait for one answer, in milliseconds. */
export const STRIPE_TIMEOUT_MS = 8_000;
/** Intents that are looked through for an order's at most, in pages of 100. */
const FIND_PAGES_MAX = 5;
/**
 * After this long Stripe's search has seen everything; it says "under a minute" itself. An intent that it
 * missed is nobody's to pay, because its secret never left, and reconciliation lets it go.
 */
const SEARCH_LAG_MS = 2 * 60 * 1000;
/** Until then it is asked again now and then, and a last time right at the end, in milliseconds. */
const SEARCH_AGAIN_MS = 30 * 1000;
/** How far our clock may be ahead of Stripe's: what was just made seems to be as old as that. */
const CLOCKS_APART_MS = 15 * 60 * 1000;
/** Stripe may forget a key after 24 hours; an hour less, because clocks differ. */
const KEY_LIFE_MS = 23 * 60 * 60 * 1000;
/** Keys that one refund uses up at most; Stripe forgets them after a day. */
const REFUND_KEYS_MAX = 50;

/** What is believed of a PaymentIntent; anything else of it is not read. */
const intentSchema = z.object({
  id: z.string().startsWith("pi_"),
  status: z.enum(Object.keys(STRIPE_STATUS) as StripeStatus[]),
  amount: z.int().min(0),
  amount_received: z.int().min(0),
  currency: z.string().toUpperCase().pipe(z.enum(CURRENCIES)),
  client_secret: z.string().nullish(),
  metadata: z.record(z.string(), z.string()),
  last_payment_error: z
    .object({ code: z.string().nullish(), decline_code: z.string().nullish() })
    .nullish(),
});

const chargedSchema = z.object({
  latest_charge: z.object({
    id: z.string(),
    amount_captured: z.int().min(0),
    amount_refunded: z.int().min(0),
  }),
});

const refundSchema = z.object({
  id: z.string(),
  status: z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]),
  amount: z.int().min(0),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** @returns the provider that charges through the account of `secretKey` */
export function stripeProvider(secretKey: string): PaymentProvider & PaymentBooks {
  const stripe = new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(fetchAnswer),
    timeout: STRIPE_TIMEOUT_MS,
    maxNetworkRetries: 0,
    telemetry: false,
    appInfo: { name: "Kiosk" },
  });
  return {
    createIntent: (request) => createOnce(stripe, request),
    findIntent: (request) => find(stripe, request),
    retrieveIntent: ({ intentId }) =>
      attempt("retrieve", async () => toIntent(await stripe.paymentIntents.retrieve(intentId))),
    captureIntent: ({ key, intentId, amountMinor }) =>
      attempt("capture", async () =>
        toIntent(
          await stripe.paymentIntents.capture(
            intentId,
            { amount_to_capture: amountMinor },
            { idempotencyKey: key },
          ),
        ),
      ),
    cancelIntent: ({ key, intentId }) =>
      attempt("cancel", async () =>
        toIntent(await stripe.paymentIntents.cancel(intentId, {}, { idempotencyKey: key })),
      ),
    refundIntent: (request) => refund(stripe, request),
    listIntents: (request) => attempt("books", () => listIntents(stripe, request)),
  };
}

/** A key that Stripe may have forgotten makes a second intent: then the first one is looked for. */
async function createOnce(stripe: Stripe, request: CreateIntent): Promise<Outcome<Intent>> {
  const { orderId, askedAt } = request;
  if (Date.now() - askedAt > KEY_LIFE_MS) {
    const found = await find(stripe, { orderId, createdAfter: askedAt });
    if (found.outcome !== "absent") return found;
  }
  return attempt("create", async () => toIntent(await create(stripe, request)));
}

/** R2: cards are authorised now and captured later; methods that cannot wait are taken at once. */
function create(stripe: Stripe, request: CreateIntent) {
  return stripe.paymentIntents.create(
    {
      amount: request.amountMinor,
      currency: request.currency.toLowerCase(),
      automatic_payment_methods: { enabled: true },
      payment_method_options: { card: { capture_method: "manual" } },
      description: `Order ${request.orderNumber}`,
      metadata: { order_id: request.orderId, order_number: request.orderNumber },
    },
    { idempotencyKey: request.key },
  );
}

type FindIntent = { readonly orderId: Id<"order">; readonly createdAfter: number };

/** Lists rather than searches, because Stripe's search lags behind; unless there are too many. */
async function find(stripe: Stripe, request: FindIntent): Promise<Outcome<Intent>> {
  const { orderId, createdAfter } = request;
  const created = { gte: Math.floor((createdAfter - CLOCKS_APART_MS) / 1000) };
  let startingAfter: string | undefined;
  for (let page = 0; page < FIND_PAGES_MAX; page += 1) {
    const answer = await attempt("list", () =>
      stripe.paymentIntents.list({
        limit: 100,
        created,
        ...(startingAfter === undefined ? {} : { starting_after: startingAfter }),
      }),
    );
    if (answer.outcome !== "done") return answer;
    const found = answer.value.data.find((intent) => isAlive(intent, orderId));
    if (found !== undefined) return { outcome: "done", value: toIntent(found) };
    startingAfter = answer.value.data.at(-1)?.id;
    if (!answer.value.has_more || startingAfter === undefined) return { outcome: "absent" };
  }
  return search(stripe, request);
}

/** What it does not find may be too young for it. */
async function search(
  stripe: Stripe,
  { orderId, createdAfter }: FindIntent,
): Promise<Outcome<Intent>> {
  const query = `metadata["order_id"]:"${orderId}"`;
  const answer = await attempt("search", () => stripe.paymentIntents.search({ query, limit: 100 }));
  if (answer.outcome !== "done") return answer;
  const found = answer.value.data.find((intent) => isAlive(intent, orderId));
  if (found !== undefined) return { outcome: "done", value: toIntent(found) };
  const leftMs = createdAfter + SEARCH_LAG_MS - Date.now();
  const retryAfterMs = Math.min(leftMs, SEARCH_AGAIN_MS);
  return leftMs > 0
    ? { outcome: "busy", code: "too_many_intents", retryAfterMs }
    : { outcome: "absent" };
}

function isAlive({ metadata, status }: Stripe.PaymentIntent, orderId: Id<"order">): boolean {
  return metadata.order_id === orderId && status !== "canceled";
}

/** Gives an amount back; where it has to be the whole rest, what was given back by hand counts. */
async function refund(stripe: Stripe, request: RefundIntent): Promise<Outcome<IntentRefund>> {
  if (Date.now() - request.askedAt > KEY_LIFE_MS) {
    // The key may be forgotten: sent again, it would pay again.
    const made = await findRefund(stripe, request);
    if (made.outcome !== "absent") return made;
  }
  const answer = await refundOnce(stripe, request);
  if (answer.outcome !== "refused" || !request.isRest) return answer;
  const { key, intentId, amountMinor } = request;
  const rest = await attempt("retrieve", async () =>
    restOf(await stripe.paymentIntents.retrieve(intentId, { expand: ["latest_charge"] })),
  );
  if (rest.outcome !== "done") return rest;
  const { chargeId, minor } = rest.value;
  if (minor >= amountMinor) return answer;
  return minor === 0
    ? { outcome: "done", value: { refundId: chargeId, status: "succeeded", amountMinor: 0 } }
    : refundOnce(stripe, { key: `${key}:rest:${minor}`, intentId, amountMinor: minor });
}

/** What of an intent's charge was taken and is not given back. */
function restOf(answer: unknown): { readonly chargeId: string; readonly minor: number } {
  const { latest_charge: charge } = chargedSchema.parse(answer);
  return { chargeId: charge.id, minor: charge.amount_captured - charge.amount_refunded };
}

/**
 * A refund that ended in the dark is looked for. Stripe stores failures: a key that only replays one
 * is left behind, and the next key is tried, one new key with each call.
 */
async function refundOnce(
  stripe: Stripe,
  { key, intentId, amountMinor }: Pick<RefundIntent, "key" | "intentId" | "amountMinor">,
): Promise<Outcome<IntentRefund>> {
  for (let turn = 0; ; turn += 1) {
    let isReplay = false;
    const answer = await attempt("refund", async () => {
      try {
        return toRefund(
          await stripe.refunds.create(
            { payment_intent: intentId, amount: amountMinor, metadata: { key } },
            { idempotencyKey: turn === 0 ? key : `${key}:${turn}` },
          ),
        );
      } catch (error) {
        isReplay = isReplayed(error);
        throw error;
      }
    });
    if (answer.outcome !== "unknown") return answer;
    const made = await findRefund(stripe, { key, intentId });
    if (made.outcome !== "absent") return made;
    if (!isReplay || turn >= REFUND_KEYS_MAX) return answer;
  }
}

type RefundIntent = Parameters<PaymentProvider["refundIntent"]>[0];

async function findRefund(
  stripe: Stripe,
  { key, intentId }: Pick<RefundIntent, "key" | "intentId">,
): Promise<Outcome<IntentRefund>> {
  const past = await attempt("refunds", () =>
    stripe.refunds.list({ payment_intent: intentId, limit: 100 }),
  );
  if (past.outcome !== "done") return past;
  const found = past.value.data.find((one) => one.metadata?.key === key);
  return found === undefined ? { outcome: "absent" } : { outcome: "done", value: toRefund(found) };
}

function toIntent(answer: unknown): Intent {
  const intent = intentSchema.parse(answer);
  const lastError = intent.last_payment_error;
  return {
    intentId: intent.id,
    status: STRIPE_STATUS[intent.status],
    amountMinor: intent.amount,
    receivedMinor: intent.amount_received,
    currency: intent.currency,
    clientSecret: intent.client_secret ?? null,
    declineCode: lastError?.decline_code ?? lastError?.code ?? null,
  };
}

function toRefund(answer: unknown): IntentRefund {
  const { id, status, amount } = refundSchema.parse(answer);
  const isOver = status === "failed" || status === "canceled";
  const settled = status === "succeeded" ? "succeeded" : "pending";
  return { refundId: id, status: isOver ? "failed" : settled, amountMinor: amount };
}
