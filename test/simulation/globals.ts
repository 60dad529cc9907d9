/** Puts the stage's clock, chance and timers in place of the real ones. */
import { hash } from "node:crypto";
import { Chance } from "./random.ts";
import type { Stage } from "./stage.ts";
import type { Task } from "./timeline.ts";

let stage: Stage | null = null;
let chance: Chance = new Chance(0, "nothing");

/** @returns the stage that is being played on. @throws Error where there is none */
export function theStage(): Stage {
  if (stage === null) throw new Error("Nothing is on stage");
  return stage;
}

/** Everything that production code asks of its platform is answered by this stage from now on. */
export function enter(next: Stage, seed: number): void {
  stage = next;
  chance = new Chance(seed, "globals");
}

/** Replaces the globals of this process, once. */
export function replaceGlobals(): void {
  Date.now = () => {
    const { timeline, current } = theStage();
    return Math.floor(timeline.now + current.skewMs);
  };
  Math.random = () => chance.next();
  Error.stackTraceLimit = 0;
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      theStage().after(theStage().current, ms, resolve);
    });
  Object.assign(globalThis, {
    setTimeout: (work: () => void, ms: number): Task =>
      theStage().after(theStage().current, ms, work),
    clearTimeout: (timer: Task | undefined) => {
      if (timer !== undefined) timer.isOff = true;
    },
    scheduler: { wait },
  });
  Object.defineProperty(globalThis, "crypto", {
    value: {
      getRandomValues: (bytes: Uint8Array) => chance.fill(bytes),
      randomUUID: () => Buffer.from(chance.fill(new Uint8Array(16))).toString("hex"),
      subtle: {
        digest: async (_algorithm: string, bytes: Uint8Array) => {
          const digest = hash("sha256", bytes, "buffer");
          return digest.buffer.slice(digest.byteOffset, digest.byteOffset + digest.byteLength);
        },
      },
    },
  });
}
