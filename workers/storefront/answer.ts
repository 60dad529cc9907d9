/** How the storefront answers: pages that anyone's cache may keep, and pages that none may. */
import type { JSX } from "hono/jsx/jsx-runtime";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { keepingHeaders, tagsIn } from "../../http/cache-policy.ts";
import type { AppContext, AppEnv } from "../../http/context.ts";
import { taggedAnswer } from "../../http/etag.ts";
import { PAGE_POLICY } from "../../ui/page-policy.ts";
import type { Env } from "./env.gen.ts";

/** The context of the storefront's handlers. */
export type ShopContext = AppContext<Env>;

/** Hono's environment of the storefront. */
export type ShopEnv = AppEnv<Env>;

/**
 * Answers a page that is the same for everybody: with its tag, or 304 to who has it already.
 * @param shown the products on the page: it is forgotten by caches when one of them changes
 */
export async function publicPage(
  c: ShopContext,
  page: JSX.Element,
  shown: unknown = null,
): Promise<Response> {
  return taggedAnswer(c.req.raw, String(await page), {
    "Content-Type": "text/html; charset=UTF-8",
    ...keepingHeaders({ tags: tagsIn(shown), isStale: c.get("isStale") }),
    "Content-Security-Policy": PAGE_POLICY,
  });
}

/** Answers a page, or a part of one, that is one shopper's own or tells of a failure. */
export function privatePage(c: ShopContext, page: JSX.Element | string, status = 200) {
  c.header("Cache-Control", "no-store");
  c.header("Content-Security-Policy", PAGE_POLICY);
  return c.html(page, contentful(status));
}

/** The registry's statuses are numbers; every one of them may have a body. */
function contentful(status: number): ContentfulStatusCode {
  return status as ContentfulStatusCode;
}
