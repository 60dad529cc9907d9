/** One Durable Object: its disk, its clock, its alarm, and its life while it has one. */
import { type FaultTable, faultTable } from "../faults.ts";
import { Life, type Stage } from "../stage.ts";
import type { Task } from "../timeline.ts";
import type { Rows } from "./rows.ts";

/** How far a clock may be off, in milliseconds. */
const SKEW_MAX_MS = 15 * 60 * 1000;
/** How late an alarm may be. */
const LATE_MAX_MS = 30 * 60 * 1000;
/** The platform's patience with an alarm that fails. */
const ALARM_TRIES_MAX = 6;
const ALARM_BACKOFF_MS = 2_000;

/** What goes wrong with an alarm, per ring. */
const AT_THE_ALARM: FaultTable = faultTable({
  F11: 0.02,
  F12: 0.02,
  F13: 0.008,
  F14: 0.004,
  F15: 0.015,
});

/** The kinds of objects. */
export type ObjectKind = "stock" | "cart" | "order" | "coupon";

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
  /** The next ring. */
  #ringing: Task | null = null;
  /** Tells an alarm that was planned from one that was planned since. */
  #plan = 0;
  #tries = 0;
  /** Rings that are still to fail before the platform gives up. */
  #doomed = 0;
  /** The platform lost its alarm, and nobody has planned one since. */
  hasLostAlarm = false;
  /** It has too much to do until then, and refuses every call. */
  overloadedUntil = 0;
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
    if (!this.#stage.faults.strikes("F16", 0.01)) return;
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
    this.#forgetRing();
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
    this.#forgetRing();
  }

  /** What was planned before no longer rings. */
  #forgetRing(): void {
    this.#plan += 1;
    if (this.#ringing !== null) this.#ringing.isOff = true;
  }

  #ringIn(ms: number, plan: number): void {
    this.#ringing = this.#stage.timeline.after(ms, () => {
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
    this.#forgetRing();
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
