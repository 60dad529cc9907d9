/** The payment provider as the objects reach it: over RPC, so that no object calls a vendor. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type {
  CreateIntent,
  Intent,
  IntentPage,
  IntentRefund,
  Outcome,
  PaymentBooks,
  PaymentProvider,
} from "../domain/payment.ts";
import type { Env } from "../env.gen.ts";
import { stripeProvider } from "./stripe.ts";

type Provider = PaymentProvider & PaymentBooks;
type Request<Name extends keyof Provider> = Parameters<Provider[Name]>[0];

let provider: { readonly secretKey: string; readonly of: Provider } | null = null;

/** One provider per isolate and key: building it costs more than a call. */
function providerOf({ STRIPE_SECRET_KEY: secretKey }: Env): Provider {
  if (provider?.secretKey !== secretKey) provider = { secretKey, of: stripeProvider(secretKey) };
  return provider.of;
}

export class Payments extends WorkerEntrypoint<Env> implements Provider {
  createIntent(request: CreateIntent): Promise<Outcome<Intent>> {
    return providerOf(this.env).createIntent(request);
  }

  findIntent(request: Request<"findIntent">): Promise<Outcome<Intent>> {
    return providerOf(this.env).findIntent(request);
  }

  retrieveIntent(request: Request<"retrieveIntent">): Promise<Outcome<Intent>> {
    return providerOf(this.env).retrieveIntent(request);
  }

  captureIntent(request: Request<"captureIntent">): Promise<Outcome<Intent>> {
    return providerOf(this.env).captureIntent(request);
  }

  cancelIntent(request: Request<"cancelIntent">): Promise<Outcome<Intent>> {
    return providerOf(this.env).cancelIntent(request);
  }

  refundIntent(request: Request<"refundIntent">): Promise<Outcome<IntentRefund>> {
    return providerOf(this.env).refundIntent(request);
  }
  listIntents(request: Request<"listIntents">): Promise<Outcome<IntentPage>> {
    return providerOf(this.env).listIntents(request);
  }
}
