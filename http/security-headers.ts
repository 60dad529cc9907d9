/** The headers that every answer carries, whatever made it. */

const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ["X-Content-Type-Options", "nosniff"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(self)"],
];

/** What an answer gets where its handler says nothing else: nothing is cached, nothing runs. */
const DEFAULTS: readonly (readonly [name: string, value: string])[] = [
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
  ["Cache-Control", "no-store"],
  ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
];

const HSTS = "max-age=63072000; includeSubDomains; preload";

/** Writes them onto `headers`; a page's own CSP, Cache-Control and Referrer-Policy stay. */
export function setSecurityHeaders(headers: Headers, isHttps: boolean): void {
  for (const [name, value] of HEADERS) headers.set(name, value);
  for (const [name, value] of DEFAULTS) if (!headers.has(name)) headers.set(name, value);
  if (isHttps) setTransportSecurity(headers);
}

/** Says that the shop is reached over TLS only, from now on. */
export function setTransportSecurity(headers: Headers): void {
  headers.set("Strict-Transport-Security", HSTS);
}
