/** Chance with weights. */
import type { Chance } from "../simulation/random.ts";

/** Things and how often each comes up among all of them. */
export type Weighed<Thing> = readonly (readonly [Thing, number])[];

/** @returns one of the things, each as likely as its weight */
export function weigh<Thing>(chance: Chance, things: Weighed<Thing>): Thing {
  let left = chance.int(0, things.reduce((sum, [, weight]) => sum + weight, 0) - 1);
  for (const [thing, weight] of things) {
    left -= weight;
    if (left < 0) return thing;
  }
  throw new RangeError("Nothing to choose from");
}
