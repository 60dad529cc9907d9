/** `npm start`: the whole shop on one port, built, migrated, seeded, and rebuilt when a source changes. */
import { createWriteStream, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildAssets } from "./assets.ts";
import { bundleWorkers } from "./bundles.ts";
import { readDeployables } from "./deployables.ts";
import { writeEnvTypes } from "./env-types.ts";
import { freePort, isPortTaken } from "./free-port.ts";
import { loadLocalSecrets } from "./local-secrets.ts";
import { makeSeededState } from "./local-seed.ts";
import { type LocalShop, startLocalShop, type WorkerLog } from "./local-shop.ts";
import { holdState, LOG_FILE, readHolder, STATE_FOLDER } from "./local-state.ts";
import { box, failWith, progress, styled } from "./terminal.ts";
import { watchSources } from "./watch.ts";

const DEFAULT_PORT = 8787;
const MAX_PORT = 65_535;

const port = readPort();
await refuseTakenPort(port);
holdState(port);
await build().catch((cause: unknown) => failWith(buildFailure(cause)));
const vars = loadLocalSecrets();
const shop = await open().catch((cause: unknown) =>
  failWith(`The shop could not start: ${messageOf(cause)}`),
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) {
  // Miniflare would report the signal as a failure; it still ends its runtime when the process exits.
  process.removeAllListeners(signal);
  process.on(signal, () => process.exit(0));
}
watchSources(() => rebuild(shop));
console.log(welcome(shop.url.origin));

function readPort(): number {
  const { values } = readArgs();
  const text = String(values.port ?? process.env.PORT ?? DEFAULT_PORT);
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= MAX_PORT) return number;
  return failWith(`"${text}" is not a port: choose a number from 1 to ${MAX_PORT}.`);
}

function readArgs() {
  try {
    return parseArgs({ options: { port: { type: "string" } } });
  } catch {
    const given = process.argv.slice(2).join(" ");
    return failWith(
      `"${given}" is not understood: npm start takes -- --port NUMBER and nothing else.`,
    );
  }
}

async function refuseTakenPort(wanted: number): Promise<void> {
  const holder = await readHolder();
  if (holder !== null) {
    const address = `http://127.0.0.1:${holder.port}`;
    failWith(
      `The shop is running already, at ${address} (process ${holder.pid}): stop that one first.`,
    );
  }
  if (await isPortTaken(wanted)) {
    const free = await freePort();
    failWith(`Port ${wanted} is taken: choose another one, such as npm start -- --port ${free}`);
  }
}

/** Opens the shop on its state; the first time, that is the demo. */
async function open(): Promise<LocalShop> {
  if (!existsSync(STATE_FOLDER)) await makeSeededState(STATE_FOLDER, { vars }, seedProgress());
  return startLocalShop({ port, persist: STATE_FOLDER, vars, log: openLog() });
}

async function build(): Promise<void> {
  const deployables = readDeployables();
  writeEnvTypes(deployables);
  await buildAssets();
  await bundleWorkers(deployables);
}

async function rebuild(running: LocalShop): Promise<void> {
  const startedAt = performance.now();
  try {
    await build();
    await running.reload();
    const tookMs = Math.round(performance.now() - startedAt);
    console.log(styled("dim", `Rebuilt in ${tookMs} ms`));
  } catch (cause) {
    console.error(buildFailure(cause));
  }
}

function buildFailure(cause: unknown): string {
  return `${styled("red", "The build failed, so the shop stays as it was:")}\n${messageOf(cause)}`;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** One bar per part of the first start; later starts seed nothing and print nothing. */
function seedProgress(): (done: number, total: number, what: string) => void {
  const bars = new Map<string, ReturnType<typeof progress>>();
  return (done, total, what) => {
    const bar = bars.get(what) ?? progress(`Filling the shop: ${total} ${what}`);
    bars.set(what, bar);
    bar(done, total);
  };
}

/** All log lines go to a file; only errors interrupt the reader. */
function openLog(): (line: WorkerLog) => void {
  mkdirSync(path.dirname(LOG_FILE), { recursive: true });
  const file = createWriteStream(LOG_FILE);
  return ({ level, message }) => {
    file.write(`${message}\n`);
    if (level === "error") console.error(styled("red", message));
  };
}

function welcome(origin: string): string {
  return box("Kiosk is open", [
    ["Shop", `${origin}/`],
    ["API reference", `${origin}/docs`],
    ["OpenAPI", `${origin}/openapi.json`],
    ["Inbox", `${origin}/dev/inbox`],
    ["Payments", "a stand-in: card 4242 4242 4242 4242, any later date, any code"],
    ["Staff", "npm run kiosk -- staff-token --role owner"],
    ["Log", path.relative(process.cwd(), LOG_FILE)],
    ["Stop", "Ctrl-C; what was sold stays (npm run reset forgets it)"],
  ]);
}
