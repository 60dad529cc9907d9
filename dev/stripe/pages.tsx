/** What the stand-in shows to browsers: its scripts, its payment form, and the bank's page. */
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Challenge } from "./account.ts";
import elementScript from "./browser/element.js" with { type: "text" };
import fieldsScript from "./browser/fields.js" with { type: "text" };
import styles from "./browser/stand-in.css" with { type: "text" };
import stripeScript from "./browser/stripe.js" with { type: "text" };
import { ChallengePage } from "./challenge-page.tsx";
import { ElementPage } from "./element-page.tsx";
import type { Env } from "./env.gen.ts";

const ASSETS = {
  "stripe.js": { body: stripeScript, type: "text/javascript; charset=utf-8" },
  "element.js": { body: elementScript, type: "text/javascript; charset=utf-8" },
  "fields.js": { body: fieldsScript, type: "text/javascript; charset=utf-8" },
  "stand-in.css": { body: styles, type: "text/css; charset=utf-8" },
} as const;

/** The pages and files under `/dev/stripe`. */
export const pages = new Hono<{ Bindings: Env }>().basePath("/dev/stripe");

for (const [name, { body, type }] of Object.entries(ASSETS)) {
  pages.get(`/${name}`, () => {
    const headers = { "content-type": type, "cache-control": "no-cache" };
    return new Response(body, { headers });
  });
}

pages.get("/element", framed(), (c) => c.html(<ElementPage />));

pages.get("/3ds/:id", framed(), async (c) => {
  const challenge = await c.env.ACCOUNT.getByName("account").challenge(c.req.param("id"));
  if (challenge === null) return c.text("There is no such payment.", 404);
  return c.html(<ChallengePage challenge={challenge} />);
});

pages.post("/3ds/:id", async (c) => {
  const id = c.req.param("id");
  const { outcome } = await c.req.parseBody();
  const account = c.env.ACCOUNT.getByName("account");
  const challenge = await account.authenticate(id, outcome === "complete");
  if (challenge === null) return c.text("There is no such payment.", 404);
  return c.redirect(backTo(id, challenge) ?? c.req.url, 303);
});

function framed() {
  return secureHeaders({
    xFrameOptions: "SAMEORIGIN",
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'self'"],
    },
  });
}

/** The shop's page, told how the challenge ended in Stripe's own parameters. */
function backTo(id: string, { returnUrl, clientSecret, status }: Challenge): string | null {
  if (returnUrl === null) return null;
  const url = new URL(returnUrl);
  url.searchParams.set("payment_intent", id);
  url.searchParams.set("payment_intent_client_secret", clientSecret);
  url.searchParams.set(
    "redirect_status",
    status === "requires_payment_method" || status === "canceled" ? "failed" : "succeeded",
  );
  return url.href;
}
