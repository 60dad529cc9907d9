/** How a carrier is asked over HTTP: bounded in time and in size, tried once more where it stumbles. */
import { type Circuit, CLOSED, record, waitMs } from "./circuit-breaker.ts";

/** Longest wait for one answer, in milliseconds: a shopper looks at the page meanwhile. */
export const CARRIER_TIMEOUT_MS = 3_000;
/** A shipment with a hundred rates has about a tenth of it. */
const ANSWER_BYTES_MAX = 512 * 1024;

/** What came back, or why nothing did. */
export type CarrierReply =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly code: string };

/** Circuits of this isolate, by host. */
const circuits = new Map<string, Circuit>();

/** Forgets what is known of every host: for tests, which share an isolate. */
export function forgetCarriers(): void {
  circuits.clear();
}

/** Posts JSON. A refusal (4xx) is an answer; silence and 5xx are tried once more. Never throws. */
export async function postToCarrier(
  url: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: unknown },
): Promise<CarrierReply> {
  const { host } = new URL(url);
  if (waitMs(circuits.get(host) ?? CLOSED, Date.now()) > 0) return fault("circuit_open");
  const request = {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  };
  let reply = await postOnce(url, request);
  if (!reply.ok && reply.isSilent) reply = await postOnce(url, request);
  const hasAnswered = reply.ok || !reply.isSilent;
  circuits.set(host, record(circuits.get(host) ?? CLOSED, hasAnswered, Date.now()));
  return reply.ok ? { ok: true, body: reply.body } : fault(reply.code);
}

type Try =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly code: string; readonly isSilent: boolean };

async function postOnce(url: string, request: RequestInit): Promise<Try> {
  try {
    const signal = AbortSignal.timeout(CARRIER_TIMEOUT_MS);
    // A redirect would carry the key to somebody else.
    const response = await fetch(url, { ...request, signal, redirect: "manual" });
    const { status } = response;
    const text = await readBounded(response);
    if (status >= 500) return { ok: false, code: `status_${status}`, isSilent: true };
    if (status < 200 || status > 299)
      return { ok: false, code: `status_${status}`, isSilent: false };
    return text === null ? { ok: false, code: "too_long", isSilent: false } : parsed(text);
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return { ok: false, code: isLate ? "timeout" : "no_answer", isSilent: true };
  }
}

function parsed(text: string): Try {
  try {
    return { ok: true, body: JSON.parse(text) };
  } catch {
    return { ok: false, code: "nonsense", isSilent: false };
  }
}

/** @returns the text, or null where it is too long */
async function readBounded({ body }: Response): Promise<string | null> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > ANSWER_BYTES_MAX) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function fault(code: string): CarrierReply {
  return { ok: false, code };
}
