import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { verifyStaffToken } from "../http/staff-token.ts";
import { UsageError } from "./kiosk-command.ts";
import { STAFF_TOKEN } from "./kiosk-staff-token.ts";

const STAFF_KEY = "A".repeat(43);

function kiosk(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/kiosk.ts", ...args], {
    encoding: "utf8",
    env: { ...process.env, STAFF_KEY },
  });
  return { status, stdout: stdout.trim(), stderr };
}

describe("kiosk", () => {
  it("prints a token that the staff API takes, and nothing else", async () => {
    const { status, stdout } = kiosk("staff-token", "--role", "support", "--name", "ada");
    expect(status).toBe(0);
    expect(await verifyStaffToken(STAFF_KEY, stdout, Date.now())).toEqual({
      ok: true,
      value: { name: "ada", role: "support" },
    });
    const nineHoursOn = Date.now() + 9 * 60 * 60 * 1000;
    expect(await verifyStaffToken(STAFF_KEY, stdout, nineHoursOn)).toMatchObject({ ok: false });
  });

  it("answers a mistake in a sentence and with status 2", () => {
    for (const args of [["dance"], ["staff-token", "--role", "king"]]) {
      const { status, stdout, stderr } = kiosk(...args);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(`There is no ${args.length === 1 ? "command" : "role"} "`);
      expect(stderr).not.toContain("    at ");
    }
  });

  it("explains itself", () => {
    const { status, stdout } = kiosk("--help");
    expect([status, stdout.includes("staff-token")]).toEqual([0, true]);
  });
});

describe("kiosk staff-token", () => {
  it.each([
    [[], "Name a role"],
    [["--role", "owner", "--hours", "13"], "Expected up to 12 hours"],
    [["--role", "owner", "--hours", "soon"], "Expected up to 12 hours"],
    [["--role", "owner", "--name", "Ada L"], "Expected a short lower-case name"],
    [["--rolle", "owner"], "--rolle"],
  ])("refuses %j", async (args, sentence) => {
    const refusal = STAFF_TOKEN.run(args);
    await expect(refusal).rejects.toThrow(UsageError);
    await expect(refusal).rejects.toThrow(sentence);
  });
});
