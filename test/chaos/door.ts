/** Questions to the shop's back door. Each is safe to repeat, so a kill in between costs only time. */
import path from "node:path";
import * as esbuild from "esbuild";
import type { V4WorkerOptions } from "miniflare";
import { bundleFile } from "../../scripts/bundles.ts";
import type { Question, QuestionName, Reply } from "./questions.ts";

const DOOR = "kiosk-chaos-door";
const CORE = "kiosk-core";
const HOST = "127.0.0.1";
const COMPATIBILITY_DATE = "2026-10-20";
/** Without it a Worker cannot run another one's crons. */
const COMPATIBILITY_FLAGS = ["service_binding_extra_handlers"];

/** The longest wait for an answer over all tries, and for one of them, in milliseconds. */
const [ANSWER_MS_MAX, TRY_MS_MAX] = [240_000, 60_000];
const PAUSE_MS = 100;
/** Ids in one question: an answer stays small, and whoever else asks is not kept waiting. */
const IDS_MAX = 100;

/** The questions about many things, and what is said about each. */
type AboutMany = {
  [Name in QuestionName]: Question<Name> extends { readonly ids: readonly unknown[] }
    ? Reply<Name> extends readonly unknown[]
      ? Name
      : never
    : never;
}[QuestionName];

/** Where the shop is asked what it tells no shopper. */
export class Door {
  readonly #origin: string;
  /** Why nobody answers any more, or null. */
  readonly #closed: () => string | null;

  constructor(port: number, closed: () => string | null) {
    this.#origin = `http://${HOST}:${port}`;
    this.#closed = closed;
  }

  /** Asks until there is an answer. @throws Error where none comes */
  async ask<Name extends QuestionName>(name: Name, input: Question<Name>): Promise<Reply<Name>> {
    const deadline = Date.now() + ANSWER_MS_MAX;
    for (let trouble = ""; ; ) {
      try {
        return await this.#try(name, input);
      } catch (error) {
        trouble = String(error instanceof Error ? (error.cause ?? error) : error);
      }
      const closed = this.#closed();
      if (closed !== null || Date.now() > deadline) {
        throw new Error(`No answer to ${name}: ${closed ?? trouble}`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** Asks about many, some at a time. @returns what is said about each, in the same order */
  async askEach<Name extends AboutMany>(
    name: Name,
    ids: Question<Name>["ids"],
  ): Promise<Reply<Name>[number][]> {
    const replies: Reply<Name>[number][] = [];
    for (let start = 0; start < ids.length; start += IDS_MAX) {
      const some = { ids: ids.slice(start, start + IDS_MAX) } as Question<Name>;
      replies.push(...(await this.ask(name, some)));
    }
    return replies;
  }

  async #try<Name extends QuestionName>(name: Name, input: Question<Name>): Promise<Reply<Name>> {
    const response = await fetch(`${this.#origin}/${name}`, {
      method: "POST",
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(TRY_MS_MAX),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as Reply<Name>;
  }
}

/** Bundles the door's Worker beside those of the shop. */
export async function buildDoor(bundles: string): Promise<void> {
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, "door-worker.ts")],
    outfile: bundleFile(DOOR, bundles),
    bundle: true,
    format: "esm",
    external: ["cloudflare:*"],
    logLevel: "silent",
  });
}

/** @returns the shop's Workers and the door, which sees the databases and objects of the core */
export function withDoor(
  workers: readonly V4WorkerOptions[],
  { bundles, port }: { readonly bundles: string; readonly port: number },
): V4WorkerOptions[] {
  const core = workers.find(({ name }) => name === CORE);
  if (core === undefined) throw new Error(`There is no ${CORE}`);
  const file = bundleFile(DOOR, bundles);
  const objects = Object.entries(core.durableObjects ?? {}).map(([binding, declared]) => {
    const className = typeof declared === "string" ? declared : declared.className;
    return [binding, { className, scriptName: CORE, useSQLite: true }];
  });
  return [
    ...workers,
    {
      name: DOOR,
      compatibilityDate: COMPATIBILITY_DATE,
      compatibilityFlags: COMPATIBILITY_FLAGS,
      modulesRoot: path.dirname(file),
      modules: [{ type: "ESModule", path: file }],
      ...(core.d1Databases === undefined ? {} : { d1Databases: core.d1Databases }),
      durableObjects: Object.fromEntries(objects),
      serviceBindings: { CORE },
      unsafeDirectSockets: [{ host: HOST, port }],
    },
  ];
}
