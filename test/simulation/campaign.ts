/** Many worlds, one after the other: what they met, how often, and the first promise that broke. */
import { BRANCH_NAMES, type BranchCounts, noBranches } from "./checks/branches.ts";
import { FAULT_NAMES, type FaultCounts, noFaults } from "./faults.ts";
import { type Shrunk, shrink, told } from "./shrink.ts";
import { play, type WorldOptions } from "./world.ts";

/** What to play. */
export interface CampaignOptions {
  readonly checkouts: number;
  /** The first seed; the others follow it. */
  readonly seed: number;
  readonly storage: WorldOptions["storage"];
  /** Copies everything that crosses between two lives. */
  readonly copies: boolean;
  /** The first worlds are played twice: the second time must be the same to the last step. */
  readonly replays: number;
  /** Whether a broken promise is told in short: without what it does not need. */
  readonly shrinks: boolean;
  /** Gives up after this many seconds, as a mutant's campaign does; null where time does not matter. */
  readonly secondsMax: number | null;
  /** Seconds of real time. */
  readonly clock: () => number;
  /** Told now and then how many checkouts are done. */
  readonly onProgress: (checkouts: number) => void;
}

/** What came of it. */
export interface CampaignEnd {
  readonly checkouts: number;
  readonly worlds: number;
  readonly firstSeed: number;
  readonly lastSeed: number;
  readonly steps: number;
  readonly faults: FaultCounts;
  readonly branches: BranchCounts;
  readonly replayed: number;
  /** The seeds whose second time was another. */
  readonly strayed: readonly number[];
  /** The traces of all worlds, mixed: equal campaigns have equal ones. */
  readonly trace: number;
  readonly seconds: number;
  readonly violation: Shrunk | null;
}

/** Plays worlds until enough checkouts are done, or a promise breaks. */
export function campaign(options: CampaignOptions): CampaignEnd {
  const { seed: firstSeed, clock } = options;
  const base = { storage: options.storage, copies: options.copies };
  const began = clock();
  const faults = noFaults();
  const branches = noBranches();
  const strayed: number[] = [];
  const sums = { checkouts: 0, worlds: 0, steps: 0, trace: 0, replayed: 0 };
  let violation: Shrunk | null = null;
  let seed = firstSeed;
  for (; sums.checkouts < options.checkouts && violation === null; seed += 1) {
    const end = play({ seed, ...base });
    sums.worlds += 1;
    sums.checkouts += end.checkouts;
    sums.steps += end.steps;
    sums.trace = Math.imul(sums.trace ^ end.trace, 0x01000193) >>> 0;
    for (const name of FAULT_NAMES) faults[name] += end.faults[name];
    for (const name of BRANCH_NAMES) branches[name] += end.branches[name];
    if (end.violation !== null) violation = options.shrinks ? shrink(end, base) : told(end);
    else if (sums.replayed < options.replays) {
      sums.replayed += 1;
      if (play({ seed, ...base }).trace !== end.trace) strayed.push(seed);
    }
    if (sums.worlds % 25 === 0) options.onProgress(sums.checkouts);
    if (options.secondsMax !== null && clock() - began > options.secondsMax) break;
  }
  const seconds = clock() - began;
  return {
    ...sums,
    firstSeed,
    lastSeed: Math.max(firstSeed, seed - 1),
    faults,
    branches,
    strayed,
    seconds,
    violation,
  };
}
