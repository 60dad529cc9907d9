/** Stripe's books: every intent of a time, with what was given back. */
import type Stripe from "stripe";
import * as z from "zod";
import { parseId } from "../domain/id.ts";
import type { IntentPage, ListedIntent } from "../domain/payment.ts";
import { STRIPE_STATUS, type StripeStatus } from "./stripe-status.ts";

/** The most that Stripe gives on one page. */
const PAGE_ROWS = 100;
const SECOND_MS = 1000;

/** What is believed of a listed PaymentIntent. Its currency may be any: comparing is the purpose. */
const listedSchema = z.object({
  id: z.string().startsWith("pi_"),
  status: z.enum(Object.keys(STRIPE_STATUS) as StripeStatus[]),
  amount: z.int().min(0),
  amount_received: z.int().min(0),
  currency: z.string().length(3).toUpperCase(),
  created: z.int().min(0),
  metadata: z.record(z.string(), z.string()),
  latest_charge: z.union([z.string(), z.object({ amount_refunded: z.int().min(0) })]).nullish(),
});

/** Reads one page, the newest first; what is given back is told by the intent's charge. */
export async function listIntents(
  stripe: Stripe,
  request: { createdAfter: number; createdBefore: number; cursor: string | null },
): Promise<IntentPage> {
  const { createdAfter, createdBefore, cursor } = request;
  const { data, has_more } = await stripe.paymentIntents.list({
    limit: PAGE_ROWS,
    created: {
      gte: Math.floor(createdAfter / SECOND_MS),
      lt: Math.ceil(createdBefore / SECOND_MS),
    },
    expand: ["data.latest_charge"],
    ...(cursor === null ? {} : { starting_after: cursor }),
  });
  const last = data.at(-1)?.id;
  return {
    intents: data.map(toListed),
    cursor: has_more && last !== undefined ? last : null,
  };
}

function toListed(answer: unknown): ListedIntent {
  const intent = listedSchema.parse(answer);
  const charge = intent.latest_charge;
  return {
    intentId: intent.id,
    orderId: parseId("order", intent.metadata.order_id ?? ""),
    status: STRIPE_STATUS[intent.status],
    amountMinor: intent.amount,
    receivedMinor: intent.amount_received,
    refundedMinor: typeof charge === "object" && charge !== null ? charge.amount_refunded : 0,
    currency: intent.currency,
    createdAt: intent.created * SECOND_MS,
  };
}
