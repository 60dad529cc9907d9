/** GET /openapi.json, /docs and /docs/problems. */
import { Hono } from "hono";
import type { Child } from "hono/jsx";
import { API_ROUTES } from "../../contracts/api-routes.ts";
import { openapiDocument } from "../../contracts/openapi.ts";
import type { OpenapiDocument } from "../../contracts/openapi-document.ts";
import { type AppContext, type AppEnv, originOf } from "../../http/context.ts";
import { taggedAnswer } from "../../http/etag.ts";
import { links } from "../../http/links.ts";
import { PAGE_POLICY } from "../../ui/page-policy.ts";
import { DocsPage } from "./docs-page.tsx";
import type { Env } from "./env.gen.ts";
import { ProblemsPage } from "./problems-page.tsx";

/** Changes when a caller must change; grows with every release. */
const API_VERSION = "0.1.0";
const CACHE = "public, max-age=0, s-maxage=600, stale-while-revalidate=86400";

/** The reference's routes. */
export const docsRoutes = new Hono<AppEnv<Env>>();

docsRoutes.get(links.openapi(), (c) =>
  taggedAnswer(c.req.raw, JSON.stringify(documentFor(c)), {
    "Content-Type": "application/json",
    "Cache-Control": CACHE,
  }),
);

docsRoutes.get(links.docs(), (c) => page(c, <DocsPage document={documentFor(c)} />));

docsRoutes.get(links.problems(), (c) => page(c, <ProblemsPage />));

/** The document is the same for every request to one origin, so an isolate writes it once. */
let written: { readonly origin: string; readonly document: OpenapiDocument } | undefined;

function documentFor(c: AppContext<Env>): OpenapiDocument {
  const origin = originOf(c.req.url);
  if (written?.origin !== origin) {
    const options = { title: "Shop API", version: API_VERSION, origin };
    written = { origin, document: openapiDocument(API_ROUTES, options) };
  }
  return written.document;
}

function page(c: AppContext<Env>, content: Child): Promise<Response> {
  return taggedAnswer(c.req.raw, String(content), {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": CACHE,
    "Content-Security-Policy": PAGE_POLICY,
  });
}
