/** Starts and ends the process that the bench measures. */
import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { BenchShopReady, BenchShopRequest } from "./bench-shop.ts";
import { ROOT } from "./deployables.ts";

const START_MS_MAX = 90_000;
const STOP_MS_MAX = 10_000;

/** A shop that is open. */
export interface OpenShop extends BenchShopReady {
  close(): Promise<void>;
}

/** Fills a new state with the demo catalog and plenty of stock. */
export async function seedShop(request: Omit<BenchShopRequest, "seed">): Promise<void> {
  const child = start({ ...request, seed: true });
  const code = await ended(child, START_MS_MAX);
  if (code !== 0) throw new Error(`The shop could not be filled (${code})`);
}

/** Opens the shop on a filled state, in a process of its own. */
export async function openShop(request: Omit<BenchShopRequest, "seed">): Promise<OpenShop> {
  const child = start({ ...request, seed: false });
  const ready = await new Promise<BenchShopReady>((resolve, reject) => {
    child.once("message", (message) => resolve(message as BenchShopReady));
    child.once("exit", (code) => reject(new Error(`The shop did not open (${code})`)));
    setTimeout(() => reject(new Error("The shop did not open in time")), START_MS_MAX).unref();
  });
  return {
    ...ready,
    async close() {
      if (child.connected) child.disconnect();
      await ended(child, STOP_MS_MAX);
    },
  };
}

function start(request: BenchShopRequest): ChildProcess {
  const child = fork(path.join(ROOT, "scripts/bench-shop.ts"), [JSON.stringify(request)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  process.once("exit", () => child.kill("SIGTERM"));
  return child;
}

/** The exit code; what does not end by itself is ended. */
async function ended(child: ChildProcess, msMax: number): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const timer = setTimeout(() => child.kill("SIGKILL"), msMax);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  clearTimeout(timer);
  return code;
}
