import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlText, textHtml } from "./import-html.ts";
import { cellText, cleanText, handleOf, hashedHandle, safeCell, sourceKey } from "./import-text.ts";

const HANDLE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

describe("handleOf()", () => {
  it.each([
    ["Harbour Mug", "harbour-mug"],
    ["Café — Größe Ø", "cafe-grosse-o"],
    ["cafe\u0301", "cafe"],
    ["men's shirt", "mens-shirt"],
    ["  --x--  ", "x"],
  ])("%j is %s", (text, handle) => {
    expect(handleOf(text)).toBe(handle);
  });

  it("tells texts apart that lose their letters, and gives each a handle that addresses take", () => {
    expect(handleOf("茶")).not.toBe(handleOf("酒"));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        for (const handle of [handleOf(text), hashedHandle(text)]) {
          expect(handle).toMatch(HANDLE);
          expect(handle.length).toBeLessThanOrEqual(120);
        }
        expect(handleOf(text)).toBe(handleOf(text));
      }),
    );
  });

  it("is one for both forms of a combining character", () => {
    expect(sourceKey("cafe\u0301")).toBe(sourceKey("CAF\u00c9"));
  });
});

describe("cellText()", () => {
  it("takes away the apostrophe of a spreadsheet, and no other", () => {
    expect(["'00123", "'=1+1", "'+49 30", "''quoted", "'90s shirt", "it's"].map(cellText)).toEqual([
      "00123",
      "=1+1",
      "+49 30",
      "'quoted",
      "'90s shirt",
      "it's",
    ]);
  });

  it("drops what no text needs", () => {
    expect(cleanText(" a\u0000b\u0007\r\nc\ud800 ")).toBe("ab\nc\ufffd");
  });

  it("reads back what safeCell() wrote, and that runs in no spreadsheet", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("=1", "'=1", "@x", "-1", "'007", "''", "'-", "\uff1d1", "'\uff20x"),
    );
    fc.assert(
      fc.property(text.map(cleanText), (clean) => {
        const cell = safeCell(clean);
        expect(cell).not.toMatch(/^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/);
        expect(cellText(cell)).toBe(clean);
      }),
    );
  });
});

describe("htmlText()", () => {
  it("keeps the words and the paragraphs, and nothing that runs", () => {
    const html =
      '<h2>Brass</h2><p>Warm &amp; <b>bright</b>.<br>Dims.</p><ul><li>2&nbsp;m</li><li>IP&#50;0</li></ul><script>alert("<p>")</script><!-- x -->';
    expect(htmlText(html)).toBe("Brass\n\nWarm & bright.\nDims.\n\n• 2 m\n• IP20");
    expect(htmlText("5 < 6, no tags")).toBe("5 < 6, no tags");
    expect(htmlText("<p>open <script")).toBe("open");
  });

  it("comes to an end with what looks like markup for ever", () => {
    for (const bomb of ["<".repeat(100_000), '<a "'.repeat(30_000), "<script".repeat(20_000)]) {
      expect(htmlText(`${bomb}<b>`).length).toBeLessThanOrEqual(bomb.length);
    }
  });

  it("reads back what textHtml() wrote", () => {
    const line = fc.stringMatching(/^[a-z<>&"'0-9]{1,8}( [a-z<>&"']{1,8})*$/);
    const text = fc
      .array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map((blocks) => blocks.map((lines) => lines.join("\n")).join("\n\n"));
    fc.assert(
      fc.property(text, (plain) => {
        expect(htmlText(textHtml(plain))).toBe(plain);
      }),
    );
  });
});
