/** POST /webhooks/stripe: verify, queue, answer. It decides nothing; the order asks the provider. */
import { Hono } from "hono";
import type { PaymentEvent } from "../../contracts/events.ts";
import { readStripeEvent } from "../../gateways/stripe-webhook.ts";
import { readText } from "../../http/body.ts";
import type { AppEnv } from "../../http/context.ts";
import { problem } from "../../http/problem.ts";
import { log } from "../../runtime/log.ts";
import type { Env } from "./env.gen.ts";

/** Stripe's events are larger than what shoppers send. */
const WEBHOOK_BYTES_MAX = 256 * 1024;

export const webhookRoutes = new Hono<AppEnv<Env>>();

webhookRoutes.post("/webhooks/stripe", async (c) => {
  const body = await readText(c.req.raw, WEBHOOK_BYTES_MAX);
  if (!body.ok) return problem(c, body.problem);
  const now = Date.now();
  const signature = c.req.header("Stripe-Signature") ?? "";
  const hint = await readStripeEvent(
    { body: body.value, signature },
    { secrets: c.env.STRIPE_WEBHOOK_SECRET, now },
  );
  if (!hint.ok) return problem(c, hint.problem);
  const { eventId, type, about } = hint.value;
  if (about === null) {
    log.info("webhook.ignored", { eventId, eventType: type });
  } else {
    const event: PaymentEvent = {
      id: eventId,
      type: "payment.observed",
      version: 1,
      at: now,
      subject: about.orderId,
      data: { provider: "stripe", ...about, providerType: type },
    };
    await c.env.PAYMENT_EVENTS.send(event);
  }
  return c.json({ received: true });
});
