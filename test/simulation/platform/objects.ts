/** Durable Objects: one life at a time per name, a disk that outlives it, one alarm. */
import { type FaultTable, faultTable } from "../faults.ts";
import {
  Life,
  lostError,
  overloadedError,
  type Passage,
  resetError,
  type Stage,
} from "../stage.ts";
import type { Rows, Scalar } from "./rows.ts";

/** How far a clock may be off, in milliseconds. */
const SKEW_MAX_MS = 15 * 60 * 1000;
/** How late an alarm may be. */
const LATE_MAX_MS = 30 * 60 * 1000;
/** The platform's patience with an alarm that fails. */
const ALARM_TRIES_MAX = 6;
const ALARM_BACKOFF_MS = 2_000;

/** What goes wrong on the way to an object, per call. */
const ON_THE_WAY: FaultTable = faultTable({
  F1: 0.008,
  F2: 0.008,
  F4: 0.006,
  F7: 0.002,
  F8: 0.002,
  F9: 0.004,
});
/** What goes wrong with an alarm, per ring. */
const AT_THE_ALARM: FaultTable = faultTable({
  F11: 0.02,
  F12: 0.02,
  F13: 0.008,
  F14: 0.004,
  F15: 0.015,
});
/** What goes wrong inside a transaction. */
const ON_THE_DISK: FaultTable = faultTable({ F3: 0.001, F6: 0.002, F17: 0.001 });

/** The kinds of objects. */
export type ObjectKind = "stock" | "cart" | "order";

/** What the platform knows of an object's class. */
export type ObjectInstance = Record<string, unknown> & { alarm?: () => Promise<void> };
/** A class of objects, as workerd would construct it. */
export type ObjectClass = new (ctx: never, env: never) => object;

/** One object: its name, its disk, and its life while it has one. */
export class ObjectHost {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly rows: Rows;
  readonly #stage: Stage;
  readonly #construct: (host: ObjectHost, life: Life) => ObjectInstance;
  life: Life | null = null;
  instance: ObjectInstance | null = null;
  #alarmAt: number | null = null;
  /** Tells an alarm that was planned from one that was planned since. */
  #plan = 0;
  #tries = 0;
  /** Rings that are still to fail before the platform gives up. */
  #doomed = 0;
  /** The platform lost its alarm, and nobody has planned one since. */
  hasLostAlarm = false;
  /** How far the clock of its machine is off. */
  skewMs = 0;
  /** Told of every new life, before it looks at its disk. */
  onWake: () => void = () => {};
  /** Told of every turn that was stored (true) or rolled back (false). */
  onTurn: (isStored: boolean) => void = () => {};

  constructor(
    identity: { readonly kind: ObjectKind; readonly name: string; readonly rows: Rows },
    stage: Stage,
    construct: (host: ObjectHost, life: Life) => ObjectInstance,
  ) {
    this.kind = identity.kind;
    this.name = identity.name;
    this.rows = identity.rows;
    this.#stage = stage;
    this.#construct = construct;
  }

  /** @returns the life that answers now; a new one starts from the disk */
  wake(): Life {
    if (this.life !== null) return this.life;
    this.#moveClock();
    const life = new Life(`${this.kind} ${this.name.slice(-5)}`, this.skewMs);
    life.onDeath = () => {
      if (this.life === life) this.life = this.instance = null;
    };
    this.life = life;
    this.#stage.current = life;
    this.onWake();
    try {
      this.instance = this.#construct(this, life);
    } catch (error) {
      this.kill();
      throw error;
    }
    return life;
  }

  /** It may wake on another machine, whose clock is another one: before, or behind. */
  #moveClock(): void {
    if (!this.#stage.faults.strikes("F16", 0.004)) return;
    this.skewMs = this.#stage.chance.int(-SKEW_MAX_MS, SKEW_MAX_MS);
    this.#stage.tell(() => `${this.kind} ${this.name.slice(-5)} clock ${this.skewMs} ms`);
  }

  /** Ends its life, whatever it is doing. */
  kill(): void {
    if (this.life !== null) this.#stage.kill(this.life);
  }

  /** When the alarm is to ring, by the object's clock; null where none is set. */
  get alarmAt(): number | null {
    return this.#alarmAt;
  }

