import { describe, expect, it } from "vitest";
import { judgeKey, KEY_LIFE_MS, type StoredCall } from "./idempotency.ts";

const CALL = { key: "k", path: "/v1/refunds", fingerprint: "a=1" };
const STORED: StoredCall = {
  path: "/v1/refunds",
  fingerprint: "a=1",
  status: 500,
  body: "{}",
  storedAt: 1_000,
};
const LATER = { now: 2_000, running: false };

describe("judgeKey()", () => {
  it("runs a new key and replays a known one, a failure too", () => {
    expect(judgeKey(CALL, null, LATER)).toEqual({ type: "run" });
    expect(judgeKey(CALL, STORED, LATER)).toEqual({ type: "replay", status: 500, body: "{}" });
  });

  it("refuses other parameters, another endpoint, and a call beside a running one", () => {
    const otherForm = { ...CALL, fingerprint: "a=2" };
    expect(judgeKey(otherForm, STORED, LATER)).toMatchObject({ type: "refuse", status: 400 });
    const otherPath = { ...CALL, path: "/v1/customers" };
    expect(judgeKey(otherPath, STORED, LATER)).toMatchObject({ type: "refuse", status: 400 });
    expect(judgeKey(CALL, null, { ...LATER, running: true })).toMatchObject({
      status: 409,
      code: "idempotency_key_in_use",
    });
  });

  it("forgets a key after a day", () => {
    const tomorrow = { now: STORED.storedAt + KEY_LIFE_MS, running: false };
    expect(judgeKey(CALL, STORED, tomorrow)).toEqual({ type: "run" });
  });
});
