import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { CAN_MEASURE, cpuMs, descendants, residentBytes } from "./bench-process.ts";

describe.runIf(CAN_MEASURE)("a process", () => {
  it("has used some time and holds some memory", () => {
    expect(cpuMs([process.pid])).toBeGreaterThan(0);
    expect(residentBytes([process.pid])).toBeGreaterThan(1_000_000);
    expect(cpuMs([])).toBe(0);
  });

  it("knows its children until they end", async () => {
    const child = spawn(process.execPath, ["-e", "process.stdin.resume()"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    await new Promise((resolve) => child.once("spawn", resolve));
    expect(descendants(process.pid)).toContain(child.pid);
    child.stdin.end();
    await new Promise((resolve) => child.once("exit", resolve));
    expect(descendants(process.pid)).not.toContain(child.pid);
  });
});
