/** Pictures of foreign shops: which addresses may be fetched, and what the bytes really are. */
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
/** Most pixels of a side. */
export const PICTURE_PIXELS_MAX = 20_000;
/** Longest address, in characters. */
const URL_MAX = 2_000;
const ALT_MAX = 500;

const KEY = /^[\w][\w./-]{0,199}$/;
/** Names that belong to no public host. */
const PRIVATE_ENDS =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|test|example|invalid|onion|arpa)$/;

/** What a picture is: its type, its ending, its size in pixels. */
export interface PictureHead {
  readonly type: "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif";
  readonly ending: "png" | "jpg" | "gif" | "webp" | "avif";
  readonly width: number;
  readonly height: number;
}

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

/** @returns what the bytes are, read from their first kilobytes; null where they are no picture */
export function pictureHead(bytes: Uint8Array): PictureHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = png(view) ?? gif(view) ?? webp(view) ?? jpeg(view) ?? avif(view);
  if (head === null || head.width < 1 || head.height < 1) return null;
  return head.width > PICTURE_PIXELS_MAX || head.height > PICTURE_PIXELS_MAX ? null : head;
}

function png(view: DataView): PictureHead | null {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return null;
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return { type: "image/png", ending: "png", ...size };
}

function gif(view: DataView): PictureHead | null {
  if (view.byteLength < 10 || !/^GIF8[79]a$/.test(letters(view, 0, 6))) return null;
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  return { type: "image/gif", ending: "gif", ...size };
}

function webp(view: DataView): PictureHead | null {
  if (view.byteLength < 30 || letters(view, 0, 4) !== "RIFF" || letters(view, 8, 4) !== "WEBP") {
    return null;
  }
  const kind = letters(view, 12, 4);
  const common = { type: "image/webp", ending: "webp" } as const;
  if (kind === "VP8 ") {
    const width = view.getUint16(26, true) & 0x3fff;
    return { ...common, width, height: view.getUint16(28, true) & 0x3fff };
  }
  if (kind === "VP8L") {
    const bits = view.getUint32(21, true);
    return { ...common, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (kind !== "VP8X") return null;
  const side = (at: number) => 1 + view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  return { ...common, width: side(24), height: side(27) };
}

/** Walks the markers to the frame; turned pictures are measured as they are stored. */
function jpeg(view: DataView): PictureHead | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
      return { type: "image/jpeg", ending: "jpg", ...size };
    }
    const isAlone = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += isAlone ? (marker === 0xff ? 1 : 2) : 2 + view.getUint16(at + 2);
  }
  return null;
}

function avif(view: DataView): PictureHead | null {
  if (view.byteLength < 32 || letters(view, 4, 4) !== "ftyp") return null;
  if (!/^(?:avif|avis|mif1)$/.test(letters(view, 8, 4))) return null;
  for (let at = 16; at + 16 <= Math.min(view.byteLength, 4096); at += 1) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    return { type: "image/avif", ending: "avif", ...size };
  }
  return null;
}

function letters(view: DataView, at: number, count: number): string {
  let text = "";
  for (let index = 0; index < count; index += 1) {
    text += String.fromCharCode(view.getUint8(at + index));
  }
  return text;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
