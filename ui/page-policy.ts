/** The Content-Security-Policy of the shop's pages: only what the shop itself serves. */
import { INLINE_SCRIPT_HASHES } from "./inline-scripts.ts";

/** Foreign origins that one page cannot do without, such as those of the payment form. */
export interface PolicyExceptions {
  readonly scripts?: readonly string[];
  readonly frames?: readonly string[];
  readonly connections?: readonly string[];
  /** False where a foreign script builds its own markup. */
  readonly hasTrustedTypes?: boolean;
}

/**
 * The policy as a header's value. It carries hashes and no nonce, so that a page and its header
 * may be cached for everybody.
 */
export function pagePolicy(exceptions: PolicyExceptions = {}): string {
  const { scripts = [], frames = [], connections = [], hasTrustedTypes = true } = exceptions;
  const hashes = INLINE_SCRIPT_HASHES.map((hash) => `'${hash}'`);
  const directives = [
    "default-src 'none'",
    ["script-src 'self'", ...hashes, ...scripts].join(" "),
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...connections].join(" "),
    frames.length === 0 ? "frame-src 'none'" : `frame-src ${frames.join(" ")}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(hasTrustedTypes ? ["require-trusted-types-for 'script'", "trusted-types kiosk"] : []),
  ];
  return directives.join("; ");
}

/** The policy of every page that needs no exception. */
export const PAGE_POLICY = pagePolicy();