  /** Plans the alarm; one that was planned before is forgotten. */
  setAlarm(at: number): void {
    this.hasLostAlarm = false;
    this.#tries = 0;
    this.#alarmAt = at;
    this.#plan += 1;
    const inMs = at - this.skewMs - this.#stage.timeline.now;
    // A clock behind the platform's would ring at once, again and again.
    this.#ringIn(inMs > 0 ? inMs + 15 : 1_000, this.#plan);
  }

  /** An alarm that was delayed rings now: the faults are over. */
  hurryAlarm(): void {
    if (this.#alarmAt === null) return;
    this.#doomed = 0;
    this.setAlarm(this.#alarmAt);
  }

  deleteAlarm(): void {
    this.hasLostAlarm = false;
    this.#alarmAt = null;
    this.#plan += 1;
  }

  #ringIn(ms: number, plan: number): void {
    this.#stage.timeline.after(ms, () => {
      if (plan === this.#plan) this.#ring();
    });
  }

  #ring(): void {
    const { faults, chance } = this.#stage;
    if (this.#doomed > 0) {
      this.#doomed -= 1;
      this.#wakeInVain();
      if (this.#doomed === 0) this.#lose();
      else this.#ringIn(ALARM_BACKOFF_MS * 2 ** (ALARM_TRIES_MAX - this.#doomed), this.#plan);
      return;
    }
    switch (faults.draw(AT_THE_ALARM)) {
      case "F12":
        this.#ringIn(chance.int(60_000, LATE_MAX_MS), this.#plan);
        return;
      case "F13":
        this.#lose();
        return;
      case "F14":
        this.#doomed = ALARM_TRIES_MAX;
        this.#wakeInVain();
        this.#ringIn(ALARM_BACKOFF_MS, this.#plan);
        return;
      case "F15":
        this.#serveAlarm();
        this.#stage.timeline.after(chance.int(0, 30), () => this.kill());
        return;
      case "F11":
        this.#serveAlarm();
        this.#stage.timeline.after(chance.int(1, 2_000), () => this.#serveAlarm());
        return;
      default:
        this.#serveAlarm();
    }
  }

  /** The handler dies before it does anything. */
  #wakeInVain(): void {
    this.kill();
  }

  #lose(): void {
    this.#alarmAt = null;
    this.#plan += 1;
    this.hasLostAlarm = true;
    this.#stage.tell(() => `${this.kind} ${this.name.slice(-5)} loses its alarm`);
  }

  #serveAlarm(): void {
    const life = this.wake();
    const { instance } = this;
    const alarm = instance?.alarm;
    if (alarm === undefined) return;
    if (life.waiting > 0) this.#stage.faults.happened("F18");
    this.#alarmAt = null;
    const plan = this.#plan;
    const again = () => {
      // An alarm that was planned meanwhile takes the place of the one that failed.
      if (this.#plan !== plan || this.#tries >= ALARM_TRIES_MAX) return;
      this.#tries += 1;
      this.#ringIn(ALARM_BACKOFF_MS * 2 ** this.#tries, plan);
    };
    const flight = { fail: again };
    life.flights.add(flight);
    this.#stage.current = life;
    this.#stage.mix(7);
    alarm.call(instance).then(
      () => life.flights.delete(flight),
      () => {
        if (life.flights.delete(flight)) again();
      },
    );
  }
}

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

/** How a call to an object travels this time. */
export function passageToObject(stage: Stage): Passage {
  const { faults, chance } = stage;
  const requestMs = chance.is(0.02) ? chance.int(50, 3_000) : chance.int(1, 6);
  const well: Passage = {
    requestMs,
    replyMs: chance.int(1, 6),
    runs: 1,
    failure: null,
    failureMs: 0,
    death: null,
  };
  const failureMs = requestMs + chance.int(5, 2_000);
  switch (faults.draw(ON_THE_WAY)) {
    case "F1":
      return { ...well, runs: 0, failure: lostError, failureMs };
    case "F2":
      // Some arrive long after the caller has given up on them.
      return chance.is(0.3)
        ? { ...well, requestMs: failureMs + chance.int(1, 60_000), failure: lostError, failureMs }
        : { ...well, failure: lostError, failureMs };
    case "F4":
      return { ...well, death: chance.is(0.3) ? "before" : "after" };
    case "F7":
      return { ...well, runs: 0, failure: resetError, failureMs: 1 };
    case "F8":
      return { ...well, runs: 0, failure: overloadedError, failureMs };
    case "F9":
      return { ...well, runs: 0, failure: resetError, failureMs };
    default:
      return well;
  }
}

