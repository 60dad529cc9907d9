/** A request to the API and its response as plain values, and the headers between them. */
import { type ApiAnswer, refuse, withRetry } from "./api-answer.ts";
import type { Fault } from "./fault.ts";
import { keyInUse } from "./idempotency.ts";
import { API_VERSION } from "./wire.ts";

/** What of an HTTP request the account needs. */
export interface ApiRequest {
  readonly method: string;
  /** The path from `/v1` on. */
  readonly path: string;
  /** The form: the body of a POST, the query string of everything else. */
  readonly form: string;
  readonly authorization: string | null;
  readonly idempotencyKey: string | null;
  readonly version: string | null;
  /** The shop's origin when a browser asks through it, or null. */
  readonly origin: string | null;
}

/** What becomes of a request: a response, or a connection that breaks. */
export type ApiResponse =
  | {
      readonly type: "response";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly type: "broken" };

/** The circumstances that response headers repeat. */
export interface Exchange {
  readonly request: ApiRequest;
  readonly requestId: string;
}

const GATEWAY_TIMEOUT_PAGE = "<html><body><h1>504 Gateway Time-out</h1></body></html>\n";

/** An answer as a response. */
export function respond(exchange: Exchange, answered: ApiAnswer): ApiResponse {
  return respondRaw(exchange, {
    status: answered.status,
    body: JSON.stringify(withLogUrl(answered.body, exchange.requestId), null, 2),
    headers: answered.headers ?? {},
  });
}

function withLogUrl(body: ApiAnswer["body"], requestId: string): ApiAnswer["body"] {
  if (typeof body.error !== "object" || body.error === null) return body;
  const url = `https://dashboard.stripe.com/test/logs/${requestId}`;
  return { error: { ...body.error, request_log_url: url } };
}

/** A stored answer, said again word for word. */
export function replay(
  exchange: Exchange,
  stored: { readonly status: number; readonly body: string },
): ApiResponse {
  const headers = {
    "idempotent-replayed": "true",
    ...(stored.status >= 500 ? { "stripe-should-retry": "false" } : {}),
  };
  return respondRaw(exchange, { ...stored, headers });
}

function respondRaw(
  { request, requestId }: Exchange,
  { status, body, headers }: { status: number; body: string; headers: Record<string, string> },
): ApiResponse {
  const { idempotencyKey: key } = request;
  return {
    type: "response",
    status,
    body,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-cache, no-store",
      "request-id": requestId,
      "stripe-version": request.version ?? API_VERSION,
      ...(key === null ? {} : { "idempotency-key": key }),
      ...headers,
    },
  };
}

/** How a timeout looks from outside. */
export function drop(fault: Fault): ApiResponse {
  if (fault.drop === "connection_reset") return { type: "broken" };
  return {
    type: "response",
    status: 504,
    body: GATEWAY_TIMEOUT_PAGE,
    headers: { "content-type": "text/html" },
  };
}

/** The answer of a fault that stops a call before anything is looked at, or null. */
export function refusalOfFault(fault: Fault | null, key: string | null): ApiAnswer | null {
  switch (fault?.kind) {
    case "rate_limited_429":
      return refuse(429, {
        code: "rate_limit",
        message:
          "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.",
      });
    case "lock_timeout":
      return withRetry(
        refuse(429, {
          code: "lock_timeout",
          message:
            "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate. For more details, see https://stripe.com/docs/rate-limits#object-lock-timeouts.",
        }),
        true,
      );
    case "key_in_use_409":
      return refuseKey(keyInUse(key ?? ""));
    default:
      return null;
  }
}

/** A refusal by the idempotency layer. */
export function refuseKey({
  status,
  code,
  message,
}: {
  readonly status: number;
  readonly code?: string;
  readonly message: string;
}): ApiAnswer {
  const type = "idempotency_error";
  return refuse(status, code === undefined ? { type, message } : { type, code, message });
}

/** Stripe's own failure, which is stored under the key like any other answer. */
export function serverError(): ApiAnswer {
  return withRetry(
    refuse(500, {
      type: "api_error",
      message:
        "Sorry, there was an error processing your request. Please try again later or contact support at https://support.stripe.com.",
    }),
    false,
  );
}
