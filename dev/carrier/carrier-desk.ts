/** What the carrier stand-in remembers: the faults that are on, and how often it was asked. */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "./env.gen.ts";

/** What a fault does to a call. */
export const FAULTS = ["error_500", "stall", "nonsense", "not_json", "too_long", "reset"] as const;

/** A fault that is on; `times` counts down. */
export interface CarrierFault {
  readonly kind: (typeof FAULTS)[number];
  readonly times: number;
  readonly delayMs: number;
}

/** One desk. Its instance is named "desk". */
export class CarrierDesk extends DurableObject<Env> {
  #faults: CarrierFault[] = [];
  #calls = 0;

  /** Counts a call. @returns the fault that meets it */
  take(): CarrierFault | null {
    this.#calls += 1;
    const [first, ...others] = this.#faults;
    if (first === undefined) return null;
    const left = { ...first, times: first.times - 1 };
    this.#faults = left.times > 0 ? [left, ...others] : others;
    return first;
  }

  add(fault: CarrierFault): void {
    this.#faults.push(fault);
  }

  clear(): void {
    this.#faults = [];
  }

  state(): { readonly calls: number; readonly faults: CarrierFault[] } {
    return { calls: this.#calls, faults: this.#faults };
  }
}
