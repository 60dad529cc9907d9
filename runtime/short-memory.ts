/** Answers that an isolate keeps for seconds: bounded, in memory, gone when they are old. */

/** How long and how many. */
export interface ShortMemoryOptions<Value> {
  /** How old an answer may be, in milliseconds. */
  readonly keepMs: number;
  readonly entriesMax: number;
  /** What is not worth keeping is asked for again at once; everything is, unless told. */
  readonly isWorthKeeping?: (value: Value) => boolean;
}

/**
 * Keeps answers, never promises: one request must not wait for the I/O of another. Two requests
 * that come at once both ask, and the later answer stays.
 */
export class ShortMemory<Value> {
  readonly #options: ShortMemoryOptions<Value>;
  readonly #entries = new Map<string, { readonly value: Value; readonly until: number }>();

  constructor(options: ShortMemoryOptions<Value>) {
    this.#options = options;
  }

  /**
   * @param now epoch milliseconds
   * @returns the answer kept under `key`, or a fresh one
   */
  async recall(key: string, now: number, read: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key);
    if (known !== undefined && now < known.until) return known.value;
    const value = await read();
    const { keepMs, entriesMax, isWorthKeeping } = this.#options;
    // Taken out first, so that the map stays in the order of age and its first entry is the oldest.
    this.#entries.delete(key);
    if (isWorthKeeping?.(value) ?? true) this.#entries.set(key, { value, until: now + keepMs });
    if (this.#entries.size > entriesMax) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    return value;
  }
}
