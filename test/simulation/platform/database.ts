/** D1: real SQLite behind a connection that may break before or after the commit. */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { type FaultTable, faultTable } from "../faults.ts";
import { Life, type Stage } from "../stage.ts";
import type { Scalar } from "./rows.ts";

const ON_THE_WAY: FaultTable = faultTable({ F19: 0.01, F20: 0.01, F21: 0.006, F24: 0.004 });

/** Tables of SQLite itself, and those that forbid it. */
const FULL = /^sqlite_|^audit_log$/;

interface Prepared {
  readonly statement: StatementSync;
  /** Whether it gives rows. */
  readonly gives: boolean;
  readonly reads: boolean;
}

/** I20: a projection never goes back. The check sits where no program can forget it. */
const NEVER_BACK = `
  CREATE TRIGGER IF NOT EXISTS sim_never_back_%TABLE% BEFORE UPDATE ON %TABLE% WHEN NEW.version < OLD.version
  BEGIN SELECT RAISE(ABORT, 'I20: a projection goes back'); END`;

/** Indexes that promise nothing. */
const PLAIN_INDEXES =
  "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE '%UNIQUE%'";

/** A database that outlives the worlds: they only empty it. */
export class Disk {
  readonly db = new DatabaseSync(":memory:");
  /** Grows with everything that may have changed a row. */
  writes = 0;
  readonly #prepared = new Map<string, Prepared>();
  readonly #tables: readonly string[];
  readonly transaction = {
    begin: this.db.prepare("BEGIN"),
    commit: this.db.prepare("COMMIT"),
    rollback: this.db.prepare("ROLLBACK"),
  };

  constructor(migrations: readonly string[]) {
    for (const migration of migrations) this.db.exec(migration);
    for (const table of ["orders", "stock_levels"]) {
      if (migrations.some((text) => text.includes(`CREATE TABLE ${table} (`))) {
        this.db.exec(NEVER_BACK.replaceAll("%TABLE%", table));
      }
    }
    // They only make large tables quick; here they make small ones slow.
    const indexes = this.all(PLAIN_INDEXES);
    for (const { name } of indexes) this.db.exec(`DROP INDEX ${name}`);
    const tables = this.all("SELECT name FROM sqlite_schema WHERE type = 'table'");
    this.#tables = tables.map(({ name }) => String(name)).filter((name) => !FULL.test(name));
    this.db.exec("PRAGMA foreign_keys = ON");
  }

  /** Empties every table that a world may have written to. */
  empty(): void {
    this.writes += 1;
    this.db.exec("PRAGMA foreign_keys = OFF");
    for (const table of this.#tables) this.db.exec(`DELETE FROM ${table}`);
    this.db.exec("PRAGMA foreign_keys = ON");
  }

  prepare(text: string): Prepared {
    let known = this.#prepared.get(text);
    if (known === undefined) {
      const reads = /^\s*SELECT/.test(text);
      const gives = reads || text.includes("RETURNING");
      known = { statement: this.db.prepare(text), gives, reads };
      this.#prepared.set(text, known);
    }
    return known;
  }

  all(text: string, ...values: Scalar[]): Record<string, Scalar>[] {
    return this.prepare(text).statement.all(...values) as Record<string, Scalar>[];
  }
}

/** A statement with its values. */
class Bound {
  readonly #database: Database;
  readonly text: string;
  readonly values: readonly Scalar[];

  constructor(database: Database, text: string, values: readonly Scalar[]) {
    this.#database = database;
    this.text = text;
    this.values = values;
  }

  bind(...values: Scalar[]): Bound {
    return new Bound(this.#database, this.text, values);
  }

  async run(): Promise<object> {
    return (await this.#database.batch([this]))[0] ?? {};
  }

  async all(): Promise<object> {
    return (await this.#database.batch([this]))[0] ?? {};
  }

  async first(): Promise<object | null> {
    const [{ results = [] } = {}] = await this.#database.batch([this]);
    return results[0] ?? null;
  }
}

interface Answer {
  readonly results: object[];
  readonly meta: { readonly changes: number };
}

/** Answers a query without the database, or null where the database has to. */
export type Shortcut = (text: string, values: readonly Scalar[]) => object[] | null;

/** The binding of a database. */
export class Database {
  readonly #stage: Stage;
  readonly #disk: Disk;
  readonly #shortcut: Shortcut;

  constructor(stage: Stage, disk: Disk, shortcut: Shortcut = () => null) {
    this.#stage = stage;
    this.#disk = disk;
    this.#shortcut = shortcut;
  }

  prepare(text: string): Bound {
    return new Bound(this, text, []);
  }

  withSession(): Database {
    return this;
  }

  batch(statements: readonly Bound[]): Promise<Answer[]> {
    const { faults, chance } = this.#stage;
    const fault = faults.draw(ON_THE_WAY);
    const nobody = new Life("database");
    const isLost = fault === "F19" || fault === "F21" || (fault === "F24" && chance.is(0.5));
    return this.#stage.call(
      {
        requestMs: chance.int(2, 20),
        replyMs: chance.int(1, 8),
        runs: isLost ? 0 : 1,
        failure: fault === null ? null : () => new Error(SAYING[fault] ?? "D1_ERROR"),
        failureMs: chance.int(30, 400),
        death: null,
      },
      { life: () => nobody, serve: () => this.#run(statements) },
    );
  }

  #run(statements: readonly Bound[]): Answer[] {
    const [only] = statements;
    if (only !== undefined && statements.length === 1) {
      const quick = this.#shortcut(only.text, only.values);
      return [quick === null ? this.#one(only) : { results: quick, meta: { changes: 0 } }];
    }
    const { faults, chance } = this.#stage;
    const breaksAt = faults.strikes("F23", 0.01) ? chance.int(0, statements.length - 1) : -1;
    const { begin, commit, rollback } = this.#disk.transaction;
    begin.run();
    try {
      const answers = statements.map((statement, index) => {
        if (index === breaksAt) throw new Error("D1_ERROR: the statement failed");
        return this.#one(statement);
      });
      commit.run();
      return answers;
    } catch (error) {
      rollback.run();
      throw error;
    }
  }

  #one({ text, values }: Bound): Answer {
    const { statement, gives, reads } = this.#disk.prepare(text);
    if (!reads) this.#disk.writes += 1;
    if (gives) {
      return { results: statement.all(...values), meta: { changes: 0 } };
    }
    return { results: [], meta: { changes: Number(statement.run(...values).changes) } };
  }
}

const SAYING: Readonly<Record<string, string>> = {
  F19: "D1_ERROR: Network connection lost.",
  F20: "D1_ERROR: Network connection lost.",
  F21: "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
  F24: "D1_ERROR: D1 DB reset because its code was updated.",
};
