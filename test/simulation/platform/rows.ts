/** What an object has on disk, and the two ways to reach it: SQL on real SQLite, or quick tables. */

/** A value that SQLite takes. */
export type Scalar = string | number | null;
/** A row as a query gives it. */
export type Row = Readonly<Record<string, Scalar>>;

/** What one statement came to. */
export interface Outcome {
  readonly rows: readonly Row[];
  readonly written: number;
}

/** The database of one object. Only what a transaction committed stays. */
export interface Rows {
  exec(text: string, values: readonly Scalar[]): Outcome;
  /** Runs all of it or nothing. */
  transact<Value>(work: () => Value): Value;
  /** Forgets everything. */
  clear(): void;
  /** For the checks alone: the whole of a table, or the part that is new. */
  read(table: ReadTable): readonly Row[];
}

/** What the checks read, past the objects. */
export type ReadTable =
  | "answers"
  | "cart"
  | "commands"
  | "deadlines"
  | "history"
  | "holds"
  | "ledger"
  | "levels"
  | "limits"
  | "orders"
  | "outbox"
  | "sums"
  | "uses";

/** A statement that the quick tables have not learned. */
export class UnknownStatement extends Error {
  constructor(text: string) {
    super(`The quick tables do not know this statement: ${text}`);
    this.name = "UnknownStatement";
  }
}

/** One table of the quick kind: rows by key, in the order of their arrival. */
export class Table<Value> {
  readonly rows = new Map<string, Value>();
  readonly #undo: Undo;

  constructor(undo: Undo) {
    this.#undo = undo;
  }

  get(key: string): Value | undefined {
    return this.rows.get(key);
  }

  set(key: string, value: Value): void {
    const before = this.rows.get(key);
    this.rows.set(key, value);
    this.#undo.note(() => {
      if (before === undefined) this.rows.delete(key);
      else this.rows.set(key, before);
    });
  }

  /** @returns how many rows were deleted */
  delete(key: string): number {
    const before = this.rows.get(key);
    if (before === undefined) return 0;
    this.rows.delete(key);
    this.#undo.note(() => this.rows.set(key, before));
    return 1;
  }
}

/** How to go back to the beginning of a transaction. */
export class Undo {
  #steps: (() => void)[] | null = null;

  note(step: () => void): void {
    this.#steps?.push(step);
  }

  transact<Value>(work: () => Value): Value {
    if (this.#steps !== null) return work();
    this.#steps = [];
    try {
      const value = work();
      this.#steps = null;
      return value;
    } catch (error) {
      const steps = this.#steps ?? [];
      this.#steps = null;
      for (const step of steps.toReversed()) step();
      throw error;
    }
  }
}
