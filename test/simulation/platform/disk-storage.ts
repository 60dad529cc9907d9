/** An object's storage as its class sees it: SQL, transactions, the alarm. */
import { type FaultTable, faultTable } from "../faults.ts";
import type { Life, Stage } from "../stage.ts";
import type { ObjectHost } from "./object-host.ts";
import type { Scalar } from "./rows.ts";

/** What goes wrong inside a transaction. */
const ON_THE_DISK: FaultTable = faultTable({ F3: 0.001, F6: 0.002, F17: 0.001 });

/** The storage of one life: the disk of its object, closed to whoever is dead. */
export class DiskStorage {
  readonly sql: { exec: (text: string, ...values: Scalar[]) => Cursor };
  readonly #host: ObjectHost;
  readonly #life: Life;
  readonly #stage: Stage;
  #depth = 0;

  constructor(host: ObjectHost, life: Life, stage: Stage) {
    this.#host = host;
    this.#life = life;
    this.#stage = stage;
    this.sql = {
      exec: (text, ...values) => {
        if (!life.alive) throw new Error("A dead object touched its disk");
        return new Cursor(host.rows.exec(text, values));
      },
    };
  }

  transactionSync<Value>(work: () => Value): Value {
    if (this.#depth > 0) return work();
    const fault = this.#stage.faults.draw(ON_THE_DISK);
    this.#depth = 1;
    try {
      const value = this.#host.rows.transact(() => {
        const done = work();
        if (fault === "F3") throw new Error("Something broke in the middle of a turn");
        if (fault === "F17") throw new Error("database or disk is full: SQLITE_FULL");
        return done;
      });
      this.#host.onTurn(true);
      if (fault === "F6") this.#dieNow();
      return value;
    } catch (error) {
      this.#host.onTurn(false);
      if (fault === "F17") this.#dieNow();
      throw error;
    } finally {
      this.#depth = 0;
    }
  }

  /** Nothing that is said from here on leaves the object. */
  #dieNow(): void {
    const life = this.#life;
    life.isMute = true;
    this.#stage.timeline.after(0, () => this.#stage.kill(life));
  }

  async setAlarm(at: number): Promise<void> {
    this.#host.setAlarm(at);
  }

  async getAlarm(): Promise<number | null> {
    return this.#host.alarmAt;
  }

  async deleteAlarm(): Promise<void> {
    this.#host.deleteAlarm();
  }

  async deleteAll(): Promise<void> {
    this.#host.rows.clear();
    this.#host.deleteAlarm();
  }
}

/** What a query gives. */
class Cursor {
  readonly rowsWritten: number;
  readonly #rows: readonly object[];

  constructor({ rows, written }: { readonly rows: readonly object[]; readonly written: number }) {
    this.#rows = rows;
    this.rowsWritten = written;
  }

  toArray(): object[] {
    return [...this.#rows];
  }

  one(): object {
    const [row] = this.#rows;
    if (row === undefined || this.#rows.length > 1) throw new Error("Expected exactly one row");
    return row;
  }
}
