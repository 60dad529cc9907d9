/** The faults that can be let loose, how often each one struck, and the script that strikes once. */
import type { Chance } from "./random.ts";

/** Every fault by the catalogue's number; README.md says which ones do not apply and why. */
export const FAULTS = {
  F1: "a request is lost before it is carried out",
  F2: "a reply is lost after the deed",
  F3: "an exception in the middle of a turn",
  F4: "an object is evicted between two awaits",
  F5: "a machine dies with every object on it",
  F6: "an object dies right after a commit, before anything is sent",
  F7: "a call meets a stub that a reset has broken",
  F8: "an object is overloaded",
  F9: "a call fails and may be repeated",
  F11: "an alarm rings twice",
  F12: "an alarm is up to 30 minutes late",
  F13: "an alarm is lost",
  F14: "an alarm fails until its retries are used up",
  F15: "an object dies inside its alarm",
  F16: "a clock is up to 15 minutes wrong, or steps back",
  F17: "storage refuses a write",
  F18: "another call comes in between two awaits",
  F19: "D1: the connection is lost before the commit",
  F20: "D1: the connection is lost after the commit",
  F21: "D1 is overloaded",
  F22: "D1 answers from a stale replica",
  F23: "D1: a batch fails at one of its statements",
  F24: "D1 resets in the middle of a query",
  F28: "a deploy restarts every object at once",
  F29: "a queue delivers a message twice",
  F30: "a queue delivers messages in another order",
  F31: "a queue delivers hours late",
  F32: "a consumer dies after its deed and before the acknowledgement",
  F33: "a message that says nothing its stream knows",
  F34: "a queue refuses to take a message",
  F35: "a queue loses what it took",
  F36: "Stripe: a timeout before the effect",
  F37: "Stripe: a timeout after the effect",
  F38a: "Stripe: a 500 stored under the key, without effect",
  F38b: "Stripe: a 500 stored under the key, with effect",
  F39: "Stripe: 429 or lock_timeout",
  F40: "Stripe: 409, the key is in use",
  F41: "a card is declined, a challenge is failed or abandoned",
  F42: "a webhook comes twice",
  F43: "webhooks overtake each other",
  F44: "a webhook comes late, by up to 3 days",
  F45: "a webhook never comes",
  F47: "a webhook about an order that nobody knows",
  F48: "an authorisation comes after the order gave up",
  F49: "a call is repeated after Stripe forgot its key",
  F50: "somebody cancels or refunds in Stripe's dashboard",
  F51: "the amount at Stripe is not the order's",
  F52: "a double click, or two tabs",
  F53: "a reload before the reply",
  F54: "a shopper's connection is gone",
  F55: "the cart is edited during the checkout",
  F56: "a price changes between the quote and the payment",
  F57: "more orders at once than a promotion has uses",
  F59: "a hostile request",
  F60a: "a cron run is missed",
  F60b: "a cron run happens twice",
  F63: "a message is sent and the sender does not learn of it",
} as const;

/** The catalogue's numbers. */
export type FaultName = keyof typeof FAULTS;

/** The numbers as a list. */
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** How often each fault struck. */
export type FaultCounts = Record<FaultName, number>;

/** @returns a count of zero for every fault */
export function noFaults(): FaultCounts {
  return Object.fromEntries(FAULT_NAMES.map((name) => [name, 0])) as FaultCounts;
}

/** Strikes exactly once, at one moment of a run that is otherwise undisturbed. */
export interface Strike {
  /** Counts the moments at which something could go wrong, from 0. */
  readonly moment: number;
  readonly fault: FaultName;
}

/** What decides whether a fault strikes: chance, or a script. */
export class Faults {
  readonly counts: FaultCounts;
  readonly #chance: Chance;
  readonly #off: ReadonlySet<FaultName>;
  readonly #script: readonly Strike[] | null;
  /** How wild this world is; 0 once the faults are over. */
  #intensity: number;
  /** The moments passed so far, each with the faults that could have struck. */
  readonly moments: (readonly FaultName[])[] = [];

  constructor(options: {
    readonly chance: Chance;
    readonly intensity: number;
    readonly off: ReadonlySet<FaultName>;
    readonly counts: FaultCounts;
    readonly script?: readonly Strike[] | null;
  }) {
    this.#chance = options.chance;
    this.#intensity = options.intensity;
    this.#off = options.off;
    this.counts = options.counts;
    this.#script = options.script ?? null;
  }

  /** From now on nothing goes wrong. */
  stop(): void {
    this.#intensity = 0;
  }

  /** Whether things may still go wrong. */
  get areOn(): boolean {
    return this.#intensity > 0;
  }

  /** Whether a script decides, so that people behave as told and not by chance. */
  get areScripted(): boolean {
    return this.#script !== null;
  }

  /** @returns whether the fault strikes now; counts it where it does */
  strikes(name: FaultName, probability: number): boolean {
    if (this.#intensity === 0) return false;
    if (this.#script !== null) return this.#drawScripted([name]) === name;
    if (!this.#chance.is(probability * this.#intensity) || this.#off.has(name)) return false;
    this.counts[name] += 1;
    return true;
  }

  /** Draws from several faults at one moment. @returns the one that strikes, or null */
  draw(table: FaultTable): FaultName | null {
    if (this.#intensity === 0) return null;
    if (this.#script !== null) return this.#drawScripted(table.names);
    let at = this.#chance.next() / this.#intensity;
    if (at >= table.total) return null;
    for (let index = 0; index < table.names.length; index += 1) {
      at -= table.weights[index] ?? 0;
      const name = table.names[index];
      if (at >= 0 || name === undefined) continue;
      if (this.#off.has(name)) return null;
      this.counts[name] += 1;
      return name;
    }
    return null;
  }

  /** Counts a fault that came about by itself, such as a shopper's second click. */
  happened(name: FaultName): void {
    if (this.#intensity > 0) this.counts[name] += 1;
  }

  /** @returns whether people are in the mood for this fault; scripts leave people alone */
  tempts(name: FaultName, probability: number): boolean {
    if (this.#script !== null || this.#intensity === 0) return false;
    return this.#chance.is(probability) && !this.#off.has(name);
  }

  #drawScripted(names: readonly FaultName[]): FaultName | null {
    const moment = this.moments.length;
    this.moments.push(names);
    const strike = this.#script?.find((one) => one.moment === moment);
    if (strike === undefined || !names.includes(strike.fault)) return null;
    this.counts[strike.fault] += 1;
    return strike.fault;
  }
}

/** Faults of one kind of moment with their probabilities. */
export interface FaultTable {
  readonly names: readonly FaultName[];
  readonly weights: readonly number[];
  readonly total: number;
}

/** @returns a table of faults; the probabilities must not exceed 1 at the wildest */
export function faultTable(weights: Partial<Record<FaultName, number>>): FaultTable {
  const names = Object.keys(weights) as FaultName[];
  const values = names.map((name) => weights[name] ?? 0);
  return { names, weights: values, total: values.reduce((sum, one) => sum + one, 0) };
}
