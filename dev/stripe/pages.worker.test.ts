import { describe, expect, it } from "vitest";
import { visit } from "./harness.ts";

describe("the pages of the stand-in", () => {
  it.each([
    ["stripe.js", "text/javascript", "window.Stripe"],
    ["element.js", "text/javascript", "fields.js"],
    ["fields.js", "text/javascript", "export const CHECKS"],
    ["stand-in.css", "text/css", "light-dark"],
  ])("serve %s as it is written", async (name, type, part) => {
    const response = await visit(`/dev/stripe/${name}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain(type);
    expect(await response.text()).toContain(part);
  });

  it("show the payment form to frames of the same origin only, without inline scripts", async () => {
    const response = await visit("/dev/stripe/element");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toContain("script-src 'self'");
    const html = await response.text();
    expect(html).toContain('autocomplete="cc-number"');
    expect(html).not.toMatch(/<script(?![^>]* src=)|\son\w+=|\sstyle=/);
  });

  it("answer 404 to what is not there", async () => {
    for (const path of ["nothing", "3ds/pi_none", "control/nothing"]) {
      expect((await visit(`/dev/stripe/${path}`)).status).toBe(404);
    }
  });
});
