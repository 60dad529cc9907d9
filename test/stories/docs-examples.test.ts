/** The examples of docs/api.md, run as a merchant would paste them: in a shell, one after the other. */
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePromotionSchema } from "../../contracts/promotion.ts";
import { signStaffToken } from "../../http/staff-token.ts";
import { look, pay, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";

const run = promisify(execFile);
const DOCS = readFileSync("docs/api.md", "utf8");
/** A shell, some fifty requests, a PDF. */
const TIMEOUT_MS = 120_000;

/** Everything below the heading. */
const PRICES = DOCS.slice(DOCS.indexOf("## Prices, task by task"));
/** The first block says where the shop is and who asks: here both are given. */
const [HEAD = "", ...BLOCKS] = [...PRICES.matchAll(/```sh\n(.*?)```/gs)].map(
  ([, text = ""]) => text,
);

let shop: TestShop;
let folder: string;

beforeAll(async () => {
  shop = await startShop();
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-docs-"));
});
afterAll(async () => {
  await shop.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** A sold order, so that some of its money can be given back. */
async function sell(): Promise<void> {
  const ada = shop.shopper();
  const tumbler = (await product(ada, "low-tide-tumbler")).variants[0];
  const checkout = await readyToPay(ada, tumbler!.id);
  await pay(ada, checkout);
  await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
}

async function script(): Promise<string> {
  const name = { name: "docs", role: "owner" } as const;
  const options = { ttlMs: TIMEOUT_MS, now: Date.now() };
  const token = await signStaffToken(shop.secrets.STAFF_KEY ?? "", name, options);
  const head = HEAD.replace(/^SHOP=.*$/m, `SHOP=${shop.origin}`).replace(
    /^TOKEN=.*$/m,
    `TOKEN=${token}`,
  );
  const steps = BLOCKS.map((block, index) => `printf "\\n== ${index}\\n"\n${block}`);
  return [
    "set -euo pipefail",
    head,
    ...steps,
    'printf "\\n== end\\n"',
    'ask GET "/audit?subject=$TEN"',
  ].join("\n");
}

function lacks(...programs: string[]): boolean {
  try {
    for (const program of programs) execFileSync(program, ["--version"], { stdio: "ignore" });
    return false;
  } catch {
    return true;
  }
}

describe("docs/api.md", () => {
  it.skipIf(lacks("bash", "curl", "jq"))(
    "does in a shell what it says",
    async () => {
      await sell();
      const file = path.join(folder, "examples.sh");
      writeFileSync(file, await script());
      const { stdout } = await run("bash", [file], { cwd: folder, timeout: TIMEOUT_MS });
      const parts = stdout.split(/^== \w+$/m).slice(1);
      expect(parts).toHaveLength(BLOCKS.length + 1);
      const friday = JSON.parse(parts[2] ?? "");
      expect(friday.discounts.map(({ label }: { label: string }) => label).toSorted()).toEqual([
        "Friday night",
        "Ten percent off",
      ]);
      expect(readFileSync(path.join(folder, "codes.txt"), "utf8").trim().split("\n")).toHaveLength(
        500,
      );
      expect(readFileSync(path.join(folder, "invoice.pdf")).subarray(0, 5).toString()).toBe(
        "%PDF-",
      );
    },
    TIMEOUT_MS,
  );

  it("names effects that are accepted", () => {
    const effects = [...PRICES.matchAll(/\| `(\{"kind".*?\})` \|/g)].map(([, text = ""]) => text);
    expect(effects.length).toBeGreaterThanOrEqual(6);
    for (const text of effects) {
      const effect = JSON.parse(text.replaceAll("_…", `_${"0".repeat(26)}`));
      const stacking = { class: effect.kind === "free_shipping" ? "shipping" : "order" };
      const promotion = { label: "X", isByCode: false, effect, stacking };
      expect(writePromotionSchema.safeParse(promotion).success, text).toBe(true);
    }
  });
});
