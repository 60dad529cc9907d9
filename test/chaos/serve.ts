/** The process that is killed: the whole shop on one workerd, its state on disk, and a door for questions. */
import type { Env as CoreEnv } from "../../env.gen.ts";
import { startLocalShop } from "../../scripts/local-shop.ts";
import { type Asked, QUESTIONS, type QuestionName } from "./questions.ts";

/** Tries of one question while workerd comes back. */
const TRIES_MAX = 60;
const PAUSE_MS = 100;
const BATCH_WAIT_SECONDS = 0.01;

/** What the parent hands over. */
export interface ServeRequest {
  readonly port: number;
  readonly persist: string;
  readonly bundles: string;
  readonly vars: Readonly<Record<string, string>>;
}

/** A question on its way. */
export interface Asking {
  readonly id: number;
  readonly name: QuestionName;
  readonly input: unknown;
}

/** What the parent hears: that the shop is open, an answer, or why there is none. */
export type Told =
  | { readonly kind: "ready" }
  | { readonly kind: "log"; readonly line: string }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly message: string };

const request: ServeRequest = JSON.parse(process.argv[2] ?? "{}");
const shop = await startLocalShop({
  ...request,
  batchWaitSeconds: BATCH_WAIT_SECONDS,
  log: ({ level, message }) => {
    if (level === "error") tell({ kind: "log", line: message });
  },
});
let asked: Asked = { shop, core: shop.core };

process.on("message", ({ id, name, input }: Asking) => {
  answer(name, input).then(
    (given) => tell({ kind: "answer", id, answer: given ?? null }),
    (error: unknown) => tell({ kind: "failure", id, message: String(error) }),
  );
});
process.once("disconnect", async () => {
  await shop.dispose();
  process.exit(0);
});
tell({ kind: "ready" });

/** Bindings of a workerd that was killed never work again: they are opened anew. */
async function answer(name: QuestionName, input: unknown): Promise<unknown> {
  const question = QUESTIONS[name] as (asked: Asked, input: unknown) => Promise<unknown>;
  for (let count = 1; ; count += 1) {
    try {
      return await question(asked, input);
    } catch (error) {
      if (count >= TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      await reopen();
    }
  }
}

async function reopen(): Promise<void> {
  try {
    await shop.mf.ready;
    asked = { shop, core: await shop.mf.getBindings<CoreEnv>("kiosk-core") };
  } catch {
    // Not back yet: the next try comes soon.
  }
}

function tell(what: Told): void {
  process.send?.(what);
}
