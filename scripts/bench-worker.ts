/** What only the bench runs beside the shop: the bare Worker and object to compare with, and loops close to the objects. */
import { DurableObject, WorkerEntrypoint } from "cloudflare:workers";
import { holdIdOf, type Id, mintId } from "../domain/id.ts";
import type { StockObject } from "../durable-objects/stock-object.ts";

const HOLD_MS = 15 * 60 * 1000;
const RANDOM_BYTES = 10;

/** Bindings that the bench gives it. */
interface Env {
  readonly BARE: DurableObjectNamespace<BareObject>;
  readonly STOCK: DurableObjectNamespace<StockObject>;
  /** The Stripe stand-in, in a process of its own. */
  readonly PROVIDER: Fetcher;
}

/** What a loop has to do. */
export interface LoopRequest {
  readonly what: "bare_write" | "hold";
  /** Name of the object. */
  readonly name: string;
  readonly concurrency: number;
  /** How long new calls are begun, in milliseconds. */
  readonly ms: number;
  readonly countMax: number;
}

/** What a loop did. */
export interface LoopAnswer {
  readonly elapsedMs: number;
  readonly latenciesMs: number[];
}

/** The least that an object can do and keep: one row of two columns. */
export class BareObject extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS rows (id TEXT PRIMARY KEY, quantity INTEGER NOT NULL)",
    );
  }

  /** Writes one row. */
  write({ id, quantity }: { id: string; quantity: number }): { written: number } {
    const sql = "INSERT INTO rows (id, quantity) VALUES (?, ?)";
    return { written: this.ctx.storage.sql.exec(sql, id, quantity).rowsWritten };
  }
}

/** Takes e-mail as Cloudflare's binding does, and forgets it. */
export class Mail extends WorkerEntrypoint<Env> {
  /** Accepts a message. */
  send(): { messageId: string } {
    return { messageId: crypto.randomUUID() };
  }
}

/** Where the shop's calls to Stripe go out. */
export class Outbound extends WorkerEntrypoint<Env> {
  /** Passes the call on as it is. */
  override fetch(request: Request): Promise<Response> {
    return this.env.PROVIDER.fetch(request);
  }
}

export default {
  async fetch(request, env) {
    if (request.method === "GET") return new Response("ok");
    return Response.json(await loop(env, await request.json<LoopRequest>()));
  },
} satisfies ExportedHandler<Env>;

async function loop(env: Env, { what, name, ...bounds }: LoopRequest): Promise<LoopAnswer> {
  const call =
    what === "hold" ? holder(env.STOCK.getByName(name)) : writer(env.BARE.getByName(name));
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const go = async (): Promise<void> => {
    while (latenciesMs.length < bounds.countMax && performance.now() - startedAt < bounds.ms) {
      const calledAt = performance.now();
      await call();
      latenciesMs.push(performance.now() - calledAt);
    }
  };
  await Promise.all(Array.from({ length: bounds.concurrency }, go));
  return { elapsedMs: performance.now() - startedAt, latenciesMs };
}

/** Each hold is another order's. */
function holder(stub: DurableObjectStub<StockObject>): () => Promise<void> {
  return async () => {
    const orderId = mintOrderId();
    const expiresAt = Date.now() + HOLD_MS;
    const held = await stub.hold({ holdId: holdIdOf(orderId, 1), orderId, quantity: 1, expiresAt });
    if (!held.ok) throw new Error(`Not held: ${held.problem.reason}`);
  };
}

function writer(stub: DurableObjectStub<BareObject>): () => Promise<void> {
  return async () => {
    const id = holdIdOf(mintOrderId(), 1);
    const { written } = await stub.write({ id, quantity: 1 });
    if (written === 0) throw new Error("Not written");
  };
}

function mintOrderId(): Id<"order"> {
  return mintId("order", Date.now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
}
