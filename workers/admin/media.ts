/** Pictures that staff bring: looked at by their own bytes, kept under a key that follows from them. */
import { Hono } from "hono";
import { adminTextApi } from "../../contracts/api-admin-catalog.ts";
import type { UploadedMedia } from "../../contracts/staff-catalog-texts.ts";
import { PICTURE_ENDINGS, pictureFile } from "../../domain/picture-file.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { readBytes } from "../../http/body.ts";
import type { AppEnv } from "../../http/context.ts";
import { readCommand } from "../../http/idempotency.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { runDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** Most bytes of a picture. */
export const PICTURE_BYTES_MAX = 10 * 1024 * 1024;
/** Hexadecimal digits of a picture's digest that its key keeps. */
const KEY_CHARS = 40;

/** The route of pictures. */
export const mediaRoutes = new Hono<AppEnv<Env>>();

staffRoute(mediaRoutes, adminTextApi.uploadMedia, async (c, { staff }) => {
  const read = await readPicture(c);
  if (!read.ok) return read;
  const { bytes, media } = read.value;
  // What was sent is part of what was asked: another picture under the same key is another request.
  const command = await readCommand(c, media);
  if (!command.ok) return command;
  return runDeed(c, { staff, command: command.value }, async () => {
    const isThere = (await c.env.MEDIA.head(media.key)) !== null;
    if (!isThere) {
      await c.env.MEDIA.put(media.key, bytes, { httpMetadata: { contentType: media.type } });
    }
    return ok({
      value: media,
      action: "media.upload",
      subjectId: media.key,
      before: isThere ? media : null,
      after: media,
    });
  });
});

async function readPicture(
  c: StaffContext,
): Promise<Result<{ bytes: Uint8Array<ArrayBuffer>; media: UploadedMedia }, KnownProblem>> {
  const read = await readBytes(c.req.raw, PICTURE_BYTES_MAX);
  if (!read.ok) return read;
  const bytes = read.value;
  const file = pictureFile(bytes);
  if (file === null) {
    const detail = "Expected a picture: PNG, JPEG, WebP, GIF or AVIF, of 20000 pixels at most";
    return fail({ reason: "unsupported_media_type", detail });
  }
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, KEY_CHARS);
  const key = `uploads/${digest}.${PICTURE_ENDINGS[file.type]}`;
  return ok({ bytes, media: { key, ...file, bytes: bytes.byteLength } });
}
