/** In place of the package `stripe`: its methods and its own error classes over a simulated line. */
import {
  generateV1Error,
  StripeAPIError,
  StripeConnectionError,
  StripeError,
  StripeSignatureVerificationError,
} from "../../../node_modules/stripe/esm/Error.js";
import { NoAnswer, NotStripe, type StripeLine } from "../provider/line.ts";
import type { AccountAnswer, AccountRequest } from "../provider/records.ts";

type Parameters = Readonly<Record<string, unknown>>;
interface Options {
  readonly idempotencyKey: string;
}

let line: StripeLine | null = null;

/** Every client of this process talks over this line from now on. */
export function connect(to: StripeLine): void {
  line = to;
}

async function ask(request: AccountRequest): Promise<Parameters> {
  let answer: AccountAnswer;
  try {
    if (line === null) throw new Error("No line to Stripe");
    answer = await line.send(request);
  } catch (error) {
    if (error instanceof NoAnswer) throw new StripeConnectionError({ message: error.message });
    if (error instanceof NotStripe) throw new StripeAPIError({ message: "Invalid JSON received" });
    throw error;
  }
  if (answer.status < 400) return answer.body;
  const error = answer.body.error as object;
  const headers = answer.isReplay ? { "idempotent-replayed": "true" } : {};
  throw generateV1Error({ ...error, statusCode: answer.status, headers } as never);
}

/** The few calls that the gateway makes. */
export default class Stripe {
  static readonly errors = {
    StripeError,
    StripeConnectionError,
    StripeSignatureVerificationError,
  };
  static createFetchHttpClient(): object {
    return {};
  }
  static createSubtleCryptoProvider(): object {
    return {};
  }

  readonly paymentIntents = {
    create: (parameters: Parameters, { idempotencyKey: key }: Options) =>
      ask({ operation: "create", id: "", parameters, key }),
    retrieve: (id: string, _options?: object) =>
      ask({ operation: "retrieve", id, parameters: {}, key: null }),
    list: (parameters: Parameters) => ask({ operation: "list", id: "", parameters, key: null }),
    capture: (id: string, parameters: Parameters, { idempotencyKey: key }: Options) =>
      ask({ operation: "capture", id, parameters, key }),
    cancel: (id: string, parameters: Parameters, { idempotencyKey: key }: Options) =>
      ask({ operation: "cancel", id, parameters, key }),
  };
  readonly refunds = {
    create: (parameters: Parameters, { idempotencyKey: key }: Options) =>
      ask({ operation: "refund", id: "", parameters, key }),
    list: (parameters: Parameters) => ask({ operation: "refunds", id: "", parameters, key: null }),
  };
}
