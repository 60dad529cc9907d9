/** The tables of one object on real SQLite: slow, and right by definition. */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Outcome, ReadTable, Row, Rows, Scalar } from "./rows.ts";

/** One database in memory. */
export class SqliteRows implements Rows {
  #db = new DatabaseSync(":memory:");
  #prepared = new Map<string, StatementSync>();
  #isInTransaction = false;

  exec(text: string, values: readonly Scalar[]): Outcome {
    if (values.length === 0 && /^\s*CREATE/.test(text)) {
      this.#db.exec(text);
      return { rows: [], written: 0 };
    }
    let statement = this.#prepared.get(text);
    if (statement === undefined) {
      statement = this.#db.prepare(text);
      this.#prepared.set(text, statement);
    }
    if (/^\s*SELECT/.test(text)) {
      return { rows: statement.all(...values) as unknown as Row[], written: 0 };
    }
    return { rows: [], written: Number(statement.run(...values).changes) };
  }

  transact<Value>(work: () => Value): Value {
    if (this.#isInTransaction) return work();
    this.#db.exec("BEGIN");
    this.#isInTransaction = true;
    try {
      const value = work();
      this.#db.exec("COMMIT");
      return value;
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    } finally {
      this.#isInTransaction = false;
    }
  }

  read(table: ReadTable): readonly Row[] {
    const known = this.exec("SELECT 1 FROM sqlite_master WHERE name = ?", [table]);
    return known.rows.length === 0 ? [] : this.exec(`SELECT * FROM ${table}`, []).rows;
  }

  clear(): void {
    this.#db.close();
    this.#db = new DatabaseSync(":memory:");
    this.#prepared = new Map();
  }
}
