/** The simulator's program. Prints what came of it as one line of JSON; progress goes to stderr. */
import { parseArgs } from "node:util";
import { campaign } from "./campaign.ts";
import { replaceGlobals } from "./globals.ts";
import { UnknownStatement } from "./platform/rows.ts";
import { excerpt } from "./shrink.ts";
import { smallScope } from "./small-scope.ts";
import { play, type WorldOptions } from "./world.ts";

const realNow = performance.now.bind(performance);
const clock = () => realNow() / 1000;

const { values } = parseArgs({
  options: {
    checkouts: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    replays: { type: "string", default: "0" },
    seconds: { type: "string" },
    brief: { type: "boolean", default: false },
    storage: { type: "string", default: "quick" },
    copies: { type: "boolean", default: false },
    /** Plays one world and tells all of it. */
    replay: { type: "string" },
    /** All of it, also what has nothing to do with the promise that broke. */
    all: { type: "boolean", default: false },
    /** One order with every single fault, or two orders and one unit with every pair of them. */
    small: { type: "string" },
    every: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
  },
});

replaceGlobals();
// A promise that nobody waits for may fail, as in a Worker: it is logged there and nothing else.
process.on("unhandledRejection", () => {});
// Events run in a macrotask: a promise's own turn cannot run the turns of others.
setImmediate(() => {
  const storage = values.storage === "sqlite" ? "sqlite" : "quick";
  try {
    run(storage);
  } catch (error) {
    if (!(error instanceof UnknownStatement) || storage === "sqlite") throw error;
    process.stderr.write(`${error.message}\nReal SQLite takes over; teach quick-rows.ts.\n`);
    run("sqlite");
  }
});

function run(storage: WorldOptions["storage"]): void {
  if (values.replay !== undefined) {
    replay(Number(values.replay), storage);
    return;
  }
  const end =
    values.small === undefined
      ? campaign({
          checkouts: Number(values.checkouts),
          seed: Number(values.seed),
          replays: Number(values.replays),
          secondsMax: values.seconds === undefined ? null : Number(values.seconds),
          shrinks: !values.brief,
          storage,
          copies: values.copies,
          clock,
          onProgress: (checkouts) => report(`${checkouts} checkouts`),
        })
      : smallScope({
          shoppers: values.small === "pairs" ? 2 : 1,
          faultsAtOnce: values.small === "one" ? 1 : 2,
          every: Number(values.every),
          seeds: Number(values.seeds),
          storage,
          clock,
          onProgress: (runs) => report(`${runs} worlds`),
        });
  process.stdout.write(`${JSON.stringify({ storage, ...end })}\n`);
  if (end.violation !== null) process.exitCode = 1;
}

function replay(seed: number, storage: WorldOptions["storage"]): void {
  const end = play({ seed, storage, copies: values.copies, isTold: true });
  const lines = end.violation === null || values.all ? end.history : excerpt(end);
  process.stdout.write(`${lines.join("\n")}\n`);
  const { checkouts, steps, trace } = end;
  const verdict = end.violation?.message ?? "No promise was broken";
  process.stdout.write(`${verdict}: ${checkouts} checkouts, ${steps} steps, trace ${trace}\n`);
  if (end.violation !== null) process.exitCode = 1;
}

function report(text: string): void {
  process.stderr.write(`${text}\n`);
}
