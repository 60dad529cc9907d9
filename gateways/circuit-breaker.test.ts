import { describe, expect, it } from "vitest";
import { CLOSED, OPEN_AFTER_FAILURES, OPEN_MS, record, waitMs } from "./circuit-breaker.ts";

function failing(times: number, now = 0) {
  let circuit = CLOSED;
  for (let time = 0; time < times; time += 1) circuit = record(circuit, false, now);
  return circuit;
}

describe("record()", () => {
  it("opens the circuit after failures in a row", () => {
    expect(waitMs(failing(OPEN_AFTER_FAILURES - 1), 0)).toBe(0);
    expect(waitMs(failing(OPEN_AFTER_FAILURES), 0)).toBe(OPEN_MS);
  });

  it("lets a call through after the pause and opens at once when that fails too", () => {
    const open = failing(OPEN_AFTER_FAILURES);
    expect(waitMs(open, OPEN_MS)).toBe(0);
    expect(waitMs(record(open, false, OPEN_MS), OPEN_MS)).toBe(OPEN_MS);
  });

  it("forgets the failures with one answer", () => {
    expect(record(failing(OPEN_AFTER_FAILURES), true, OPEN_MS)).toEqual(CLOSED);
  });
});
