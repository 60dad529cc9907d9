/** Entity tags: an answer that the caller already has is not sent again (RFC 9110, 13.1.2). */
import { sha256Hex } from "./digest.ts";

/** Hexadecimal digits of the digest that a tag keeps. */
const TAG_CHARS = 32;

/** @returns a strong tag that follows from the body's bytes */
export async function etagOf(body: string): Promise<string> {
  return `"${(await sha256Hex(body)).slice(0, TAG_CHARS)}"`;
}

/** @returns whether the caller's copy is the one that `etag` names; weak tags compare equal */
export function isKnown(request: Request, etag: string): boolean {
  const wanted = request.headers.get("If-None-Match");
  if (wanted === null) return false;
  return wanted
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .some((tag) => tag === "*" || tag === etag);
}

/** Answers a body that others may keep: with its tag, or with 304 where the caller has it. */
export async function taggedAnswer(
  request: Request,
  body: string,
  headers: { readonly "Content-Type": string; readonly "Cache-Control": string } & Readonly<
    Record<string, string>
  >,
): Promise<Response> {
  const etag = await etagOf(body);
  const { "Content-Type": contentType, ...others } = headers;
  if (isKnown(request, etag)) {
    return new Response(null, { status: 304, headers: { ...others, ETag: etag } });
  }
  return new Response(body, { headers: { ...others, "Content-Type": contentType, ETag: etag } });
}
