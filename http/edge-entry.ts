/** An answer as the edge keeps it: bytes and headers, the same for everybody, and nobody's id. */
import { markStale } from "./cache-policy.ts";
import { isKnown } from "./etag.ts";
import { setTransportSecurity } from "./security-headers.ts";

const STARTED_AT_HEADER = "X-Kiosk-Started-At";
/** Headers that belong to one exchange, or say how the copy in the platform's cache is kept. */
const NOT_KEPT: ReadonlySet<string> = new Set([
  "age",
  "cf-cache-status",
  "content-length",
  "date",
  "expires",
  "strict-transport-security",
  "transfer-encoding",
  "x-kiosk-started-at",
  "x-request-id",
]);
/** How long the platform's cache may show what could not be asked for again, in seconds. */
export const STALE_IF_ERROR_SECONDS = 24 * 60 * 60;
/** Answers larger than this are not kept, in bytes. */
const ENTRY_BYTES_MAX = 2 * 1024 * 1024;

/** Headers as they were sent last: most answers of a second are the same. */
interface ShownHeaders {
  readonly age: number;
  readonly isHttps: boolean;
  readonly headers: Headers;
}

/** A kept answer. */
export interface EdgeEntry {
  readonly body: Uint8Array;
  readonly headers: Headers;
  /** The headers of this second, ready to be sent. */
  shown?: ShownHeaders;
  readonly etag: string;
  readonly tags: readonly string[];
  /** When its making began, epoch milliseconds: it knows nothing of later. */
  readonly startedAt: number;
  /** Until when it is fresh, and until when it is shown while a fresh one is made. */
  readonly freshUntil: number;
  readonly shownUntil: number;
}

/** @returns the answer as it is kept; null where it may not be */
export async function entryOf(response: Response, startedAt: number): Promise<EdgeEntry | null> {
  const { headers } = response;
  const control = headers.get("Cache-Control") ?? "";
  const etag = headers.get("ETag");
  const freshMs = secondsIn(control, "s-maxage") * 1000;
  const isShared = /(?:^|,)\s*public\b/.test(control) && !/no-store|private/.test(control);
  const isPersonal = headers.has("Set-Cookie") || headers.has("Vary");
  if (response.status !== 200 || !isShared || isPersonal || etag === null || freshMs === 0) {
    return null;
  }
  const body = new Uint8Array(await response.arrayBuffer());
  const kept = [...headers].filter(([name]) => !NOT_KEPT.has(name));
  const freshUntil = startedAt + freshMs;
  return {
    body,
    headers: new Headers(kept),
    etag,
    tags: headers.get("Cache-Tag")?.split(",") ?? [],
    startedAt,
    freshUntil,
    shownUntil: freshUntil + secondsIn(control, "stale-while-revalidate") * 1000,
  };
}

/** @returns whether the entry is small enough for caches */
export function isKeepable({ body }: EdgeEntry): boolean {
  return body.byteLength <= ENTRY_BYTES_MAX;
}

/** How an entry is shown. */
export interface Showing {
  readonly now: number;
  /** It is old and could not be made anew. */
  readonly isStale?: boolean;
}

/** Answers a request with a kept answer, or with 304 where the caller has it. */
export function answerWith(
  request: Request,
  entry: EdgeEntry,
  { now, isStale = false }: Showing,
): Response {
  const isHttps = request.url.startsWith("https:");
  const age = Math.max(0, Math.floor((now - entry.startedAt) / 1000));
  const { shown } = entry;
  if (shown === undefined || shown.age !== age || shown.isHttps !== isHttps) {
    entry.shown = { age, isHttps, headers: headersOf(entry, { age, isHttps }) };
  }
  let headers = entry.shown?.headers ?? entry.headers;
  if (isStale) {
    headers = new Headers(headers);
    markStale(headers);
  }
  if (isKnown(request, entry.etag)) {
    headers = new Headers(headers);
    headers.delete("Content-Type");
    return new Response(null, { status: 304, headers });
  }
  return new Response(request.method === "HEAD" ? null : entry.body, { headers });
}

function headersOf({ headers: kept }: EdgeEntry, { age, isHttps }: Omit<ShownHeaders, "headers">) {
  const headers = new Headers(kept);
  headers.set("Age", String(age));
  if (isHttps) setTransportSecurity(headers);
  return headers;
}

/** @returns what the platform's cache keeps of an entry */
export function storedAnswer(entry: EdgeEntry): Response {
  const headers = new Headers(entry.headers);
  headers.set(STARTED_AT_HEADER, String(entry.startedAt));
  headers.set("X-Kiosk-Cache-Control", headers.get("Cache-Control") ?? "");
  headers.set("Cache-Control", `public, max-age=${STALE_IF_ERROR_SECONDS}`);
  return new Response(entry.body, { headers });
}

/** @returns an entry out of what the platform's cache kept; null where it is none of ours */
export async function entryFrom(stored: Response): Promise<EdgeEntry | null> {
  const startedAt = Number(stored.headers.get(STARTED_AT_HEADER));
  const control = stored.headers.get("X-Kiosk-Cache-Control");
  if (control === null || !Number.isSafeInteger(startedAt) || startedAt <= 0) return null;
  const headers = new Headers(stored.headers);
  headers.delete("X-Kiosk-Cache-Control");
  headers.set("Cache-Control", control);
  return entryOf(new Response(stored.body, { status: stored.status, headers }), startedAt);
}

function secondsIn(control: string, directive: string): number {
  const [, seconds = "0"] = new RegExp(`(?:^|[\\s,])${directive}=(\\d+)`).exec(control) ?? [];
  return Number(seconds);
}
