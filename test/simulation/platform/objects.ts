/** Every Durable Object of a world, and the way to it: stubs whose calls may be lost. */
import { type FaultTable, faultTable } from "../faults.ts";
import {
  type Life,
  lostError,
  overloadedError,
  type Passage,
  resetError,
  type Stage,
} from "../stage.ts";
import { DiskStorage } from "./disk-storage.ts";
import {
  type ObjectClass,
  ObjectHost,
  type ObjectInstance,
  type ObjectKind,
} from "./object-host.ts";
import type { Rows } from "./rows.ts";

/** What goes wrong on the way to an object, per call. */
const ON_THE_WAY: FaultTable = faultTable({
  F1: 0.008,
  F2: 0.008,
  F4: 0.006,
  F7: 0.002,
  F8: 0.002,
  F9: 0.004,
});

const OVERLOADED: Passage = {
  requestMs: 0,
  replyMs: 0,
  runs: 0,
  failure: overloadedError,
  failureMs: 0,
  death: null,
};

/** How a call to an object travels this time. */
function passageTo(host: ObjectHost, stage: Stage): Passage {
  const { faults, chance, timeline } = stage;
  if (faults.areOn && timeline.now < host.overloadedUntil) {
    faults.happened("F8");
    return { ...OVERLOADED, failureMs: chance.int(5, 200) };
  }
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
      // Where there is too much to do once, there mostly is for a while.
      if (!faults.areScripted && chance.is(0.4)) {
        host.overloadedUntil = timeline.now + chance.int(500, 8_000);
      }
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
          return stage.call(passageTo(host, stage), {
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
