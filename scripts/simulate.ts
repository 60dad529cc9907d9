/** `npm run simulate`: the production core under injected faults, in virtual time; see test/simulation/README.md. */
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import type { CampaignEnd } from "../test/simulation/campaign.ts";
import { BRANCH_NAMES, BRANCHES } from "../test/simulation/checks/branches.ts";
import { missed } from "../test/simulation/checks/coverage.ts";
import { FAULT_NAMES, FAULTS } from "../test/simulation/faults.ts";
import { build, runCampaign, runSmallScope, start, tellOf } from "../test/simulation/run.ts";
import { type Figure, publish } from "./report.ts";

/** Every fault and every rare branch, for each million checkouts. */
const LEAST_FAULT = 1_000;
const LEAST_BRANCH = 100;
const MILLION = 1_000_000;

const { values } = parseArgs({
  options: {
    checkouts: { type: "string", default: String(MILLION) },
    seed: { type: "string", default: "1" },
    replays: { type: "string", default: "500" },
    /** How many run side by side, each with seeds of its own. */
    processes: { type: "string", default: String(Math.min(4, availableParallelism())) },
    replay: { type: "string" },
    small: { type: "string" },
    every: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
    storage: { type: "string", default: "quick" },
  },
});

const say = (line: string) => process.stderr.write(`\r${line.padEnd(60)}`);

if (values.replay !== undefined) process.exitCode = await replay(values.replay);
else if (values.small !== undefined) process.exitCode = await small(values.small);
else process.exitCode = await simulate();

async function replay(seed: string): Promise<number> {
  const { file, dispose } = await build();
  const { output, errors, code } = await start(file, [
    "--replay",
    seed,
    "--storage",
    values.storage,
  ]);
  dispose();
  console.log(output === "" ? errors : output);
  return code ?? 1;
}

async function small(which: string): Promise<number> {
  const args = ["--small", which, "--every", values.every, "--seeds", values.seeds];
  const end = await runSmallScope(args, say);
  say("");
  console.log(
    `${end.runs} worlds of ${end.moments} moments in ${end.seconds.toFixed(0)} s: ` +
      (end.violation === null ? "no promise was broken" : tellOf(end.violation)),
  );
  return end.violation === null ? 0 : 1;
}

async function simulate(): Promise<number> {
  const end = await runCampaign({
    checkouts: Number(values.checkouts),
    seed: Number(values.seed),
    replays: Number(values.replays),
    storage: values.storage === "sqlite" ? "sqlite" : "quick",
    processes: Number(values.processes),
    onProgress: (checkouts) => say(`${checkouts} checkouts`),
  });
  say("");
  if (end.violation !== null) console.error(tellOf(end.violation));
  if (end.strayed.length > 0) console.error(`Not the same twice: seeds ${end.strayed.join(", ")}`);
  const figures = figuresOf(end);
  const status = publish(
    {
      name: "simulation",
      at: new Date().toISOString(),
      setting: {
        firstSeed: end.firstSeed,
        lastSeed: end.lastSeed,
        storage: end.storage,
        processes: Number(values.processes),
        node: process.version,
        cpu: cpus()[0]?.model ?? "",
      },
      figures,
    },
    figures.filter(({ key }) => !/^(?:fault|branch)\./.test(key) || isMissed(end, key)),
  );
  return status;
}

function share(least: number, end: CampaignEnd): number {
  return Math.max(1, Math.floor((least * end.checkouts) / MILLION));
}

function isMissed(end: CampaignEnd, key: string): boolean {
  const least = { fault: share(LEAST_FAULT, end), branch: share(LEAST_BRANCH, end) };
  return missed(end, least).some((name) => key.endsWith(`.${name}`));
}

function figuresOf(end: CampaignEnd & { readonly storage: string }): Figure[] {
  const faults = FAULT_NAMES.reduce((sum, name) => sum + end.faults[name], 0);
  const count = (key: string, title: string, value: number): Figure => {
    return { key, title, value, unit: "" };
  };
  return [
    { ...count("checkouts", "Checkouts", end.checkouts), target: { atLeast: 1 } },
    count("worlds", "Worlds", end.worlds),
    count("steps", "Steps", end.steps),
    {
      ...count("faults", "Faults", faults),
      target: { atLeast: 4 * end.checkouts },
    },
    {
      ...count("violations", "Broken promises", end.violation === null ? 0 : 1),
      target: { atMost: 0 },
    },
    {
      ...count(
        "replays.same",
        "Worlds that replayed to the last step",
        end.replayed - end.strayed.length,
      ),
      target: { atLeast: end.replayed },
    },
    { ...count("seconds", "Real time", end.seconds), unit: "s" },
    { ...count("rate", "Checkouts per second", end.checkouts / end.seconds), unit: "/s" },
    ...FAULT_NAMES.map((name) => ({
      ...count(`fault.${name}`, FAULTS[name], end.faults[name]),
      target: { atLeast: share(LEAST_FAULT, end) },
    })),
    ...BRANCH_NAMES.map((name) => ({
      ...count(`branch.${name}`, BRANCHES[name], end.branches[name]),
      target: { atLeast: share(LEAST_BRANCH, end) },
    })),
  ];
}
