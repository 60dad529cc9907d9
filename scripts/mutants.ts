/** `npm run mutants`: breaks the core in one place after the other; simulation or tests have to notice. */
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { failsTests } from "../test/simulation/domain-tests.ts";
import type { Mutant } from "../test/simulation/mutants/mutant.ts";
import { MUTANTS } from "../test/simulation/mutants.ts";
import { runCampaign, tellOf } from "../test/simulation/run.ts";
import { publish } from "./report.ts";
import { styled } from "./terminal.ts";

/** How much a mutant may play before it counts as alive. */
const CHECKOUTS = 40_000;
const SECONDS_MAX = 120;
/** Played before, with nothing changed. */
const SOUND_CHECKOUTS = 2_000;
/** The share of mutants that has to die. */
const KILLED_SHARE = 0.95;

/** What became of a mutant. */
interface Fate {
  readonly mutant: Mutant;
  /** How it was noticed, in words; null where it was not. */
  readonly killed: string | null;
  readonly worlds: number;
  readonly seconds: number;
}

const { values } = parseArgs({
  options: {
    /** Only those whose name has this in it. */
    only: { type: "string", default: "" },
    checkouts: { type: "string", default: String(CHECKOUTS) },
    seconds: { type: "string", default: String(SECONDS_MAX) },
    /** How many are tried side by side. */
    processes: { type: "string", default: String(Math.min(4, availableParallelism())) },
  },
});

const began = performance.now();
await expectSound();
const waiting = MUTANTS.filter(({ name }) => name.includes(values.only));
const fates: Fate[] = [];
await Promise.all(Array.from({ length: Number(values.processes) }, work));
process.exitCode = report();

/** A core that is broken already would kill every mutant. @throws Error where it is */
async function expectSound(): Promise<void> {
  const { violation } = await runCampaign({ checkouts: SOUND_CHECKOUTS, isBrief: true });
  if (violation !== null) throw new Error(`The core itself is broken: ${tellOf(violation)}`);
  for (const tests of new Set(MUTANTS.flatMap((mutant) => mutant.tests ?? []))) {
    if (await failsTests(tests)) throw new Error(`The tests ${tests} fail on the core itself`);
  }
}

/** Tries one after the other, as long as some wait. */
async function work(): Promise<void> {
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    const fate = await fateOf(mutant);
    fates.push(fate);
    console.log(tell(fate));
  }
}

async function fateOf(mutant: Mutant): Promise<Fate> {
  const startedAt = performance.now();
  const { tests, seed = 1 } = mutant;
  if (tests !== undefined) {
    const killed = (await failsTests(tests, mutant)) ? `the tests ${tests}` : null;
    return { mutant, killed, worlds: 0, seconds: secondsSince(startedAt) };
  }
  const { violation, worlds } = await runCampaign({
    checkouts: Number(values.checkouts),
    seconds: Number(values.seconds),
    seed,
    isBrief: true,
    substitutions: [mutant],
  });
  const killed = violation && `${violation.invariant} at seed ${violation.seed}`;
  return { mutant, killed, worlds, seconds: secondsSince(startedAt) };
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}

function tell({ mutant, killed, seconds }: Fate): string {
  const time = `${seconds.toFixed(1)} s`.padStart(8);
  const name = mutant.name.padEnd(38);
  return killed === null
    ? `${styled("red", "lives ")} ${name} ${time}  ${mutant.breaks}`
    : `${styled("green", "killed")} ${name} ${time}  ${killed}`;
}

function report(): number {
  const killed = fates.filter((fate) => fate.killed !== null).length;
  const alive = fates.filter((fate) => fate.killed === null);
  return publish({
    name: "mutants",
    at: new Date().toISOString(),
    setting: {
      node: process.version,
      cpu: cpus()[0]?.model ?? "",
      processes: Number(values.processes),
      checkoutsMax: Number(values.checkouts),
      alive: alive.map(({ mutant }) => mutant.name).join("; "),
    },
    figures: [
      { key: "mutants", title: "Mutants", value: fates.length, unit: "" },
      {
        key: "killed",
        title: "Mutants killed",
        value: killed,
        unit: "",
        target: { atLeast: Math.ceil(KILLED_SHARE * fates.length) },
      },
      {
        key: "worlds",
        title: "Most worlds until one died",
        value: Math.max(0, ...fates.map(({ killed, worlds }) => (killed === null ? 0 : worlds))),
        unit: "",
      },
      { key: "seconds", title: "Real time", value: secondsSince(began), unit: "s" },
    ],
  });
}
