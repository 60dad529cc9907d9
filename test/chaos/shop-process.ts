/** The shop in a process of its own, that can be killed at any moment and opened again on the same disk. */
import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { randomInt } from "node:crypto";
import path from "node:path";
import { isPortTaken } from "../../scripts/free-port.ts";
import { Door } from "./door.ts";
import type { ServeRequest, Told } from "./serve.ts";

const START_MS_MAX = 120_000;
const STOP_MS_MAX = 10_000;
const POLL_MS = 20;
/**
 * Below the ports that systems give to outgoing connections: a client that calls a dead shop from the shop's own
 * port would be connected to itself, and the shop could not listen there again.
 */
const [PORT_MIN, PORT_MAX] = [20_000, 32_000];

/** What a shop is made of; its ports are found. */
export type ShopRequest = Omit<ServeRequest, "port" | "doorPort">;

/** A shop that is open, or will be again. */
export class ShopProcess {
  readonly origin: string;
  /** Where it is asked what it tells no shopper. */
  readonly door: Door;
  /** The latest errors that the Workers logged. */
  readonly logs: string[] = [];
  readonly #request: ServeRequest;
  #child: ChildProcess | null = null;
  /** How the process ended that nobody killed, or null. */
  #fallen: string | null = null;

  constructor(request: ServeRequest) {
    this.#request = request;
    this.origin = `http://127.0.0.1:${request.port}`;
    this.door = new Door(request.doorPort, () => this.#fallen);
    process.once("exit", () => this.#killEverything());
  }

  /** Opens a shop on free ports. Its bundles and the door's must have been built. */
  static async start(request: ShopRequest): Promise<ShopProcess> {
    const [port, doorPort] = [await quietPort(), await quietPort()];
    const shop = new ShopProcess({ ...request, port, doorPort });
    await shop.open();
    return shop;
  }

  /** Opens the shop on whatever the disk has. */
  async open(): Promise<void> {
    const child = fork(
      path.join(import.meta.dirname, "serve.ts"),
      [JSON.stringify(this.#request)],
      {
        detached: true,
        execArgv: ["--disable-warning=ExperimentalWarning"],
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      },
    );
    this.#child = child;
    this.#fallen = null;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("The shop did not open")), START_MS_MAX);
      child.once("exit", (code, signal) => {
        clearTimeout(timer);
        const fallen = `The shop's process ended (${code ?? signal})`;
        if (this.#child === child) this.#fallen = fallen;
        reject(new Error(fallen));
      });
      child.on("message", (told: Told) => {
        if (told.kind === "log") {
          this.logs.push(told.line);
          return;
        }
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Kills workerd in mid-flight. Its parent starts another one on the same disk. */
  async killWorkerd(): Promise<void> {
    const [pid] = this.#workerds();
    if (pid === undefined) return;
    process.kill(pid, "SIGKILL");
    while (this.#workerds().includes(pid)) await pause(POLL_MS);
  }

  /** Kills the whole process group in mid-flight. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    this.#killEverything();
    this.#child = null;
    await ended;
  }

  /** Closes the shop in peace. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => this.#killEverything(), STOP_MS_MAX);
    await ended;
    clearTimeout(timer);
    this.#child = null;
  }

  /** Only what this very child started. */
  #workerds(): number[] {
    const { pid } = this.#child ?? {};
    if (pid === undefined) return [];
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
    return lines
      .split("\n")
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .filter((match) => Number(match?.[2]) === pid && match?.[3]?.includes("workerd"))
      .map((match) => Number(match?.[1]));
  }

  #killEverything(): void {
    const { pid, exitCode, signalCode } = this.#child ?? {};
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    // Its own group: this child, and the workerd that it started.
    process.kill(-pid, "SIGKILL");
  }
}

async function quietPort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORT_MIN, PORT_MAX);
    if (!(await isPortTaken(port))) return port;
  }
}

/** Lets some time pass. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
