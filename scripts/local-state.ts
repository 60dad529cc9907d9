/** Where a local shop keeps its state, and which process holds it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./deployables.ts";
import { isPortTaken } from "./free-port.ts";

/** Everything that `npm start` keeps and `npm run reset` forgets. */
export const STATE_FOLDER = path.join(ROOT, ".wrangler/state");

/** What the Workers logged since the start. */
export const LOG_FILE = path.join(ROOT, ".wrangler/kiosk.log");

const HOLDER_FILE = path.join(ROOT, ".wrangler/kiosk.json");

/** A process that holds the state for longer than this without its port has left it behind. */
const STARTING_MS = 120_000;

/** The process that runs on the state. */
export interface Holder {
  readonly pid: number;
  readonly port: number;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** The running shop, or null; what a killed process left behind does not count. */
export async function readHolder(): Promise<Holder | null> {
  if (!existsSync(HOLDER_FILE)) return null;
  const holder: Holder = JSON.parse(readFileSync(HOLDER_FILE, "utf8"));
  if (holder.pid === process.pid || !isAlive(holder.pid)) return null;
  const isStarting = Date.now() - holder.since < STARTING_MS;
  return isStarting || (await isPortTaken(holder.port)) ? holder : null;
}

/** Marks the state as held by this process, until it ends. */
export function holdState(port: number): void {
  mkdirSync(path.dirname(HOLDER_FILE), { recursive: true });
  const holder: Holder = { pid: process.pid, port, since: Date.now() };
  writeFileSync(HOLDER_FILE, JSON.stringify(holder));
  process.once("exit", () => rmSync(HOLDER_FILE, { force: true }));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
