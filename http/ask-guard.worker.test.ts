import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { countQuestion } from "./ask-guard.ts";

const AT_ONCE = 120;

describe("countQuestion()", () => {
  it("lets nobody ask providers without end, and nobody wait for others", async () => {
    const answers = [];
    for (let asked = 0; asked <= AT_ONCE; asked += 1) {
      answers.push(await countQuestion(env, "203.0.113.9"));
    }
    expect(answers.slice(0, AT_ONCE).every(({ ok }) => ok)).toBe(true);
    expect(answers.at(-1)).toMatchObject({ ok: false, problem: { reason: "too_many_requests" } });
    expect(await countQuestion(env, "203.0.113.10")).toMatchObject({ ok: true });
  });

  it("counts a household's addresses as one", async () => {
    for (let asked = 0; asked < AT_ONCE; asked += 1) {
      await countQuestion(env, `2001:db8:1:2::${asked.toString(16)}`);
    }
    expect(await countQuestion(env, "2001:db8:1:2:ffff::1")).toMatchObject({ ok: false });
  });

  it("keeps no sale waiting where nobody can count", async () => {
    const broken = {
      getByName() {
        throw new Error("away");
      },
    } as unknown as typeof env.LIMITER;
    expect(await countQuestion({ LIMITER: broken }, "203.0.113.11")).toMatchObject({ ok: true });
  });
});
