/** A shop whose process can be killed in the middle of anything and started again on the same disk. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { inject } from "vitest";
import type { Env as CoreEnv } from "../env.gen.ts";
import { freePort } from "../scripts/free-port.ts";
import { type LocalShop, startLocalShop } from "../scripts/local-shop.ts";
import type {} from "./setup/build.ts";
import { Shopper } from "./shopper.ts";

const BATCH_WAIT_SECONDS = 0.01;

/** A shop that a test may kill. */
export interface CrashingShop {
  readonly origin: string;
  /** The core Worker's bindings of the present run. */
  readonly core: CoreEnv;
  shopper(): Shopper;
  stripe(what: string, init?: RequestInit): Promise<Response>;
  /** Kills the runtime without a warning, and starts another one on what is on disk. */
  crash(): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts a shop on a free port with a copy of the seeded demo state. */
export async function startCrashingShop(
  vars: Readonly<Record<string, string>>,
): Promise<CrashingShop> {
  const { bundles, template, states, secrets } = inject("builtShop");
  const persist = mkdtempSync(path.join(states, "crash-"));
  cpSync(template, persist, { recursive: true });
  const port = await freePort();
  let shop: LocalShop;
  let runtimes: number[] = [];

  async function start(): Promise<void> {
    const others = new Set(runtimePids());
    shop = await startLocalShop({
      port,
      persist,
      vars: { ...secrets, ...vars },
      bundles,
      batchWaitSeconds: BATCH_WAIT_SECONDS,
    });
    runtimes = runtimePids().filter((pid) => !others.has(pid));
  }

  await start();
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    get core() {
      return shop.core;
    },
    shopper: () => new Shopper(origin),
    stripe: (what, init) => fetch(`${origin}/dev/stripe/control/${what}`, init),
    async crash() {
      for (const pid of runtimes) process.kill(pid, "SIGKILL");
      await shop.dispose();
      await start();
    },
    async dispose() {
      await shop.dispose();
      rmSync(persist, { recursive: true, force: true });
    },
  };
}

/** The runtimes that this process has started. */
function runtimePids(): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "ppid=,pid=,command="], { encoding: "utf8" });
  return lines
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([parent, , command]) => Number(parent) === process.pid && command?.includes("workerd"))
    .map(([, pid]) => Number(pid));
}
