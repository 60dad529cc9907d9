/** In place of `cloudflare:workers`: the base classes, and nothing of the platform. */

/** What an object extends. */
export class DurableObject<Env> {
  protected readonly ctx: unknown;
  protected readonly env: Env;

  constructor(ctx: unknown, env: Env) {
    this.ctx = ctx;
    this.env = env;
  }
}

/** What an entrypoint extends. */
export class WorkerEntrypoint<Env> extends DurableObject<Env> {}
