/** The control API: switch faults on and off, look inside, make time pass. Local only. */
import * as z from "zod";
import type { StripeAccount } from "./account.ts";
import { faultRequest } from "./fault.ts";

type Account = DurableObjectStub<StripeAccount>;

const paymentIntent = z.strictObject({ payment_intent: z.string().min(1).max(80) });
const eventId = z.strictObject({ eventId: z.string().min(1).max(80) });
const faults = z.union([z.array(faultRequest).max(100), faultRequest.transform((one) => [one])]);

/** Answers `/dev/stripe/control/…`; `path` is what follows `control`. */
export async function control(
  request: Request,
  { path, account }: { readonly path: string; readonly account: Account },
): Promise<Response> {
  switch (`${request.method} ${path}`) {
    case "GET /faults":
      return Response.json({ faults: await account.listFaults() });
    case "POST /faults":
      return withBody(request, faults, async (asked) => {
        const added = [];
        for (const fault of asked) added.push(await account.addFault(fault));
        return Response.json({ faults: added }, { status: 201 });
      });
    case "DELETE /faults":
      await account.clearFaults();
      return done();
    case "GET /state":
      return Response.json(await account.state());
    case "POST /settle":
      return withBody(request, paymentIntent, async (asked) =>
        found(await account.settle(asked.payment_intent)),
      );
    case "POST /expire":
      return withBody(request, paymentIntent, async (asked) =>
        found(await account.expire(asked.payment_intent)),
      );
    case "POST /authenticate":
      return withBody(
        request,
        paymentIntent.extend({ passed: z.boolean().default(true) }),
        async (asked) => found(await account.authenticate(asked.payment_intent, asked.passed)),
      );
    case "POST /webhooks/redeliver":
      return withBody(request, eventId, async (asked) =>
        (await account.redeliver(asked.eventId)) ? done() : problem(404, "There is no such event"),
      );
    case "DELETE /idempotency-keys":
      await account.forgetKeys();
      return done();
    case "POST /reset":
      await account.reset();
      return done();
    default:
      return problem(404, `The stand-in has no control ${request.method} ${path}`);
  }
}

async function withBody<Body>(
  request: Request,
  shape: z.ZodType<Body>,
  use: (body: Body) => Promise<Response>,
): Promise<Response> {
  const parsed = shape.safeParse(await request.json().catch(() => null));
  return parsed.success ? use(parsed.data) : problem(400, z.prettifyError(parsed.error));
}

function found(value: object | null): Response {
  return value === null ? problem(404, "There is no such payment intent") : Response.json(value);
}

function done(): Response {
  return new Response(null, { status: 204 });
}

function problem(status: number, message: string): Response {
  return Response.json({ error: message }, { status });
}
