/** Many named deadlines over the one alarm that an object has. */
import { log } from "./log.ts";

/** How soon an alarm rings again that died on its way, in milliseconds. */
export const ALARM_RETRY_MS = 30_000;

/** The table behind Deadlines: one of the steps that an object hands to migrate(). */
export const DEADLINES_SCHEMA =
  "CREATE TABLE deadlines (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID";

/**
 * The deadlines of one object. Rows are the truth; memory holds a copy, so that a deadline which
 * stays as it is costs nothing. Change them inside the transaction of the state they belong to,
 * call plan() right after it, and forget() when it was rolled back.
 */
export class Deadlines<Name extends string> {
  readonly #storage: DurableObjectStorage;
  #rows: Map<Name, number> | null = null;
  /** When the alarm will ring as far as this instance knows; null before it was set here. */
  #plannedAt: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** @returns epoch milliseconds, or null where nothing is due under this name */
  at(name: Name): number | null {
    return this.#load().get(name) ?? null;
  }

  /** @returns whether the deadline exists and has come */
  isDue(name: Name, now: number): boolean {
    return (this.at(name) ?? Number.POSITIVE_INFINITY) <= now;
  }

  /** Moves a deadline, or clears it where `at` is null. */
  set(name: Name, at: number | null): void {
    const rows = this.#load();
    if ((rows.get(name) ?? null) === at) return;
    if (at === null) {
      this.#storage.sql.exec("DELETE FROM deadlines WHERE name = ?", name);
      rows.delete(name);
    } else {
      this.#storage.sql.exec("INSERT OR REPLACE INTO deadlines (name, at) VALUES (?, ?)", name, at);
      rows.set(name, at);
    }
  }

  /** Moves a deadline to `at` unless it is due earlier already. */
  advance(name: Name, at: number): void {
    const known = this.at(name);
    if (known === null || at < known) this.set(name, at);
  }

  /** @returns the names whose time has come, the earliest first */
  due(now: number): Name[] {
    return [...this.#load()]
      .filter(([, at]) => at <= now)
      .sort(([, left], [, right]) => left - right)
      .map(([name]) => name);
  }

  /**
   * Makes sure that the alarm rings by the earliest deadline. It may ring too early, which costs
   * less than a write for every change: whoever answers it looks at due() and plans again.
   */
  plan(now: number): void {
    const next = this.#next();
    const isCovered =
      this.#plannedAt !== null && this.#plannedAt > now && this.#plannedAt <= (next ?? Infinity);
    if (next !== null && !isCovered) this.#setAlarm(next);
  }

  /**
   * Arms the alarm for the earliest deadline whatever this instance believes of it: for those who
   * look after objects whose alarm was lost. One that rings too early costs nothing but itself.
   */
  renew(now: number): void {
    const next = this.#next();
    if (next !== null) this.#setAlarm(Math.max(next, now));
  }

  /**
   * The whole of an alarm(): arms a second alarm first, so that dying halfway loses nothing, then
   * does the work, then plans from all deadlines. An error is logged and tried again later: left
   * to the platform, an alarm that fails seven times is gone for good.
   */
  async ring(now: number, work: (due: readonly Name[]) => Promise<void>): Promise<void> {
    this.#setAlarm(now + ALARM_RETRY_MS);
    try {
      await work(this.due(now));
    } catch (error) {
      this.forget();
      log.error("alarm.failed", { error });
      return;
    }
    const next = this.#next();
    if (next !== null) this.#setAlarm(next);
    else {
      this.#plannedAt = null;
      void this.#storage.deleteAlarm();
    }
  }

  /** Drops the copy in memory, after a transaction that was rolled back. */
  forget(): void {
    this.#rows = null;
  }

  #next(): number | null {
    const rows = this.#load();
    return rows.size === 0 ? null : Math.min(...rows.values());
  }

  /** Not awaited: the output gate keeps answers back until it is stored, a failure resets the object. */
  #setAlarm(at: number): void {
    this.#plannedAt = at;
    void this.#storage.setAlarm(at);
  }

  #load(): Map<Name, number> {
    this.#rows ??= new Map(
      this.#storage.sql
        .exec<{ name: string; at: number }>("SELECT name, at FROM deadlines")
        .toArray()
        .map(({ name, at }) => [name as Name, at]),
    );
    return this.#rows;
  }
}
