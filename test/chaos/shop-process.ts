/** The shop in a process of its own, that can be killed at any moment and opened again on the same disk. */
import { type ChildProcess, execFileSync, fork } from "node:child_process";
import path from "node:path";
import type { Question, QuestionName, Reply } from "./questions.ts";
import type { ServeRequest, Told } from "./serve.ts";

const START_MS_MAX = 60_000;
const ANSWER_MS_MAX = 120_000;
const STOP_MS_MAX = 10_000;
const POLL_MS = 20;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** A shop that is open, or will be again. */
export class ShopProcess {
  readonly origin: string;
  /** The latest errors that the Workers logged. */
  readonly logs: string[] = [];
  readonly #request: ServeRequest;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | null = null;
  #lastId = 0;

  constructor(request: ServeRequest) {
    this.#request = request;
    this.origin = `http://127.0.0.1:${request.port}`;
    process.once("exit", () => this.#killEverything());
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
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("The shop did not open")), START_MS_MAX);
      child.once("exit", (code) => {
        clearTimeout(timer);
        const error = new Error(`The shop's process ended (${code})`);
        reject(error);
        for (const { reject: refuse } of this.#waiting.values()) refuse(error);
        this.#waiting.clear();
      });
      child.on("message", (told: Told) => {
        if (told.kind !== "ready") return this.#hear(told);
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
    await ended;
  }

  /** Asks what HTTP does not tell. Waits for a shop that is coming back. */
  async ask<Name extends QuestionName>(name: Name, input: Question<Name>): Promise<Reply<Name>> {
    const child = this.#child;
    if (child?.connected !== true) throw new Error("The shop is closed");
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No answer: ${name}`)), ANSWER_MS_MAX);
      const settle =
        <Value>(end: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          this.#waiting.delete(id);
          end(value);
        };
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      child.send({ id, name, input });
    });
  }

  /** Closes the shop in peace. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => this.#killEverything(), STOP_MS_MAX);
    await ended;
    clearTimeout(timer);
    this.#child = null;
  }

  #hear(told: Exclude<Told, { kind: "ready" }>): void {
    if (told.kind === "log") {
      this.logs.push(told.line);
      return;
    }
    const waiting = this.#waiting.get(told.id);
    if (told.kind === "answer") waiting?.resolve(told.answer as never);
    else waiting?.reject(new Error(told.message));
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

/** Lets some time pass. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
