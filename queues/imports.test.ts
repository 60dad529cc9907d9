import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { importRequested, picturesWanted } from "../contracts/import.ts";
import { readImport } from "../db/imports.ts";
import { deliver } from "./batch-builders.ts";
import { bring, emptyShop, many, openShop } from "./import-builders.ts";
import { IMPORT_KEEP_MS, lookAfterImports } from "./imports.ts";

beforeEach(async () => {
  await openShop();
  await emptyShop();
});

describe("consumeImports()", () => {
  it("goes on with what a message asks for, twice as well as once", async () => {
    const id = await bring(many(3), { takesStock: false });
    const event = importRequested(id, Date.now());
    expect(await deliver(env, "kiosk-imports", [event])).toMatchObject({ acked: ["m0"] });
    expect(await deliver(env, "kiosk-imports", [event, picturesWanted(Date.now())])).toMatchObject({
      retried: [],
    });
    expect(await readImport(env.CATALOG, id)).toMatchObject({ state: "finished", createdCount: 3 });
  });

  it("gives up what fails again and again", async () => {
    const id = await bring(many(1));
    await env.IMPORT_FILES.delete(id);
    await env.CATALOG.prepare("UPDATE imports SET place = ?1 WHERE id = ?2")
      .bind(JSON.stringify({ format: "kiosk", table: null, offset: 0, row: 1, skip: 0 }), id)
      .run();
    const event = importRequested(id, Date.now());
    expect(await deliver(env, "kiosk-imports", [event])).toMatchObject({ retried: ["m0"] });
    expect(await deliver(env, "kiosk-imports", [event], { attempts: 8 })).toMatchObject({
      acked: ["m0"],
    });
    expect(await readImport(env.CATALOG, id)).toMatchObject({ state: "failed" });
  });
});

describe("lookAfterImports()", () => {
  it("asks for what was left behind and forgets what is old", async () => {
    const sent: unknown[] = [];
    const queue = { send: async (body: unknown) => void sent.push(body) } as unknown as Queue;
    const id = await bring(many(1));
    await lookAfterImports({ ...env, IMPORT_EVENTS: queue }, Date.now());
    expect(sent).toContainEqual(expect.objectContaining({ subject: id }));
    await lookAfterImports({ ...env, IMPORT_EVENTS: queue }, Date.now() + 2 * IMPORT_KEEP_MS);
    expect(await readImport(env.CATALOG, id)).toBeNull();
    expect(await env.IMPORT_FILES.head(id)).toBeNull();
  });
});
