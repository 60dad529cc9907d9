/** D1's statements on a SQLite file of this process: what the Workers ask of a database, without a Worker. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { Database } from "../db/statement.ts";

/** Nobody else reads the file meanwhile, and after a crash it is made anew. */
const ALONE = `
  PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = MEMORY;
  PRAGMA temp_store = MEMORY`;
/** Pages that stay in memory, in KB: B-trees larger than that are written at random places of the disk. */
const CACHE_KB = 1_000_000;

/** A database file that this process has for itself until it closes it. */
export class D1File implements Database {
  /** For statements that D1 would have no time for. */
  readonly sqlite: DatabaseSync;
  readonly #journalMode: string;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(file: string) {
    this.sqlite = new DatabaseSync(file);
    const mode = this.sqlite.prepare("PRAGMA journal_mode").get();
    this.#journalMode = String(mode?.journal_mode);
    this.sqlite.exec(`${ALONE}; PRAGMA cache_size = -${CACHE_KB}`);
  }

  prepare(sql: string): FileStatement {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.sqlite.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return new FileStatement(statement, []);
  }

  /** All of the statements, or none of them. */
  async batch<Row = unknown>(statements: D1PreparedStatement[]): Promise<D1Result<Row>[]> {
    this.sqlite.exec("BEGIN");
    try {
      const answers = statements.map((statement) => ownStatement(statement).answer<Row>());
      this.sqlite.exec("COMMIT");
      return answers;
    } catch (error) {
      this.sqlite.exec("ROLLBACK");
      throw error;
    }
  }

  /** Leaves the file as it was found, for others to open. */
  close(): void {
    this.sqlite.exec(`PRAGMA journal_mode = ${this.#journalMode}`);
    this.sqlite.close();
  }
}

/** A statement with its values. */
class FileStatement implements D1PreparedStatement {
  readonly #statement: StatementSync;
  readonly #values: readonly SQLInputValue[];

  constructor(statement: StatementSync, values: readonly SQLInputValue[]) {
    this.#statement = statement;
    this.#values = values;
  }

  bind(...values: unknown[]): FileStatement {
    return new FileStatement(this.#statement, values.map(sqlValue));
  }

  async run<Row = Record<string, unknown>>(): Promise<D1Result<Row>> {
    return this.answer<Row>();
  }

  async all<Row = Record<string, unknown>>(): Promise<D1Result<Row>> {
    return this.answer<Row>();
  }

  async first<Value = Record<string, unknown>>(column?: string): Promise<Value | null> {
    const [row] = this.answer<Record<string, unknown>>().results;
    return ((column === undefined ? row : row?.[column]) ?? null) as Value | null;
  }

  raw(): Promise<never> {
    throw new Error("Rows without names are not read from a file");
  }

  /** Runs it now. */
  answer<Row>(): D1Result<Row> {
    const givesRows = this.#statement.columns().length > 0;
    const results = givesRows ? (this.#statement.all(...this.#values) as Row[]) : [];
    const changes = givesRows ? 0 : Number(this.#statement.run(...this.#values).changes);
    return { success: true, results, meta: { ...NOTHING_COUNTED, changes } };
  }
}

/** A file counts no rows and no time; how many rows a statement changed is all that is known. */
const NOTHING_COUNTED = {
  duration: 0,
  size_after: 0,
  rows_read: 0,
  rows_written: 0,
  last_row_id: 0,
  changed_db: false,
};

function ownStatement(statement: D1PreparedStatement): FileStatement {
  if (statement instanceof FileStatement) return statement;
  throw new TypeError("The statement belongs to another database");
}

function sqlValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  throw new TypeError(`A statement takes text, numbers and NULL, and this is a ${typeof value}`);
}
