/** The cart's own database: one row of state, its commands and the day it is forgotten. */
import { CART_IDLE_MS, type CartState, emptyCart } from "../domain/cart.ts";
import { CURRENCIES } from "../domain/money.ts";
import { invariant } from "../domain/result.ts";
import { DEADLINES_SCHEMA, Deadlines } from "../runtime/alarms.ts";
import { COMMANDS_SCHEMA } from "../runtime/commands.ts";
import { migrate } from "../runtime/schema.ts";

/** How far the day of forgetting may lag behind the last change: most changes then cost no row. */
const IDLE_SLACK_MS = 24 * 60 * 60 * 1000;

const STEPS = [
  COMMANDS_SCHEMA,
  DEADLINES_SCHEMA,
  `CREATE TABLE cart (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    state TEXT NOT NULL,
    touched_at INTEGER NOT NULL
  ) STRICT`,
];

/** The row as it is written; a new shape takes a new number and a branch in upgrade(). */
type StoredCart = CartState & { readonly v: 1 };

/** One whole row, because a cart is small, is always read whole and changes with one statement. */
export class CartStore {
  readonly #storage: DurableObjectStorage;
  readonly #deadlines: Deadlines<"idle">;
  /** A cart that was never written to has no tables, so that looking at one costs no storage. */
  #hasTables: boolean;
  #state: CartState | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#deadlines = new Deadlines(storage);
    this.#hasTables =
      storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'cart'").toArray().length > 0;
    if (this.#hasTables) migrate(storage, STEPS);
  }

  /** @returns the cart as it was last saved */
  get state(): CartState {
    this.#state ??= this.#load();
    return this.#state;
  }

  /**
   * Runs one transaction, makes the tables before the first and arms the alarm after it. The alarm
   * is armed once more by each new instance, which heals one that was lost. When the transaction
   * throws, memory forgets what was rolled back.
   */
  write<Value>(now: number, transaction: () => Value): Value {
    if (!this.#hasTables) migrate(this.#storage, STEPS);
    this.#hasTables = true;
    try {
      return this.#storage.transactionSync(() => {
        this.#keep(now);
        return transaction();
      });
    } catch (error) {
      this.#state = null;
      this.#deadlines.forget();
      throw error;
    } finally {
      this.#deadlines.plan(now);
    }
  }

  /** Stores the cart, inside write(); the very same one costs nothing. */
  save(state: CartState, now: number): void {
    if (state === this.state) return;
    const stored: StoredCart = { v: 1, ...state };
    this.#storage.sql.exec(
      "INSERT OR REPLACE INTO cart (one, state, touched_at) VALUES (1, ?, ?)",
      JSON.stringify(stored),
      now,
    );
    this.#state = state;
  }

  /** Answers the alarm: a cart that nobody changed for CART_IDLE_MS leaves nothing behind. */
  async ring(now: number): Promise<void> {
    if (!this.#hasTables) return;
    await this.#deadlines.ring(now, async (due) => {
      if (!due.includes("idle")) return;
      const idleAt = this.#touchedAt() + CART_IDLE_MS;
      if (idleAt > now) this.#deadlines.set("idle", idleAt);
      else await this.#forget();
    });
  }

  /** Puts the day of forgetting off, but not by less than the slack. */
  #keep(now: number): void {
    const idleAt = now + CART_IDLE_MS;
    const known = this.#deadlines.at("idle");
    if (known === null || idleAt - known > IDLE_SLACK_MS) this.#deadlines.set("idle", idleAt);
  }

  async #forget(): Promise<void> {
    this.#deadlines.set("idle", null);
    this.#hasTables = false;
    this.#state = null;
    await this.#storage.deleteAll();
  }

  #load(): CartState {
    const row = this.#hasTables
      ? this.#storage.sql.exec<{ state: string }>("SELECT state FROM cart").toArray()[0]
      : undefined;
    return row === undefined
      ? emptyCart(CURRENCIES[0])
      : upgrade(JSON.parse(row.state) as StoredCart);
  }

  /** @returns when the cart last changed; long ago where it never did */
  #touchedAt(): number {
    const { sql } = this.#storage;
    const row = sql.exec<{ touched_at: number }>("SELECT touched_at FROM cart").toArray()[0];
    return row?.touched_at ?? 0;
  }
}

/** Fields that rows of the first version may lack are filled in as for a new cart. */
function upgrade({ v, ...state }: StoredCart): CartState {
  invariant(v === 1, `a cart of version ${v} can be read`);
  return { ...emptyCart(state.currency), ...state };
}
