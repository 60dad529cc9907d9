/** Runs the operations in rounds, and reads the processor time of the shop around each. */
import type { OpenShop } from "./bench-child.ts";
import type { Round } from "./bench-figures.ts";
import type { LoadBounds } from "./bench-load.ts";
import { type Operation, operations } from "./bench-operations.ts";
import { cpuMs } from "./bench-process.ts";

/** The shop is quiet when this long passes with less than this much CPU, in milliseconds. */
const QUIET_MS = 1_400;
const QUIET_CPU_MS = 20;
const QUIET_LOOKS_MAX = 4;

/** New code costs more at first: these rounds are not counted. */
const WARM_UP_ROUNDS = 2;

/** What to measure, how often and how long. */
export interface MeasureOptions {
  readonly bounds: LoadBounds;
  readonly rounds: number;
  /** Keys of the only operations wanted; all of them where it is empty. */
  readonly only: readonly string[];
  readonly say: (line: string) => void;
}

/** Every round does every operation, so that a slower minute of the machine touches all of them. */
export async function measure(
  shop: OpenShop,
  { bounds, rounds, only, say }: MeasureOptions,
): Promise<{ readonly operations: readonly Operation[]; readonly rounds: readonly Round[] }> {
  const chosen = operations(shop, bounds).filter(
    ({ key }) => only.length === 0 || only.includes(key),
  );
  const done: Round[] = [];
  for (let round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
    say(round < 1 ? "Warming up" : `Round ${round} of ${rounds}`);
    for (const operation of chosen) {
      const result = await runOnce(shop, operation);
      if (round >= 1) done.push(result);
    }
  }
  return { operations: chosen, rounds: done };
}

async function runOnce({ pids }: OpenShop, { key, echoMs, run }: Operation): Promise<Round> {
  const shopPids = [pids.node, ...pids.shop];
  const before = { shop: cpuMs(shopPids), standIn: cpuMs(pids.standIn) };
  const load = await run();
  if (echoMs !== null) await quiet(shopPids, echoMs);
  return {
    key,
    load,
    cpuMs: cpuMs(shopPids) - before.shop,
    standInCpuMs: cpuMs(pids.standIn) - before.standIn,
  };
}

/** Waits until alarms have rung and queues are empty. */
async function quiet(pids: readonly number[], echoMs: number): Promise<void> {
  await sleep(echoMs);
  for (let look = 0; look < QUIET_LOOKS_MAX; look++) {
    const before = cpuMs(pids);
    await sleep(QUIET_MS);
    if (cpuMs(pids) - before < QUIET_CPU_MS) return;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
