/**
 * The hottest answers, in the isolate's memory: for seconds, and never more than fits. What was asked
 * for once makes room for others of its kind only, so that a crawler that walks through every address
 * of the shop does not drive out the pages that everybody asks for.
 */
import type { EdgeEntry } from "./edge-entry.ts";

/** How many answers an isolate keeps, how many bytes (packed copies add a fifth), and for how long. */
const ENTRIES_MAX = 1_000;
const BYTES_MAX = 20 * 1024 * 1024;
const KEEP_MS = 10_000;
/** How long an old answer is shown before anybody asks again, in milliseconds. */
const AGAIN_MS = 1_000;
/** The part of it all that is for answers which were asked for once. */
const NEW_SHARE = 0.2;

interface Kept {
  readonly entry: EdgeEntry;
  /** Until when nobody else is asked for it, epoch milliseconds. */
  readonly until: number;
}

/** Answers by their key: those that were asked for again apart from those that were not yet. */
export class EdgeMemory {
  readonly #asked = new Shelf(1 - NEW_SHARE);
  readonly #new = new Shelf(NEW_SHARE);

  /** @returns the answer under `key`, however old */
  peek(key: string): EdgeEntry | undefined {
    return (this.#asked.get(key) ?? this.#new.get(key))?.entry;
  }

  /** @returns the answer under `key` if it was kept short enough ago */
  recall(key: string, now: number): EdgeEntry | undefined {
    const known = this.#asked.get(key) ?? this.#promoted(key);
    return known !== undefined && now < known.until ? known.entry : undefined;
  }

  /** Keeps an answer for seconds, an old one for a moment; the oldest ones make room. */
  keep(key: string, entry: EdgeEntry, now: number): void {
    const freshMs = entry.freshUntil - now;
    const until = now + (freshMs > 0 ? Math.min(freshMs, KEEP_MS) : AGAIN_MS);
    const shelf = this.#asked.has(key) ? this.#asked : this.#new;
    shelf.put(key, { entry, until });
  }

  forget(key: string): void {
    this.#asked.take(key);
    this.#new.take(key);
  }

  #promoted(key: string): Kept | undefined {
    const known = this.#new.take(key);
    if (known !== undefined) this.#asked.put(key, known);
    return known;
  }
}

/** Answers in the order in which they were kept, the oldest first, within a share of the room. */
class Shelf {
  readonly #kept = new Map<string, Kept>();
  readonly #entriesMax: number;
  readonly #bytesMax: number;
  #bytes = 0;

  constructor(share: number) {
    this.#entriesMax = ENTRIES_MAX * share;
    this.#bytesMax = BYTES_MAX * share;
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }

  get(key: string): Kept | undefined {
    return this.#kept.get(key);
  }

  take(key: string): Kept | undefined {
    const known = this.#kept.get(key);
    if (known === undefined) return undefined;
    this.#kept.delete(key);
    this.#bytes -= known.entry.body.byteLength;
    return known;
  }

  put(key: string, kept: Kept): void {
    this.take(key);
    this.#kept.set(key, kept);
    this.#bytes += kept.entry.body.byteLength;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#entriesMax && this.#bytes <= this.#bytesMax) break;
      this.take(oldest);
    }
  }
}
