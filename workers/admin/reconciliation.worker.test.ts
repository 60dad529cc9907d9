import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { breakPageSchema, breakSchema } from "../../contracts/staff-reconciliation.ts";
import { recordLook, type SeenBreak } from "../../db/reconciliation.ts";
import { idOf } from "../../domain/order-builders.ts";
import type { BreakType } from "../../domain/reconciliation.ts";
import type { Env } from "./env.gen.ts";
import { BINDINGS, call } from "./staff-builders.ts";

async function see(type: BreakType, subject: string, now = Date.now()): Promise<void> {
  const seen: SeenBreak = {
    type,
    subject,
    details: { receivedMinor: 5 },
    action: "none",
    isOver: false,
  };
  await recordLook(env.ORDERS, { subjects: [subject], types: [type] }, { seen: [seen], now });
}

async function list(query = "") {
  const { status, body } = await call("GET", `/reconciliation${query}`);
  expect(status).toBe(200);
  return breakPageSchema.parse(body);
}

beforeEach(async () => {
  await env.ORDERS.exec("DELETE FROM reconciliation_breaks");
  await env.ORDERS.exec("DELETE FROM reconciliation_jobs");
});

describe("GET /admin/api/reconciliation", () => {
  it("pages through open differences, the newest first, and narrows them to a type", async () => {
    const now = Date.now() - 90_000;
    for (const [index, subject] of ["pi_1", "pi_2", "pi_3"].entries()) {
      await see("paid_without_order", subject, now + index);
    }
    await see("order_stuck", idOf("order", 1), now + 9);
    const first = await list("?limit=2");
    expect(first.breaks.map(({ subject }) => subject)).toEqual([idOf("order", 1), "pi_3"]);
    expect(first.breaks[0]).toMatchObject({ ageSeconds: expect.closeTo(90, -1) });
    const second = await list(`?limit=2&cursor=${first.nextCursor}`);
    expect(second.breaks.map(({ subject }) => subject)).toEqual(["pi_2", "pi_1"]);
    expect(second.nextCursor).toBeNull();
    const stuck = await list("?type=order_stuck");
    expect(stuck.breaks.map(({ type }) => type)).toEqual(["order_stuck"]);
    expect((await call("GET", "/reconciliation?type=nonsense")).status).toBe(422);
  });
});

describe("POST /admin/api/reconciliation/{id}/resolve", () => {
  it("settles a difference once, with a name and a note, and writes it down", async () => {
    await see("paid_without_order", "pi_1");
    const { id } = (await list()).breaks[0]!;
    const path = `/reconciliation/${id}/resolve`;
    const note = { body: { note: "Refunded by hand" } };
    const first = await call("POST", path, { ...note, key: "k" });
    expect(breakSchema.parse(first.body)).toMatchObject({
      resolvedBy: "ada",
      note: "Refunded by hand",
    });
    expect((await call("POST", path, { ...note, key: "k" })).body).toEqual(first.body);
    const second = await call("POST", path, { body: { note: "No, I did" }, name: "bob" });
    expect(second.body).toMatchObject({ resolvedBy: "ada", note: "Refunded by hand" });
    expect((await list()).breaks).toEqual([]);
    // Seen again as it was, it stays settled.
    await see("paid_without_order", "pi_1");
    expect((await list()).breaks).toEqual([]);
    const audit = await call("GET", `/audit?subject=${id}`);
    expect(audit.body.entries.map(({ actor }: { actor: string }) => actor)).toContain("ada");
  });

  it("needs a note and a difference", async () => {
    const path = `/reconciliation/${idOf("break", 9)}/resolve`;
    expect((await call("POST", path, { body: { note: "x" } })).status).toBe(404);
    expect((await call("POST", path, { body: { note: " " } })).status).toBe(422);
    expect((await call("POST", path, { body: {} })).status).toBe(422);
  });
});

describe("POST /admin/api/reconciliation/run", () => {
  it("asks the core for one run per key and tells how far it went", async () => {
    let runs = 0;
    const jobs = [{ name: "desk", state: "finished", count: 3 }];
    const RECONCILIATION = {
      async run() {
        runs += 1;
        return jobs;
      },
    } as unknown as Env["RECONCILIATION"];
    const request = { bindings: { ...BINDINGS, RECONCILIATION }, key: "now" };
    const first = await call("POST", "/reconciliation/run", request);
    expect(first).toEqual({ status: 200, body: { jobs } });
    expect(await call("POST", "/reconciliation/run", request)).toEqual(first);
    expect(runs).toBe(1);
  });
});
