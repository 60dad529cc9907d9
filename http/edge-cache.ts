/**
 * Answers of the catalog from the nearest place that has them: the isolate's memory, the platform's
 * cache, and only then the shop itself, which reads KV documents and D1 (http/documents.ts). Whoever
 * makes an answer that is kept sees nothing of the request but its normalised address: no cookie and
 * no header of one shopper can come into the answer of another.
 */
import { log } from "../runtime/log.ts";
import { withinTime } from "../runtime/within-time.ts";
import {
  answerWith,
  type EdgeEntry,
  entryFrom,
  entryOf,
  isKeepable,
  packed,
  STALE_IF_ERROR_SECONDS,
  storedAnswer,
} from "./edge-entry.ts";
import { EdgeMemory } from "./edge-memory.ts";
import { edgePurges } from "./edge-purges.ts";

/** How long a request waits for another one that makes the same answer, in milliseconds. */
const COLLAPSE_MS = 3_000;
/** Longest address that has a kept answer, in characters. */
const TARGET_CHARS_MAX = 1_000;

/** What the edge needs of a Worker. */
export interface EdgeBindings {
  readonly CATALOG: D1Database;
  /** Answers of one deployment are never shown by another: their styles and scripts differ. */
  readonly VERSION: Pick<WorkerVersionMetadata, "id">;
  readonly SHOP_ORIGIN: string;
}

/** How a Worker uses the edge. */
export interface EdgeParts<Bindings extends EdgeBindings> {
  /** @returns the one spelling of an address that everybody shares; null for what is nobody else's */
  readonly keyOf: (target: string) => string | null;
  /** Makes an answer. */
  readonly make: (
    request: Request,
    env: Bindings,
    ctx: ExecutionContext,
  ) => Response | Promise<Response>;
}

/** What came of making an answer. */
interface Made {
  readonly response: Response | null;
  readonly entry: EdgeEntry | null;
}

/** A request on its way through the caches. */
interface Visit<Bindings> {
  readonly request: Request;
  readonly key: string;
  readonly env: Bindings;
  readonly ctx: ExecutionContext;
}

/** The caches in front of a Worker; one per isolate. */
export class EdgeCache<Bindings extends EdgeBindings> {
  readonly #parts: EdgeParts<Bindings>;
  readonly #memory = new EdgeMemory();
  /** Answers that are being made. Plain data travels between requests, nothing else. */
  readonly #making = new Map<string, Promise<EdgeEntry | null>>();

  constructor(parts: EdgeParts<Bindings>) {
    this.#parts = parts;
  }

  /** Answers a request, from the caches where it may. */
  fetch(request: Request, env: Bindings, ctx: ExecutionContext): Response | Promise<Response> {
    const { method, url } = request;
    const { keyOf, make } = this.#parts;
    if (method !== "GET" && method !== "HEAD") return make(request, env, ctx);
    const target = targetOf(url);
    if (target.length > TARGET_CHARS_MAX) return make(request, env, ctx);
    const now = Date.now();
    // An address that is spelled as its key needs no look at it.
    let key: string | null = target;
    let entry = this.#memory.recall(target, now);
    if (entry === undefined) {
      key = keyOf(target);
      if (key === null) return make(request, env, ctx);
      entry = this.#memory.recall(key, now);
    }
    const visit = { request, key, env, ctx };
    edgePurges.follow(env.CATALOG, now, (work) => ctx.waitUntil(work));
    if (entry !== undefined && this.#isShowable(entry, now)) {
      // Whoever is in memory is asked for often: it travels as a fifth of its bytes from now on.
      const packing = packed(entry);
      if (packing !== null) ctx.waitUntil(packing);
      return answerWith(request, entry, { now });
    }
    return this.#look(visit, now);
  }