/** A question to an object and what it said at once. */
export interface AskedAnswer {
  readonly method: string;
  readonly asked: readonly unknown[];
  readonly answer: unknown;
}

/** Every object of a world. */
export class Objects {
  readonly hosts = new Map<string, ObjectHost>();
  readonly #stage: Stage;
  readonly #makeRows: () => Rows;
  readonly #classes: Readonly<Record<ObjectKind, ObjectClass>>;
  /** Set once the world is built. */
  env: object = {};
  /** Copies what crosses between two lives, where somebody wants to know that nothing is shared. */
  readonly #copy: <Value>(value: Value) => Value;
  readonly #onNew: (host: ObjectHost) => void;
  readonly #onAnswer: (host: ObjectHost, asked: AskedAnswer) => void;

  constructor(options: {
    readonly stage: Stage;
    readonly makeRows: () => Rows;
    readonly classes: Readonly<Record<ObjectKind, ObjectClass>>;
    readonly copies: boolean;
    readonly onNew: (host: ObjectHost) => void;
    /** Told of every answer that was given at once. */
    readonly onAnswer: (host: ObjectHost, asked: AskedAnswer) => void;
  }) {
    this.#onAnswer = options.onAnswer;
    this.#onNew = options.onNew;
    this.#stage = options.stage;
    this.#makeRows = options.makeRows;
    this.#classes = options.classes;
    this.#copy = options.copies ? structuredClone : (value) => value;
  }

  host(kind: ObjectKind, name: string): ObjectHost {
    const known = this.hosts.get(name);
    if (known !== undefined) return known;
    const host = new ObjectHost({ kind, name, rows: this.#makeRows() }, this.#stage, (of, life) =>
      this.#construct(of, life),
    );
    this.hosts.set(name, host);
    this.#onNew(host);
    return host;
  }

  #construct(host: ObjectHost, life: Life): ObjectInstance {
    const ctx = {
      id: { name: host.name },
      storage: new DiskStorage(host, life, this.#stage),
      waitUntil: (work: Promise<unknown>) => {
        work.catch(() => {});
      },
    };
    return new this.#classes[host.kind](ctx as never, this.env as never) as ObjectInstance;
  }

  /** @returns the binding that a Worker would have */
  namespace(kind: ObjectKind): { getByName: (name: string) => object } {
    const names = Object.getOwnPropertyNames(this.#classes[kind].prototype);
    const Stub = this.#stubClass(names.filter((name) => name !== "constructor"));
    return { getByName: (name) => new Stub(this.host(kind, name)) };
  }

  #stubClass(methods: readonly string[]): new (host: ObjectHost) => object {
    const stage = this.#stage;
    const copy = this.#copy;
    const onAnswer = this.#onAnswer;
    class Stub {
      readonly host: ObjectHost;
      constructor(host: ObjectHost) {
        this.host = host;
      }
    }
    methods.forEach((method, index) => {
      Object.defineProperty(Stub.prototype, method, {
        value(this: Stub, ...given: unknown[]) {
          const { host } = this;
          const asked = copy(given);
          return stage.call(passageToObject(stage), {
            life: () => host.wake(),
            serve: () => {
              stage.mix(index + 11);
              stage.mix(stage.timeline.now);
              stage.tell(() => `${host.kind} ${host.name.slice(-5)}.${method} ${words(asked)}`);
              const serve = host.instance?.[method] as (...of: unknown[]) => unknown;
              const answer = serve.apply(host.instance, asked);
              if (answer instanceof Promise) return answer.then(copy);
              onAnswer(host, { method, asked, answer });
              return copy(answer);
            },
          });
        },
      });
    });
    return Stub;
  }

  /** A machine dies with the objects on it. */
  killSome(share: number): void {
    for (const host of this.hosts.values()) {
      if (host.life !== null && this.#stage.chance.is(share)) host.kill();
    }
  }
}

function words(asked: unknown): string {
  const text = JSON.stringify(asked);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
