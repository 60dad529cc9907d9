/** Pictures of imported products: fetched from public hosts, looked at, kept under their digest. */
import { catalogChanged } from "../contracts/events.ts";
import {
  pictureProblem,
  storePicture,
  takePictures,
  type WaitingPicture,
} from "../db/import-settling.ts";
import { PICTURE_BYTES_MAX, publicUrl } from "../domain/import-picture.ts";
import { PICTURE_ENDINGS, pictureFile } from "../domain/picture-file.ts";
import { fail, ok, type Problem, type Result } from "../domain/result.ts";
import type { Env } from "../env.gen.ts";
import { backoffMs } from "../runtime/backoff.ts";
import { log } from "../runtime/log.ts";

/** Pictures of one run, and how many are fetched side by side. */
export const PICTURES_RUN = 20;
const AT_ONCE = 5;
/** How long a fetcher that died keeps its pictures, in milliseconds. */
const LEASE_MS = 5 * 60 * 1000;
/** A picture that does not come in this time is tried again. */
const FETCH_MS = 20_000;
/** Tries, and the pauses between them: the last one is some two days after the first. */
const ATTEMPTS_MAX = 10;
const RETRY_MS = 5 * 60 * 1000;
const RETRY_CAP_MS = 12 * 60 * 60 * 1000;
const REDIRECTS_MAX = 3;

/** The bindings of this part. */
export type PictureBindings = Pick<Env, "CATALOG" | "CATALOG_EVENTS" | "MEDIA">;

/** A picture that cannot be had; `isFinal` where trying again is of no use. */
interface PictureProblem extends Problem {
  readonly detail: string;
  readonly isFinal: boolean;
}

/** A picture in the bucket. */
interface Kept {
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Fetches some of the pictures that wait. @returns how many were looked at */
export async function fetchPictures(
  env: PictureBindings,
  { now, fetcher = fetch }: { readonly now: number; readonly fetcher?: Fetch },
): Promise<number> {
  const db = env.CATALOG;
  const pictures = await takePictures(db, { now, nextAt: now + LEASE_MS, rows: PICTURES_RUN });
  let stored = 0;
  for (let start = 0; start < pictures.length; start += AT_ONCE) {
    const some = pictures.slice(start, start + AT_ONCE);
    const ends = await Promise.all(some.map((picture) => keepOne(env, picture, { now, fetcher })));
    stored += ends.filter((isStored) => isStored).length;
  }
  if (stored > 0) await env.CATALOG_EVENTS.send(catalogChanged("feed", now));
  return pictures.length;
}

async function keepOne(
  env: PictureBindings,
  picture: WaitingPicture,
  { now, fetcher }: { readonly now: number; readonly fetcher: Fetch },
): Promise<boolean> {
  const { id, attempts } = picture;
  const kept = await pictureOf(env, picture, fetcher).catch((error: unknown) => {
    log.warn("import.picture.failed", { key: id, attempt: attempts, error });
    return away("It could not be fetched");
  });
  if (kept.ok) {
    await storePicture(env.CATALOG, { id, ...kept.value, now });
    return true;
  }
  const { detail, isFinal } = kept.problem;
  const isOver = isFinal || attempts >= ATTEMPTS_MAX;
  const pauseMs = backoffMs(attempts - 1, { baseMs: RETRY_MS, capMs: RETRY_CAP_MS, chance: 1 });
  await pictureProblem(env.CATALOG, {
    id,
    state: isOver ? "failed" : "waiting",
    nextAt: now + pauseMs,
    problem: isOver ? detail : `${detail}; it is tried again`,
  });
  return false;
}

async function pictureOf(
  env: PictureBindings,
  { key, url, width, height }: WaitingPicture,
  fetcher: Fetch,
): Promise<Result<Kept, PictureProblem>> {
  if (key !== null) {
    const own = await ownPicture(env, key, { width, height });
    if (own !== null) return ok(own);
    if (url === null)
      return away("The shop has no picture of that key, and nobody says where it is");
  }
  const answer = await download(url ?? "", fetcher);
  if (!answer.ok) return answer;
  const head = pictureFile(answer.value);
  if (head === null)
    return never("It is no PNG, JPEG, GIF, WebP or AVIF of a size that pages show");
  const name = key ?? `imported/${await digestOf(answer.value)}.${PICTURE_ENDINGS[head.type]}`;
  // A key is never written twice: what has this name is this picture already.
  await env.MEDIA.put(name, answer.value, {
    onlyIf: { etagDoesNotMatch: "*" },
    httpMetadata: { contentType: head.type },
  });
  return ok({ key: name, width: head.width, height: head.height });
}

/** A picture that lies in the bucket already, measured anew where nobody says its size. */
async function ownPicture(
  { MEDIA }: PictureBindings,
  key: string,
  { width, height }: Pick<WaitingPicture, "width" | "height">,
): Promise<Kept | null> {
  if (width !== null && height !== null) {
    return (await MEDIA.head(key)) === null ? null : { key, width, height };
  }
  const object = await MEDIA.get(key);
  if (object === null) return null;
  if (object.size > PICTURE_BYTES_MAX) {
    await object.body.cancel();
    return null;
  }
  const head = pictureFile(new Uint8Array(await object.arrayBuffer()));
  return head === null ? null : { key, width: head.width, height: head.height };
}

/** Every address on the way is checked again: a public host may point at another one. */
async function download(from: string, fetcher: Fetch): Promise<Result<Uint8Array, PictureProblem>> {
  let url = publicUrl(from);
  for (let step = 0; step <= REDIRECTS_MAX; step += 1) {
    if (url === null) return never("It leads to an address that is not public");
    const init = {
      redirect: "manual",
      headers: { Accept: "image/avif,image/webp,image/png,image/jpeg,image/gif" },
      signal: AbortSignal.timeout(FETCH_MS),
    } as const;
    const response = await fetcher(url, init);
    const { status, headers } = response;
    const location = headers.get("Location");
    if (status >= 300 && status < 400 && location !== null) {
      await response.body?.cancel();
      url = URL.canParse(location, url) ? publicUrl(new URL(location, url).href) : null;
      continue;
    }
    if (status === 404 || status === 410) {
      await response.body?.cancel();
      return never(`Its host answers ${status}`);
    }
    if (status !== 200) {
      await response.body?.cancel();
      return away(`Its host answers ${status}`);
    }
    return boundedBody(response);
  }
  return never(`It leads on more than ${REDIRECTS_MAX} times`);
}

async function boundedBody(response: Response): Promise<Result<Uint8Array, PictureProblem>> {
  const tooLarge = `It has more than ${PICTURE_BYTES_MAX} bytes`;
  const told = Number(response.headers.get("Content-Length") ?? 0);
  if (response.body === null) return never("It is empty");
  if (told > PICTURE_BYTES_MAX) {
    await response.body.cancel();
    return never(tooLarge);
  }
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > PICTURE_BYTES_MAX) {
      await reader.cancel();
      return never(tooLarge);
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return ok(bytes);
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 16);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function never(detail: string) {
  return fail({ reason: "picture_failed", detail, isFinal: true });
}

function away(detail: string) {
  return fail({ reason: "picture_waiting", detail, isFinal: false });
}
