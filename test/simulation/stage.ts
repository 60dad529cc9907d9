/** The stage: virtual time, who is running now, and calls that may get lost between them. */
import type { Faults } from "./faults.ts";
import type { Chance } from "./random.ts";
import { type Task, Timeline } from "./timeline.ts";

/** When every world begins. */
export const BEGINNING = 1_800_000_000_000;

/** One life of something that runs: an object in memory, an isolate, a browser. It can end any time. */
export class Life {
  readonly name: string;
  /** How far its clock is off, in milliseconds. */
  skewMs: number;
  alive = true;
  /** Its messages no longer leave it: it dies in this very moment. */
  isMute = false;
  /** Calls that it is working on; they fail when it dies. */
  readonly flights = new Set<Flight>();
  /** Calls that it waits for. */
  waiting = 0;
  /** What follows when it ends before its time. */
  onDeath: (() => void) | null = null;

  constructor(name: string, skewMs = 0) {
    this.name = name;
    this.skewMs = skewMs;
  }
}

/** A call that somebody is working on. */
export interface Flight {
  readonly fail: () => void;
}

/** Who answers a call. */
export interface Callee<Answer> {
  /** Wakes it. @throws where it cannot be woken */
  readonly life: () => Life;
  readonly serve: () => Answer | Promise<Answer>;
}

/** How a call travels. */
export interface Passage {
  readonly requestMs: number;
  readonly replyMs: number;
  /** How often it is carried out. */
  readonly runs: 0 | 1 | 2;
  /** Null where the answer arrives; otherwise what the caller gets in its place. */
  readonly failure: (() => unknown) | null;
  /** When that happens, counted from the call. */
  readonly failureMs: number;
  /** Who dies: the callee before or after the deed, or the caller while it waits. */
  readonly death: "before" | "after" | "caller" | null;
}

/** Everything that one simulated world shares. */
export class Stage {
  readonly timeline = new Timeline(BEGINNING);
  readonly faults: Faults;
  readonly chance: Chance;
  /** Whose code runs at this moment. */
  current: Life = new Life("nobody");
  /** A hash over everything that happened, in order. */
  trace = 0x811c9dc5;
  /** Told of every error that a program of the shop has thrown. */
  onError: (error: unknown) => void = () => {};
  /** What happened in words, where somebody wants to read it. */
  readonly history: string[] | null;

  constructor({
    faults,
    chance,
    isTold,
  }: {
    readonly faults: Faults;
    readonly chance: Chance;
    readonly isTold: boolean;
  }) {
    this.faults = faults;
    this.chance = chance;
    this.history = isTold ? [] : null;
  }

  /** Mixes a number into the hash of the run. */
  mix(value: number): void {
    this.trace = Math.imul(this.trace ^ (value | 0), 0x01000193) ^ (this.trace >>> 15);
  }

  /** Writes a line of history. */
  tell(line: () => string): void {
    if (this.history === null) return;
    const ms = this.timeline.now - BEGINNING;
    this.history.push(`${(ms / 1000).toFixed(3).padStart(12)}s  ${line()}`);
  }

  /** Does something later, unless `life` has ended by then. */
  after(life: Life, ms: number, work: () => void): Task {
    return this.timeline.after(ms, () => {
      if (!life.alive) return;
      this.current = life;
      work();
    });
  }

  /** Ends a life: what it was doing stops where it stands, its callers get an error. */
  kill(life: Life): void {
    if (!life.alive) return;
    life.alive = false;
    this.tell(() => `${life.name} dies`);
    for (const flight of life.flights) flight.fail();
    life.flights.clear();
    life.onDeath?.();
  }

  /** Calls somebody. The answer comes in an event of its own, or never where the caller died. */
  call<Answer>(passage: Passage, callee: Callee<Answer>): Promise<Answer> {
    const caller = this.current;
    if (caller.isMute) return new Promise(() => {});
    caller.waiting += 1;
    return new Promise<Answer>((resolve, reject) => {
      let isOver = false;
      const end = (ms: number, finish: () => void) => {
        if (isOver) return;
        isOver = true;
        this.after(caller, ms, () => {
          caller.waiting -= 1;
          finish();
        });
      };
      const { failure, runs, requestMs, replyMs, death } = passage;
      if (failure !== null) end(passage.failureMs, () => reject(failure()));
      for (let run = 0; run < runs; run += 1) {
        this.timeline.after(requestMs + run * (replyMs + 1), () =>
          this.#serve(callee, {
            death: run === 0 ? death : null,
            caller,
            onAnswer: (answer) => end(replyMs, () => resolve(answer)),
            onError: (error) => end(replyMs, () => reject(error)),
          }),
        );
      }
      if (death === "caller") this.after(caller, requestMs / 2, () => this.kill(caller));
    });
  }

  #serve<Answer>(
    callee: Callee<Answer>,
    to: {
      readonly death: Passage["death"];
      readonly caller: Life;
      readonly onAnswer: (answer: Answer) => void;
      readonly onError: (error: unknown) => void;
    },
  ): void {
    let life: Life;
    try {
      life = callee.life();
    } catch (error) {
      to.onError(error);
      return;
    }
    if (life.waiting > 0) this.faults.happened("F18");
    const flight: Flight = { fail: () => to.onError(resetError()) };
    life.flights.add(flight);
    if (to.death === "before") {
      this.kill(life);
      return;
    }
    this.current = life;
    const done = (deliver: () => void) => {
      if (life.flights.delete(flight)) deliver();
    };
    try {
      const answer = callee.serve();
      if (answer instanceof Promise) {
        answer.then(
          (value) => done(() => to.onAnswer(value)),
          (error) => {
            this.onError(error);
            done(() => to.onError(error));
          },
        );
      } else if (to.death === "after") {
        this.kill(life);
        return;
      } else {
        done(() => to.onAnswer(answer));
      }
    } catch (error) {
      this.onError(error);
      done(() => to.onError(error));
    }
    if (to.death === "after") this.timeline.after(this.chance.int(0, 40), () => this.kill(life));
  }
}

/** What a caller sees of an object that was reset. */
export function resetError(): Error {
  return Object.assign(new Error("The Durable Object's code was reset"), {
    retryable: true,
    durableObjectReset: true,
  });
}

/** What a caller sees of a connection that broke. */
export function lostError(): Error {
  return Object.assign(new Error("Network connection lost."), { retryable: true });
}

/** What a caller sees of an object with too much to do. */
export function overloadedError(): Error {
  return Object.assign(new Error("Durable Object is overloaded."), {
    retryable: true,
    overloaded: true,
  });
}
