/** Pictures out of R2. A key is never written twice, so a picture may be kept for good. */
import { Hono } from "hono";
import { isKnown } from "../../http/etag.ts";
import type { ShopEnv } from "./answer.ts";

const KEPT = "public, max-age=31536000, immutable";
/** A drawing opened by itself runs nothing, loads nothing and has no origin. */
const SEALED = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const SHOWN = /^(?:image|video)\//;

/** Everything below /media. */
export function mediaFiles(): Hono<ShopEnv> {
  const files = new Hono<ShopEnv>();

  files.get("/:key{.+}", async (c) => {
    const object = await c.env.MEDIA.get(c.req.param("key"), { onlyIf: c.req.raw.headers });
    if (object === null) return c.notFound();
    c.header("ETag", object.httpEtag);
    c.header("Content-Security-Policy", SEALED);
    if (!("body" in object) && isOtherCopyWanted(c.req.raw, object.httpEtag)) {
      return c.body(null, 412, { "Cache-Control": "no-store" });
    }
    c.header("Cache-Control", KEPT);
    if (!("body" in object)) return c.body(null, 304);
    const type = object.httpMetadata?.contentType ?? "";
    c.header("Content-Type", SHOWN.test(type) ? type : "application/octet-stream");
    c.header("Content-Length", String(object.size));
    return c.body(object.body);
  });

  return files;
}

/** @returns whether nothing is sent because the caller asked for another copy, not because it has this one */
function isOtherCopyWanted(request: Request, etag: string): boolean {
  const { headers } = request;
  return (headers.has("If-Match") || headers.has("If-Unmodified-Since")) && !isKnown(request, etag);
}
