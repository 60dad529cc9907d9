import { describe, expect, it } from "vitest";
import { Account, type CallApi, openAccount } from "./deploy-account.ts";
import type { RunWrangler } from "./deploy-wrangler.ts";

const DONE = { code: 0, stdout: "", stderr: "" };

describe("Account.stores()", () => {
  it("reads page after page, and stops where a list repeats itself", async () => {
    const pages = [["a", "b"], ["c"], []];
    const asked: string[] = [];
    const call: CallApi = async (_method, path) => {
      asked.push(path);
      const names = pages[Number(new URLSearchParams(path.split("?")[1]).get("page")) - 1] ?? [];
      return path.startsWith("/r2")
        ? { buckets: [{ name: "media" }] }
        : names.map((name) => ({ name, uuid: `${name}-id` }));
    };
    const account = new Account(call);
    expect([...(await account.stores("database"))]).toEqual([
      ["a", "a-id"],
      ["b", "b-id"],
      ["c", "c-id"],
    ]);
    expect(asked).toHaveLength(3);
    expect([...(await account.stores("bucket")).keys()]).toEqual(["media"]);
    expect(asked).toHaveLength(5);
  });
});

describe("openAccount()", () => {
  const who = (...ids: string[]) =>
    JSON.stringify({ accounts: ids.map((id) => ({ id, name: id })) });
  const answering =
    (answer: typeof DONE): RunWrangler =>
    async (...args) =>
      args[0] === "whoami" ? answer : { ...DONE, stdout: '{"type":"oauth","token":"t"}' };

  it("says how to log in", async () => {
    const run = answering({ ...DONE, code: 1 });
    await expect(openAccount(run, {})).rejects.toThrow("npx wrangler login");
  });

  it("takes the only account, or the one that is named", async () => {
    const one = answering({ ...DONE, stdout: who("a") });
    expect((await openAccount(one, {})).id).toBe("a");
    const two = answering({ ...DONE, stdout: who("a", "b") });
    await expect(openAccount(two, {})).rejects.toThrow("CLOUDFLARE_ACCOUNT_ID");
    expect((await openAccount(two, { CLOUDFLARE_ACCOUNT_ID: "b" })).id).toBe("b");
    await expect(openAccount(two, { CLOUDFLARE_ACCOUNT_ID: "c" })).rejects.toThrow('account "c"');
  });
});
