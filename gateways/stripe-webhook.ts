/** Stripe's webhooks: proves who sent them and takes out the little that the shop believes. */
import Stripe from "stripe";
import * as z from "zod";
import { type Id, parseId } from "../domain/id.ts";
import { fail, ok, type Result } from "../domain/result.ts";

/** How far a signature's time may lie from ours, before and after, in seconds. Stripe's default. */
export const WEBHOOK_TOLERANCE_SECONDS = 300;

/** The events after which an order looks at its intent; all others are answered and forgotten. */
export const STRIPE_EVENTS = [
  "payment_intent.amount_capturable_updated",
  "payment_intent.canceled",
  "payment_intent.payment_failed",
  "payment_intent.processing",
  "payment_intent.succeeded",
] as const;

/** A hint that the provider knows something new of an order. */
export interface StripeHint {
  readonly eventId: string;
  readonly type: string;
  /** Null for events that concern no order of this shop, or tell it nothing. */
  readonly about: { readonly orderId: Id<"order">; readonly intentId: string } | null;
}

/** Forged, stale, dated ahead or not signed at all: outsiders learn no more. */
export type SignatureProblem = { readonly reason: "signature_invalid" };

/** Of the whole event nothing but this is read; the order asks the provider for the rest. */
const eventSchema = z.object({
  id: z.string().startsWith("evt_").max(255),
  type: z.string().max(100),
  data: z.object({
    object: z.object({
      object: z.string(),
      id: z.string().max(255),
      payment_intent: z.string().max(255).nullish(),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
});

/** What every event has, whatever it is about. */
const nameSchema = z.object({ id: z.string().max(255), type: z.string().max(100) });
const UNKNOWN = "unknown";

const cryptoProvider = Stripe.createSubtleCryptoProvider();
/** Verifies only; this key is never sent. */
const verifier = new Stripe("sk_unused");

/**
 * Checks the signature over the raw body, in constant time, and the signature's age both ways.
 * @param secrets the endpoint's secrets, separated by commas: two while one replaces the other
 * @param now epoch milliseconds
 */
export async function readStripeEvent(
  { body, signature }: { readonly body: string; readonly signature: string },
  { secrets, now }: { readonly secrets: string; readonly now: number },
): Promise<Result<StripeHint, SignatureProblem>> {
  if (isDatedAhead(signature, now)) return fail({ reason: "signature_invalid" });
  for (const secret of secrets.split(",")) {
    const event = await verify({ body, signature, secret: secret.trim(), now });
    if (event !== null) return ok(hintOf(event.said));
  }
  return fail({ reason: "signature_invalid" });
}

async function verify(message: {
  readonly body: string;
  readonly signature: string;
  readonly secret: string;
  readonly now: number;
}): Promise<{ readonly said: unknown } | null> {
  try {
    const said: unknown = await verifier.webhooks.constructEventAsync(
      message.body,
      message.signature,
      message.secret,
      WEBHOOK_TOLERANCE_SECONDS,
      cryptoProvider,
      message.now,
    );
    return { said };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null;
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Stripe's own library looks at a signature's age only; one from the future passes it. Of several
 * times the library would take another one than we do, so there must be one.
 */
function isDatedAhead(signature: string, now: number): boolean {
  const [time, ...others] = signature.split(",").filter((part) => part.startsWith("t="));
  if (others.length > 0) return true;
  const seconds = Number(/^t=(\d{1,12})$/.exec(time ?? "")?.[1]);
  return !Number.isFinite(seconds) || seconds * 1000 > now + WEBHOOK_TOLERANCE_SECONDS * 1000;
}

/** An event that does not read like one about a payment is about none: refused, it would come for days. */
function hintOf(said: unknown): StripeHint {
  const event = eventSchema.safeParse(said);
  if (!event.success) {
    const { id = UNKNOWN, type = UNKNOWN } = nameSchema.safeParse(said).data ?? {};
    return { eventId: id, type, about: null };
  }
  const { id, type } = event.data;
  const { object } = event.data.data;
  const orderId = parseId("order", object.metadata?.order_id ?? "");
  const intentId = object.object === "payment_intent" ? object.id : object.payment_intent;
  const isNews = STRIPE_EVENTS.some((name) => name === type);
  const about = isNews && orderId !== null && intentId != null ? { orderId, intentId } : null;
  return { eventId: id, type, about };
}
