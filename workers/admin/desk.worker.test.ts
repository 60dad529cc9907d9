import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { auditPageSchema, deadLetterPageSchema } from "../../contracts/staff-desk.ts";
import { keepDeadLetters } from "../../db/dead-letters.ts";
import { idOf } from "../../domain/order-builders.ts";
import { BINDINGS, call } from "./staff-builders.ts";

/** The bindings with a queue that remembers; it refuses as often as told. */
function listening(refusals = 0) {
  const sent: unknown[] = [];
  let left = refusals;
  const queue = {
    async send(body: unknown) {
      left -= 1;
      if (left >= 0) throw new Error("429");
      sent.push(body);
    },
  };
  return { bindings: { ...BINDINGS, NOTICES: queue as unknown as Queue }, sent };
}

async function letter(messageId: string): Promise<string> {
  const message = { queue: "kiosk-notices", messageId, body: { messageId }, reason: "because" };
  await keepDeadLetters(env.ORDERS, [{ ...message, diedAt: Date.now() }]);
  const { body } = await call("GET", "/dead-letters");
  deadLetterPageSchema.parse(body);
  return body.letters.find((of: { body: { messageId: string } }) => of.body.messageId === messageId)
    .id;
}

describe("POST /admin/api/dead-letters/{id}/replay", () => {
  it("sends a letter to its queue once and says who did", async () => {
    const id = await letter("m1");
    const { bindings, sent } = listening();
    const first = await call("POST", `/dead-letters/${id}/replay`, { bindings, key: "r" });
    expect(first.body).toMatchObject({ replayedBy: "ada", queue: "kiosk-notices" });
    await call("POST", `/dead-letters/${id}/replay`, { bindings, key: "r" });
    const other = await call("POST", `/dead-letters/${id}/replay`, { bindings, name: "bob" });
    expect(other.body).toMatchObject({ replayedBy: "ada", replayedAt: first.body.replayedAt });
    expect(sent).toEqual([{ messageId: "m1" }]);
  });

  it("leaves a letter that could not be sent as it was", async () => {
    const id = await letter("m2");
    const { bindings, sent } = listening(1);
    const failed = await call("POST", `/dead-letters/${id}/replay`, { bindings, key: "again" });
    expect(failed.status).toBe(500);
    const healed = await call("POST", `/dead-letters/${id}/replay`, { bindings, key: "again" });
    expect(healed.body.replayedBy).toBe("ada");
    expect(sent).toHaveLength(1);
    expect((await call("POST", `/dead-letters/${idOf("letter", 9)}/replay`)).status).toBe(404);
  });
});

describe("GET /admin/api/audit", () => {
  it("pages through the log, which nobody can change", async () => {
    await call("POST", `/dead-letters/${await letter("m3")}/replay`, listening());
    const first = await call("GET", "/audit?limit=1");
    auditPageSchema.parse(first.body);
    const second = await call("GET", `/audit?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.entries[0].id).not.toBe(first.body.entries[0].id);
    for (const change of ["UPDATE audit_log SET actor = 'eve'", "DELETE FROM audit_log"]) {
      await expect(env.ORDERS.prepare(change).run()).rejects.toThrow("append-only");
    }
    const replace = `INSERT OR REPLACE INTO audit_log
      SELECT id, at, 'eve', role, action, subject_id, request_id, before, after FROM audit_log`;
    await env.ORDERS.prepare(replace).run();
    expect((await call("GET", "/audit?limit=1")).body.entries).toEqual(first.body.entries);
  });
});
