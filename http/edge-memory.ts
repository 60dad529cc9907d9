/** The hottest answers, in the isolate's memory: for seconds, and never more than fits. */
import type { EdgeEntry } from "./edge-entry.ts";

/** How many answers an isolate keeps, how many bytes, and for how long. */
const ENTRIES_MAX = 1_000;
const BYTES_MAX = 24 * 1024 * 1024;
const KEEP_MS = 10_000;
/** How long an old answer is shown before anybody asks again, in milliseconds. */
const AGAIN_MS = 1_000;

interface Kept {
  readonly entry: EdgeEntry;
  /** Until when nobody else is asked for it, epoch milliseconds. */
  readonly until: number;
}

/** Answers by their key, the oldest first. */
export class EdgeMemory {
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  /** @returns the answer under `key`, however old */
  peek(key: string): EdgeEntry | undefined {
    return this.#kept.get(key)?.entry;
  }

  /** @returns the answer under `key` if it was kept short enough ago */
  recall(key: string, now: number): EdgeEntry | undefined {
    const known = this.#kept.get(key);
    return known !== undefined && now < known.until ? known.entry : undefined;
  }

  /** Keeps an answer for seconds, an old one for a moment; the oldest ones make room. */
  keep(key: string, entry: EdgeEntry, now: number): void {
    this.forget(key);
    const freshMs = entry.freshUntil - now;
    const until = now + (freshMs > 0 ? Math.min(freshMs, KEEP_MS) : AGAIN_MS);
    this.#kept.set(key, { entry, until });
    this.#bytes += entry.body.byteLength;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= ENTRIES_MAX && this.#bytes <= BYTES_MAX) break;
      this.forget(oldest);
    }
  }

  forget(key: string): void {
    this.#bytes -= this.#kept.get(key)?.entry.body.byteLength ?? 0;
    this.#kept.delete(key);
  }
}
