import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pictureFile } from "./picture-file.ts";

const text = (word: string) => [...word].map((letter) => letter.charCodeAt(0));
const zeros = (count: number) => Array<number>(count).fill(0);
const bytes = (...parts: readonly number[][]) => Uint8Array.from(parts.flat());

const PNG = [0x89, ...text("PNG"), 13, 10, 26, 10, 0, 0, 0, 13, ...text("IHDR")];

const FILES = {
  "image/png": bytes(PNG, [0, 0, 4, 0], [0, 0, 3, 0], zeros(8)),
  "image/jpeg": bytes(
    [0xff, 0xd8, 0xff, 0xe0, 0, 16],
    zeros(14),
    [0xff, 0xc4, 0, 4, 1, 2],
    [0xff, 0xc2, 0, 17, 8, 3, 0, 4, 0],
    zeros(12),
  ),
  "image/gif": bytes(text("GIF89a"), [0, 4, 0, 3], zeros(8)),
  "image/webp": bytes(text("RIFF"), zeros(4), text("WEBPVP8X"), zeros(8), [255, 3, 0, 255, 2, 0]),
  "image/avif": bytes(
    zeros(4),
    text("ftypavif"),
    zeros(20),
    text("ispe"),
    zeros(4),
    [0, 0, 4, 0],
    [0, 0, 3, 0],
    zeros(8),
  ),
} as const;

describe("pictureFile()", () => {
  it.each(Object.entries(FILES))("knows %s and its size by its bytes", (type, file) => {
    expect(pictureFile(file)).toEqual({ type, width: 1024, height: 768 });
  });

  it.each([
    [
      "WebP without loss",
      bytes(text("RIFF"), zeros(4), text("WEBPVP8L"), zeros(4), [0x2f, 255, 195, 191, 0], zeros(8)),
    ],
    [
      "WebP with loss",
      bytes(text("RIFF"), zeros(4), text("WEBPVP8 "), zeros(10), [0, 4, 0, 3], zeros(4)),
    ],
  ])("reads the size of %s", (_, file) => {
    expect(pictureFile(file)).toEqual({ type: "image/webp", width: 1024, height: 768 });
  });

  it.each([
    ["SVG", text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ["a page", text("<!doctype html><script>alert(1)</script>")],
    ["a page that begins like a GIF", text("GIF8")],
    ["nothing", []],
    ["a picture of no size", [...PNG, ...zeros(8)]],
    ["a picture larger than any screen", [...PNG, 0, 1, 0, 0, 0, 0, 0, 1]],
    ["a JPEG cut short", [0xff, 0xd8, 0xff, 0xe0, 0, 16]],
  ])("refuses %s", (_, file) => {
    expect(pictureFile(Uint8Array.from(file))).toBeNull();
  });

  it("takes any bytes without a complaint", () => {
    const beginnings = fc.constantFrom(...Object.values(FILES));
    fc.assert(
      fc.property(beginnings, fc.nat(40), fc.uint8Array({ maxLength: 200 }), (file, kept, rest) => {
        const mixed = bytes([...file.subarray(0, kept)], [...rest]);
        const found = pictureFile(mixed);
        if (found !== null) expect(found.width * found.height).toBeGreaterThan(0);
      }),
    );
  });
});
