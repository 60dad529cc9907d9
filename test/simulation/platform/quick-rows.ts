/**
 * The tables of the objects in memory: quick, and taught exactly the statements that the objects
 * use. Real SQLite says the same (see equivalence in simulation.test.ts); an unknown statement throws.
 */

import { COUPON_STATEMENTS } from "./quick-coupon.ts";
import { ORDER_STATEMENTS, OUTBOX_STATEMENTS } from "./quick-order.ts";
import { CART_STATEMENTS, RUNTIME_STATEMENTS } from "./quick-runtime.ts";
import { type Cell, type Statement, table } from "./quick-statement.ts";
import { STOCK_STATEMENTS } from "./quick-stock.ts";
import {
  type Outcome,
  type ReadTable,
  type Row,
  type Rows,
  type Scalar,
  Table,
  Undo,
  UnknownStatement,
} from "./rows.ts";
import { ask } from "./scratch.ts";

/** The tables of one object, whatever its class: the unused ones are empty. */
export class QuickRows implements Rows {
  readonly undo = new Undo();
  readonly tables = new Set<string>();
  schemaVersion: number | null = null;
  readonly deadlines = new Table<number>(this.undo);
  readonly commands = new Table<Row>(this.undo);
  readonly outbox = new Table<Row>(this.undo);
  readonly answers = new Table<Row>(this.undo);
  readonly levels = new Table<Row>(this.undo);
  readonly holds = new Table<Row>(this.undo);
  readonly uses = new Table<Row>(this.undo);
  readonly sums = new Table<Row>(this.undo);
  readonly history: Row[] = [];
  readonly ledger: Row[] = [];
  readonly order: Cell = { value: null };
  readonly cart: Cell = { value: null };
  readonly limits: Cell = { value: null };

  exec(text: string, values: readonly Scalar[]): Outcome {
    let statement = known.get(text);
    if (statement === undefined) {
      const spelled = flat(text);
      // The schemas of two objects are one text of many statements: its first words name it.
      const [, first] = /^CREATE TABLE (levels|uses) \(/.exec(spelled) ?? [];
      statement = first === undefined ? STATEMENTS.get(spelled) : table(first);
      if (statement === undefined) statement = rare(spelled);
      known.set(text, statement);
    }
    return statement(this, values);
  }

  transact<Value>(work: () => Value): Value {
    return this.undo.transact(work);
  }

  read(name: ReadTable): readonly Row[] {
    switch (name) {
      case "orders":
        return this.order.value === null ? [] : [this.order.value];
      case "cart":
      case "limits":
        return this[name].value === null ? [] : [this[name].value];
      case "deadlines":
        return [...this.deadlines.rows].map(([name, at]) => ({ name, at }));
      case "answers":
      case "commands":
        return [...this[name].rows.values()];
      case "ledger":
        return this.ledger;
      case "history":
        return this.history;
      default:
        return [...this[name].rows.values()];
    }
  }

  clear(): void {
    this.tables.clear();
    this.schemaVersion = null;
    for (const table of [this.deadlines, this.commands, this.outbox, this.answers]) {
      table.rows.clear();
    }
    this.levels.rows.clear();
    this.holds.rows.clear();
    this.uses.rows.clear();
    this.sums.rows.clear();
    this.history.length = 0;
    this.ledger.length = 0;
    this.order.value = null;
    this.cart.value = null;
    this.limits.value = null;
  }
}

const known = new Map<string, Statement>();

/** A question that is asked too seldom to be taught. @throws UnknownStatement where it writes */
function rare(spelled: string): Statement {
  return (rows, values) => {
    const answer = ask(spelled, values, (table) => rows.read(table));
    if (answer === null) throw new UnknownStatement(spelled);
    return answer;
  };
}

function flat(text: string): string {
  return text
    .replaceAll(/--[^\n]*/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const STATEMENTS = new Map(
  Object.entries({
    ...ORDER_STATEMENTS,
    ...OUTBOX_STATEMENTS,
    ...RUNTIME_STATEMENTS,
    ...STOCK_STATEMENTS,
    ...CART_STATEMENTS,
    ...COUPON_STATEMENTS,
  }).map(([statement, run]) => [flat(statement), run]),
);
