/** Pictures of foreign shops: which addresses may be fetched. */
import {
  type ImportedPicture,
  type ImportMessage,
  type ImportPlace,
  type ImportSettings,
  importWarning,
  quoted,
} from "./import-product.ts";

/** Largest picture, in bytes. */
export const PICTURE_BYTES_MAX = 20 * 1024 * 1024;
/** Longest address, in characters. */
const URL_MAX = 2_000;
const ALT_MAX = 500;

const KEY = /^[\w][\w./-]{0,199}$/;
/** Names that belong to no public host. */
const PRIVATE_ENDS =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|test|example|invalid|onion|arpa)$/;

/**
 * @returns the address in its normal form where it may be fetched: https, a public name, the usual
 * port, no password; null otherwise. A number for a name is refused whole, in every spelling.
 */
export function publicUrl(text: string): string | null {
  if (text.length > URL_MAX || !URL.canParse(text)) return null;
  const url = new URL(text);
  const host = url.hostname.replace(/\.$/, "");
  const isPublic =
    url.protocol === "https:" &&
    url.port === "" &&
    url.username === "" &&
    url.password === "" &&
    // URL spells every form of an IPv4 address with digits and dots, IPv6 in brackets.
    !/^[\d.]+$/.test(host) &&
    !host.startsWith("[") &&
    host.includes(".") &&
    !PRIVATE_ENDS.test(host);
  if (!isPublic) return null;
  url.hash = "";
  return url.href;
}

/** Where a picture comes from; null, with a warning, where it cannot be had. */
export function pictureSource(
  text: string,
  settings: Pick<ImportSettings, "picturesFrom" | "shopOrigin">,
): { readonly url: string | null; readonly key: string | null } | null {
  const base = settings.picturesFrom ?? undefined;
  const isWhole = URL.canParse(text);
  if (!isWhole && !(base !== undefined && URL.canParse(text, base))) return null;
  const url = isWhole ? new URL(text) : new URL(text, base);
  const media = `${settings.shopOrigin}/media/`;
  if (url.href.startsWith(media)) {
    const key = decoded(url.href.slice(media.length).replace(/[?#].*$/, ""));
    return key !== null && KEY.test(key) ? { url: null, key } : null;
  }
  const known = publicUrl(url.href);
  return known === null ? null : { url: known, key: null };
}

/** Reads the address of a picture. @returns null, and says why, where it is none to fetch */
export function readPicture(
  place: ImportPlace,
  { text, alt }: { readonly text: string; readonly alt: string },
  { settings, messages }: { readonly settings: ImportSettings; readonly messages: ImportMessage[] },
): ImportedPicture | null {
  const source = pictureSource(text, settings);
  if (source === null) {
    const detail = `Expected a picture's https address on a public host, got ${quoted(text)}`;
    messages.push(importWarning(place, "picture_refused", detail));
    return null;
  }
  const plain = { width: null, height: null, option: null, variants: [] };
  return { row: place.row, ...source, alt: alt.slice(0, ALT_MAX), ...plain };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