  /** In memory are entries that are fresh, or old ones for a second while a fresh one is made. */
  #isShowable({ tags, startedAt, shownUntil }: EdgeEntry, now: number): boolean {
    return now < shownUntil && !edgePurges.isOld(tags, { startedAt, now });
  }

  async #look(visit: Visit<Bindings>, now: number): Promise<Response> {
    const { request, key, env, ctx } = visit;
    const [stored] = await Promise.all([
      this.#stored(visit),
      edgePurges.current(env.CATALOG, now, (work) => ctx.waitUntil(work)),
    ]);
    const known = newerOf(this.#memory.peek(key), stored);
    if (known === null) return this.#fresh(visit, null);
    if (!this.#isShowable(known, now)) return this.#fresh(visit, known);
    this.#memory.keep(key, known, now);
    if (now >= known.freshUntil) ctx.waitUntil(this.#make(visit).catch(() => undefined));
    return answerWith(request, known, { now });
  }

  /** Makes a fresh answer; an old one that is whole is better than a failure, or than a part of one. */
  async #fresh(visit: Visit<Bindings>, known: EdgeEntry | null): Promise<Response> {
    const { request, key, env, ctx } = visit;
    const { entry, response } = await this.#make(visit);
    const now = Date.now();
    if (entry !== null) return answerWith(request, entry, { now });
    const isPoor = response === null || response.status >= 500 || response.headers.has("Warning");
    if (!isPoor) return response;
    if (known !== null && now - known.startedAt < STALE_IF_ERROR_SECONDS * 1000) {
      log.warn("edge.answer.stale", { path: key, status: response?.status ?? null });
      return answerWith(request, known, { now, isStale: true });
    }
    return response ?? this.#parts.make(request, env, ctx);
  }

  /** Makes the answer, or waits for whoever makes it already. */
  async #make(visit: Visit<Bindings>): Promise<Made> {
    const { key, ctx } = visit;
    const others = this.#making.get(key);
    if (others !== undefined) {
      const entry = await withinTime(others, COLLAPSE_MS).catch(() => null);
      if (entry !== null) return { entry, response: null };
    }
    const making = this.#makeAlone(visit);
    const shared = making.then(
      ({ entry }) => entry,
      () => null,
    );
    this.#making.set(key, shared);
    // The shopper may go away: whoever waits for the same answer does not.
    ctx.waitUntil(
      shared.finally(() => {
        if (this.#making.get(key) === shared) this.#making.delete(key);
      }),
    );
    return making;
  }

  async #makeAlone(visit: Visit<Bindings>): Promise<Made> {
    const { request, key, env, ctx } = visit;
    const startedAt = Date.now();
    const response = await this.#parts.make(blind(request, key), env, ctx);
    const entry = await entryOf(response, startedAt);
    if (entry === null) {
      // What led somewhere and leads nowhere now must not come back as an old answer.
      if (response.status >= 300 && response.status < 500) this.#forget(visit);
      return { response, entry: null };
    }
    if (isKeepable(entry)) {
      this.#memory.keep(key, entry, startedAt);
      ctx.waitUntil(this.#store(visit, entry));
    }
    return { response: null, entry };
  }

  async #stored({ key, env }: Visit<Bindings>): Promise<EdgeEntry | null> {
    try {
      const stored = await caches.default.match(cacheKey(env, key));
      return stored === undefined ? null : await entryFrom(stored);
    } catch (error) {
      log.warn("edge.cache.failed", { error });
      return null;
    }
  }

  async #store({ key, env }: Visit<Bindings>, entry: EdgeEntry): Promise<void> {
    try {
      await caches.default.put(cacheKey(env, key), storedAnswer(entry));
    } catch (error) {
      log.warn("edge.cache.failed", { error });
    }
  }

  #forget({ key, env, ctx }: Visit<Bindings>): void {
    this.#memory.forget(key);
    ctx.waitUntil(caches.default.delete(cacheKey(env, key)).catch(() => false));
  }
}

/** @returns path and query of an address, as they are spelled */
function targetOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const end = url.indexOf("#", start);
  return start < 0 ? "/" : url.slice(start, end < 0 ? undefined : end);
}

/** What whoever makes a kept answer is shown: an address, and whether a failure is to be a page. */
function blind(request: Request, key: string): Request {
  const accept = request.headers.get("Accept");
  return new Request(new URL(key, request.url), {
    redirect: "manual",
    ...(accept === null ? {} : { headers: { Accept: accept } }),
  });
}

function cacheKey({ SHOP_ORIGIN, VERSION }: EdgeBindings, key: string): Request {
  return new Request(`${SHOP_ORIGIN}/.edge/${VERSION.id}${key}`);
}

function newerOf(one: EdgeEntry | undefined, other: EdgeEntry | null): EdgeEntry | null {
  if (one === undefined) return other;
  return other === null || one.startedAt >= other.startedAt ? one : other;
}
