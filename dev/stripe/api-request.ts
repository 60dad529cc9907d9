/** Between HTTP and the account: requests become plain values, plain values become responses. */
import type { ApiRequest, ApiResponse } from "./api-exchange.ts";

/** Reads an HTTP request. `path` begins with `/v1`; `origin` is the shop's, for browsers. */
export async function readApiRequest(
  request: Request,
  { path, origin }: { readonly path: string; readonly origin: string | null },
): Promise<ApiRequest> {
  const { headers, method } = request;
  return {
    method,
    path,
    form: method === "POST" ? await bodyText(request) : new URL(request.url).search.slice(1),
    authorization: headers.get("authorization"),
    idempotencyKey: headers.get("idempotency-key"),
    version: headers.get("stripe-version"),
    origin,
  };
}

/** The runtime warns when a form is read as text, so it is read as bytes. */
async function bodyText(request: Request): Promise<string> {
  return new TextDecoder().decode(await request.arrayBuffer());
}

/** Writes an HTTP response; a broken connection is an exception, as it is for a real client. */
export function writeApiResponse(response: ApiResponse): Response {
  if (response.type === "broken") throw new Error("Connection reset by the Stripe stand-in");
  const { status, headers, body } = response;
  return new Response(body, { status, headers });
}
