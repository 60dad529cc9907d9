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

/** Shorter answers are not worth packing, in bytes. */
const PACKED_BYTES_MIN = 1024;
/** Takes gzip, and does not say so only to refuse it (RFC 9110, 12.5.3). */
const TAKES_GZIP = /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)/i;
/** Takes anything but gzip: "*, gzip;q=0". */
const REFUSES_GZIP = /(?:^|,)\s*gzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/i;

/** What headers depend on. */
interface HeaderTerms {
  /** In seconds. */
  readonly age: number;
  readonly isHttps: boolean;
  readonly isPacked: boolean;
}

/** Headers as they were sent last: most answers of a second are the same. */
interface ShownHeaders extends HeaderTerms {
  readonly headers: Headers;
}

/** A kept answer. */
export interface EdgeEntry {
  readonly body: Uint8Array;
  /** The body in gzip; null while it is being packed. Who is asked for once has none. */
  packed?: Uint8Array | null;
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

/** @returns the packing of an entry that nobody has packed; null where there is nothing to do */
export function packed(entry: EdgeEntry): Promise<void> | null {
  if (entry.packed !== undefined || entry.body.byteLength < PACKED_BYTES_MIN) return null;
  entry.packed = null;
  return gzip(entry.body).then((bytes) => {
    entry.packed = bytes;
  });
}

/** How an entry is shown. */
export interface Showing {
  readonly now: number;
  /** It is old and could not be made anew. */
  readonly isStale?: boolean;
}

/** Answers a request with a kept answer, packed where the caller takes it, or with 304. */
export function answerWith(
  request: Request,
  entry: EdgeEntry,
  { now, isStale = false }: Showing,
): Response {
  const isHttps = request.url.startsWith("https:");
  const age = Math.max(0, Math.floor((now - entry.startedAt) / 1000));
  const body = bodyFor(request, entry);
  let headers = headersOf(entry, { age, isHttps, isPacked: body === entry.packed });
  if (isStale) {
    headers = new Headers(headers);
    markStale(headers);
  }
  if (isKnown(request, entry.etag)) {
    headers = new Headers(headers);
    headers.delete("Content-Type");
    headers.delete("Content-Encoding");
    return new Response(null, { status: 304, headers });
  }
  return new Response(request.method === "HEAD" ? null : body, { headers, encodeBody: "manual" });
}

function bodyFor(request: Request, { body, packed }: EdgeEntry): Uint8Array {
  if (packed == null) return body;
  const accepted = request.headers.get("Accept-Encoding") ?? "";
  return TAKES_GZIP.test(accepted) && !REFUSES_GZIP.test(accepted) ? packed : body;
}

function headersOf(entry: EdgeEntry, terms: HeaderTerms): Headers {
  const { shown } = entry;
  const isSame =
    shown?.age === terms.age &&
    shown.isHttps === terms.isHttps &&
    shown.isPacked === terms.isPacked;
  if (shown !== undefined && isSame) return shown.headers;
  const headers = new Headers(entry.headers);
  headers.set("Age", String(terms.age));
  headers.set("Vary", "Accept-Encoding");
  if (terms.isHttps) setTransportSecurity(headers);
  if (terms.isPacked) {
    headers.set("Content-Encoding", "gzip");
    // The same page in other bytes: only weakly the same (RFC 9110, 8.8.3.3).
    headers.set("ETag", `W/${entry.etag}`);
  }
  entry.shown = { ...terms, headers };
  return headers;
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
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
