import { afterEach, describe, expect, it, vi } from "vitest";
import { formatLine, type LogFields, log } from "./log.ts";

const parse = (fields: LogFields) => JSON.parse(formatLine("info", "stock.hold.refused", fields));

afterEach(() => {
  vi.restoreAllMocks();
});

describe("formatLine()", () => {
  it("writes the level, the event and the fields of the list", () => {
    expect(parse({ itemId: "itm_1", quantity: 3, status: null })).toEqual({
      level: "info",
      event: "stock.hold.refused",
      itemId: "itm_1",
      quantity: 3,
      status: null,
    });
  });

  it("drops what is not on the list, though types were silenced", () => {
    const fields: object = { email: "ada@example.com", itemId: { email: "ada@example.com" } };
    expect(parse(fields)).toEqual({ level: "info", event: "stock.hold.refused", itemId: null });
  });

  it("tells errors by name and message, without secrets", () => {
    const message =
      'No such customer "ada@example.com" with sk_test_4242 and Bearer abc.def, pi_1_secret_2';
    expect(parse({ error: new TypeError(message) })).toMatchObject({
      error: "TypeError",
      message: 'No such customer "[redacted]" with [redacted] and [redacted] [redacted]',
    });
    expect(parse({ error: { card: 4242 } })).toMatchObject({ error: "object" });
  });

  it("cuts long texts", () => {
    expect(parse({ path: "/".repeat(5_000) }).path).toHaveLength(301);
  });
});

describe("log", () => {
  it("writes one line to the console of its level", () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    log.warn("queue.retried", { attempt: 2 });
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      '{"level":"warn","event":"queue.retried","attempt":2}',
    );
  });
});
