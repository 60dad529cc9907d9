/** The simulator's program: worlds by the number, one world again, or one small world exhaustively. */
import { parseArgs } from "node:util";
import { noBranches } from "./checks/branches.ts";
import { noFaults } from "./faults.ts";
import { replaceGlobals } from "./globals.ts";
import { UnknownStatement } from "./platform/rows.ts";
import { play, type WorldEnd, type WorldOptions } from "./world.ts";

const realNow = performance.now.bind(performance);

const { values } = parseArgs({
  options: {
    checkouts: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    replay: { type: "string" },
    storage: { type: "string", default: "quick" },
    told: { type: "boolean", default: false },
  },
});

replaceGlobals();
process.on("unhandledRejection", () => {});
// Events run in a macrotask: a promise's own turn cannot run the turns of others.
setImmediate(() => {
  try {
    run();
  } catch (error) {
    if (error instanceof UnknownStatement) console.error(error.message);
    else console.error(error);
    process.exitCode = 2;
  }
});

function run(): void {
  const storage = values.storage === "sqlite" ? "sqlite" : "quick";
  if (values.replay !== undefined) {
    const end = play({ seed: Number(values.replay), storage, isTold: true });
    console.log(end.history.join("\n"));
    console.log(end.violation?.message ?? "no violation", end.checkouts, end.steps, end.trace);
    return;
  }
  const began = realNow();
  const faults = noFaults();
  const branches = noBranches();
  let checkouts = 0;
  let steps = 0;
  let worlds = 0;
  const bad: string[] = [];
  for (let seed = Number(values.seed); checkouts < Number(values.checkouts); seed += 1) {
    const end = play({ seed, storage });
    worlds += 1;
    checkouts += end.checkouts;
    steps += end.steps;
    for (const name of Object.keys(faults)) add(faults, end.faults, name);
    for (const name of Object.keys(branches)) add(branches, end.branches, name);
    if (end.violation !== null) bad.push(`${seed} ${end.violation.message}`);
    if (bad.length >= 20) break;
  }
  const { user, system } = process.cpuUsage();
  console.log("cpu", (user + system) / 1e6, "per checkout us", (user + system) / checkouts);
  const seconds = (realNow() - began) / 1000;
  console.log({ worlds, checkouts, steps, seconds, perSecond: checkouts / seconds });
  console.log(faults);
  console.log(branches);
  console.log(bad.join("\n"));
}

function add(sum: object, more: object, name: string): void {
  const to = sum as Record<string, number>;
  to[name] = (to[name] ?? 0) + ((more as Record<string, number>)[name] ?? 0);
}

export type { WorldEnd, WorldOptions };
