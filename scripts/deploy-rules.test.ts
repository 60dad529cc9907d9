import { describe, expect, it } from "vitest";
import { type Upload, violations } from "./deploy-rules.ts";

const UPLOAD: Upload = {
  name: "kiosk-storefront",
  config: {
    vars: { SHOP_ORIGIN: "https://shop.example.com" },
    secrets: { required: ["SIGNING_KEY"] },
  },
  gzipBytes: 90_000,
  laterGzipBytes: 0,
  sources: ["workers/storefront/worker.tsx", "node_modules/hono/dist/hono.js"],
  texts: new Map([["the bundle", "export default {}"]]),
};
const LOCAL_SECRETS = ["a secret of this machine"];

describe("violations()", () => {
  it("has nothing against a clean upload", () => {
    expect(violations(UPLOAD, LOCAL_SECRETS)).toEqual([]);
  });

  it("refuses a storefront above its own limit, and others only above the common one", () => {
    const heavy = { ...UPLOAD, gzipBytes: 150_001 };
    expect(violations(heavy, [])).toEqual([expect.stringContaining("the limit is 150000")]);
    expect(violations({ ...heavy, name: "kiosk-core" }, [])).toEqual([]);
    expect(violations({ ...heavy, name: "kiosk-core", gzipBytes: 600_001 }, [])).toHaveLength(1);
  });

  it("weighs what is loaded later by itself", () => {
    expect(violations({ ...UPLOAD, laterGzipBytes: 900_000 }, [])).toEqual([]);
    expect(violations({ ...UPLOAD, laterGzipBytes: 900_001 }, [])).toHaveLength(1);
  });

  it.each([
    ["/dev/stripe/stripe.js"],
    ['service: "kiosk-dev-inbox"'],
    ["sk_test_kiosk_ab12"],
    ["http://127.0.0.1:8787"],
    ["00000000-0000-4000-8000-00000000ca7a"],
  ])("finds %s in any text", (text) => {
    const found = violations({ ...UPLOAD, texts: new Map([["404.html", `x ${text} y`]]) }, []);
    expect(found).toEqual([expect.stringContaining("404.html says")]);
  });

  it("refuses sources of the local rooms", () => {
    const found = violations({ ...UPLOAD, sources: ["dev/stripe/worker.ts"] }, []);
    expect(found).toEqual([expect.stringContaining("dev/stripe/worker.ts is in the bundle")]);
  });

  it("refuses vars that still have their local value", () => {
    const config = { vars: { MAIL_FROM: "orders@tidewick.example" } };
    expect(violations({ ...UPLOAD, config }, [])).toEqual([expect.stringContaining("MAIL_FROM")]);
  });

  it.each([
    ["kiosk-storefront", "STRIPE_SECRET_KEY", 1],
    ["kiosk-storefront", "STAFF_KEY", 1],
    ["kiosk-core", "STRIPE_WEBHOOK_SECRET", 1],
    ["kiosk-checkout", "STRIPE_SECRET_KEY", 1],
    ["kiosk-checkout", "STRIPE_WEBHOOK_SECRET", 0],
    ["kiosk-api", "SIGNING_KEY", 0],
  ])("%s with %s breaks %i rules", (name, secret, count) => {
    const upload = { ...UPLOAD, name, config: { secrets: { required: [secret] } } };
    expect(violations(upload, [])).toHaveLength(count);
  });

  it("finds a secret of this machine without repeating it", () => {
    const texts = new Map([["the bundle", `const key = "${LOCAL_SECRETS[0]}"`]]);
    const [sentence] = violations({ ...UPLOAD, texts }, LOCAL_SECRETS);
    expect(sentence).toContain("a secret of .dev.vars");
    expect(sentence).not.toContain(LOCAL_SECRETS[0]);
  });
});
