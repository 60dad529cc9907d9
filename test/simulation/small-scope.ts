/** Every moment of a small world times everything that can go wrong there: no luck involved. */
import type { FaultName, Strike } from "./faults.ts";
import { type Shrunk, shrink } from "./shrink.ts";
import { play, type WorldOptions } from "./world.ts";

/** What came of it. */
export interface SmallScopeEnd {
  /** The moments of the undisturbed run. */
  readonly moments: number;
  /** Worlds that were played. */
  readonly runs: number;
  readonly seconds: number;
  readonly violation: (Shrunk & { readonly strikes: readonly Strike[] }) | null;
}

/** Which small world, and how many faults at once. */
export interface SmallScopeOptions {
  readonly shoppers: 1 | 2;
  readonly faultsAtOnce: 1 | 2;
  readonly storage: WorldOptions["storage"];
  /** Plays every n-th pair only; 1 plays all. */
  readonly every: number;
  /** The details of a fault are chance: who dies before the deed and who after it. */
  readonly seeds: number;
  readonly clock: () => number;
  readonly onProgress: (runs: number) => void;
}

/** Faults about which a webhook decides nothing: the order has to be paid all the same. */
const CONFLUENT: ReadonlySet<FaultName> = new Set(["F42", "F43", "F44", "F45"]);

/** Plays the world once for every moment and fault, or for every pair of them. */
export function smallScope(options: SmallScopeOptions): SmallScopeEnd {
  const began = options.clock();
  const sum = { moments: 0, runs: 0 };
  let violation: SmallScopeEnd["violation"] = null;
  for (let seed = 1; seed <= options.seeds && violation === null; seed += 1) {
    violation = withSeed(seed, options, sum);
  }
  return { ...sum, seconds: options.clock() - began, violation };
}

function withSeed(
  seed: number,
  options: SmallScopeOptions,
  sum: { moments: number; runs: number },
): SmallScopeEnd["violation"] {
  const { shoppers, storage } = options;
  const base = (strikes: readonly Strike[]) => ({
    seed,
    storage,
    script: { strikes, shoppers, units: 1 },
  });
  const undisturbed = play(base([]));
  if (undisturbed.violation !== null) return { ...shrink(undisturbed, base([])), strikes: [] };
  sum.moments = Math.max(sum.moments, undisturbed.moments.length);
  for (const strikes of scenarios(strikesOf(undisturbed.moments), options)) {
    sum.runs += 1;
    if (sum.runs % 500 === 0) options.onProgress(sum.runs);
    const world = play(base(strikes));
    if (world.violation !== null) return { ...shrink(world, base(strikes)), strikes };
    const hasDecided =
      strikes.every(({ fault }) => CONFLUENT.has(fault)) &&
      world.branches.confirmed !== undisturbed.branches.confirmed;
    if (!hasDecided) continue;
    const shrunk = shrink(world, base(strikes));
    return { ...shrunk, invariant: "I18", message: "a webhook has decided", strikes };
  }
  return null;
}

function strikesOf(moments: readonly (readonly FaultName[])[]): Strike[] {
  return moments.flatMap((names, moment) => names.map((fault) => ({ moment, fault })));
}

function* scenarios(
  singles: readonly Strike[],
  { faultsAtOnce, every }: SmallScopeOptions,
): Generator<readonly Strike[]> {
  if (faultsAtOnce === 1) {
    for (const strike of singles) yield [strike];
    return;
  }
  let count = 0;
  for (const [index, first] of singles.entries()) {
    for (const second of singles.slice(index + 1)) {
      if (second.moment === first.moment) continue;
      count += 1;
      if (count % every === 0) yield [first, second];
    }
  }
}
