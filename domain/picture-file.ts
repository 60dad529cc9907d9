/**
 * What kind of picture a file is and how large, by its own first bytes: a name or a header can say
 * anything. SVG is refused on purpose. It is a document that can carry scripts and would speak with
 * the shop's own origin; the few that a shop needs come with its theme.
 */

/** A kind of picture that browsers show and that carries no scripts. */
export type PictureType = "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/avif";

/** The ending of a file of each kind. */
export const PICTURE_ENDINGS: Readonly<Record<PictureType, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
};

/** A picture as its file tells. */
export interface PictureFile {
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
}

/** Boxes and segments that are looked at before a file counts as broken. */
const PARTS_MAX = 500;
const PIXELS_MAX = 20_000;

/** @returns the picture, or null where the bytes are none that the shop shows */
export function pictureFile(bytes: Uint8Array): PictureFile | null {
  const found =
    pngFile(bytes) ?? jpegFile(bytes) ?? gifFile(bytes) ?? webpFile(bytes) ?? avifFile(bytes);
  if (found === null) return null;
  const { width, height } = found;
  const isShown = width > 0 && height > 0 && width <= PIXELS_MAX && height <= PIXELS_MAX;
  return isShown ? found : null;
}

function pngFile(bytes: Uint8Array): PictureFile | null {
  if (!begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return null;
  if (wordAt(bytes, 12) !== "IHDR") return null;
  return { type: "image/png", width: number32(bytes, 16), height: number32(bytes, 20) };
}

/** The size stands in the frame's header, behind segments of any length. */
function jpegFile(bytes: Uint8Array): PictureFile | null {
  if (!begins(bytes, [0xff, 0xd8, 0xff])) return null;
  let at = 2;
  for (let part = 0; part < PARTS_MAX && at + 9 < bytes.length; part += 1) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return {
        type: "image/jpeg",
        height: number16(bytes, at + 5),
        width: number16(bytes, at + 7),
      };
    }
    at += marker === 0xff ? 1 : 2 + number16(bytes, at + 2);
  }
  return null;
}

function gifFile(bytes: Uint8Array): PictureFile | null {
  const word = wordAt(bytes, 0);
  if (word !== "GIF8" || bytes.length < 10) return null;
  const little = (at: number) => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  return { type: "image/gif", width: little(6), height: little(8) };
}

function webpFile(bytes: Uint8Array): PictureFile | null {
  if (wordAt(bytes, 0) !== "RIFF" || wordAt(bytes, 8) !== "WEBP" || bytes.length < 30) return null;
  const at = (index: number) => bytes[index] ?? 0;
  const type = "image/webp";
  switch (wordAt(bytes, 12)) {
    case "VP8X":
      return {
        type,
        width: 1 + at(24) + at(25) * 256 + at(26) * 65_536,
        height: 1 + at(27) + at(28) * 256 + at(29) * 65_536,
      };
    case "VP8L":
      return {
        type,
        width: 1 + at(21) + (at(22) & 0x3f) * 256,
        height: 1 + (at(22) >> 6) + at(23) * 4 + (at(24) & 0x0f) * 1024,
      };
    case "VP8 ":
      return {
        type,
        width: (at(26) + at(27) * 256) & 0x3fff,
        height: (at(28) + at(29) * 256) & 0x3fff,
      };
    default:
      return null;
  }
}

/** The size stands in an `ispe` box, somewhere below `meta`. */
function avifFile(bytes: Uint8Array): PictureFile | null {
  if (wordAt(bytes, 4) !== "ftyp" || !["avif", "avis"].includes(wordAt(bytes, 8))) return null;
  const end = Math.min(bytes.length - 16, 64 * 1024);
  for (let at = 8; at < end; at += 1) {
    if (bytes[at] === 0x69 && wordAt(bytes, at) === "ispe") {
      return {
        type: "image/avif",
        width: number32(bytes, at + 8),
        height: number32(bytes, at + 12),
      };
    }
  }
  return null;
}

function begins(bytes: Uint8Array, with_: readonly number[]): boolean {
  return with_.every((byte, index) => bytes[index] === byte);
}

function wordAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function number16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}

function number32(bytes: Uint8Array, at: number): number {
  return number16(bytes, at) * 65_536 + number16(bytes, at + 2);
}
