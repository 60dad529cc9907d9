/** Reads a request's body: bounded while it streams, so that nobody fills an isolate's memory. */
import { fail, ok, type Result } from "../domain/result.ts";
import type { KnownProblem } from "./problem.ts";

/** Most bytes of a JSON or form body. */
export const BODY_BYTES_MAX = 64 * 1024;
/** Most levels that a JSON body may nest. */
export const JSON_DEPTH_MAX = 20;

/**
 * Reads the body as text, cut off at `limitBytes` even where Content-Length lies or is missing.
 * The exact bytes survive: a signature over the body can be checked on the answer.
 */
export async function readText(
  request: Request,
  limitBytes: number = BODY_BYTES_MAX,
): Promise<Result<string, KnownProblem>> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  try {
    const end = await readChunks(request, limitBytes, (chunk) => {
      text += decoder.decode(chunk, { stream: true });
    });
    return end.ok ? ok(text + decoder.decode()) : end;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return fail({ reason: "malformed_json", detail: "The body is not valid UTF-8" });
  }
}

/** Reads a body that is a file, cut off at `limitBytes` like a text. */
export async function readBytes(
  request: Request,
  limitBytes: number,
): Promise<Result<Uint8Array<ArrayBuffer>, KnownProblem>> {
  const chunks: Uint8Array[] = [];
  const end = await readChunks(request, limitBytes, (chunk) => chunks.push(chunk));
  if (!end.ok) return end;
  const bytes = new Uint8Array(end.value);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return ok(bytes);
}

/** @returns how many bytes there were */
async function readChunks(
  request: Request,
  limitBytes: number,
  take: (chunk: Uint8Array) => void,
): Promise<Result<number, KnownProblem>> {
  const tooLarge = { reason: "body_too_large", limitBytes } as const;
  if (Number(request.headers.get("Content-Length") ?? 0) > limitBytes) return fail(tooLarge);
  if (request.headers.has("Content-Encoding")) {
    return fail({ reason: "unsupported_media_type", detail: "Send the body uncompressed" });
  }
  if (request.body === null) return ok(0);
  const reader = request.body.getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return ok(bytes);
    bytes += value.byteLength;
    if (bytes > limitBytes) {
      await reader.cancel();
      return fail(tooLarge);
    }
    take(value);
  }
}

/** Parses JSON that nests at most JSON_DEPTH_MAX levels and names no `__proto__`. */
export function parseJsonText(text: string): Result<unknown, KnownProblem> {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return fail({ reason: "malformed_json", detail: "The body is not valid JSON" });
  }
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX) {
      return fail({ reason: "malformed_json", detail: `It nests over ${JSON_DEPTH_MAX} levels` });
    }
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      if (Object.hasOwn(value, "__proto__")) {
        return fail({ reason: "malformed_json", detail: 'The key "__proto__" is reserved' });
      }
      for (const child of Object.values(value)) next.push(child);
    }
    level = next;
  }
  return ok(root);
}

/** @returns the media type without its parameters, in lower case; empty where there is none */
export function mediaTypeOf(request: Request): string {
  const type = request.headers.get("Content-Type") ?? "";
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}
