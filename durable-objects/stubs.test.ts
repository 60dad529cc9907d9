import { describe, expect, it, vi } from "vitest";
import { callObject } from "./stubs.ts";

const failure = (flags: object) => Object.assign(new Error("Object was reset"), flags);
const retryable = failure({ retryable: true });

/** A call that fails with each of `errors` and then answers. */
function failing(...errors: Error[]) {
  const call = vi.fn<(stub: object) => Promise<string>>();
  for (const error of errors) call.mockRejectedValueOnce(error);
  return call.mockResolvedValue("answer");
}

const patient = (random = 0.5) => {
  const wait = vi.fn(async () => {});
  return { random: () => random, wait };
};

describe("callObject()", () => {
  it("repeats retryable failures on a fresh stub with jitter that grows", async () => {
    const mint = vi.fn(() => ({}));
    const call = failing(retryable, retryable);
    const options = patient();
    expect(await callObject(mint, call, options)).toBe("answer");
    expect(mint).toHaveBeenCalledTimes(3);
    expect(new Set(call.mock.calls.map(([stub]) => stub)).size).toBe(3);
    expect(options.wait.mock.calls).toEqual([[50], [100]]);
  });

  it("gives up after three tries", async () => {
    const call = failing(retryable, retryable, retryable);
    await expect(callObject(() => ({}), call, patient())).rejects.toBe(retryable);
    expect(call).toHaveBeenCalledTimes(3);
  });

  it.each([
    ["an overloaded object", failure({ retryable: true, overloaded: true })],
    ["the object's own error", failure({ remote: true })],
  ])("never repeats %s", async (_, error) => {
    const call = failing(error);
    await expect(callObject(() => ({}), call, patient())).rejects.toBe(error);
    expect(call).toHaveBeenCalledTimes(1);
  });
});
