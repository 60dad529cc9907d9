import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOGGED_LETTERS_MAX, loggedQuery } from "./search-log.ts";

describe("loggedQuery()", () => {
  it.each([
    ["  Café   CRÈME ", { query: "cafe creme", shown: "café crème" }],
    ["HP-LaserJet 4500", { query: "hp laserjet 4500", shown: "hp laserjet 4500" }],
    ["aa", { query: "aa", shown: "aa" }],
    ["64 gb 3.0", { query: "64 gb 3 0", shown: "64 gb 3 0" }],
  ])("counts %s", (text, logged) => {
    expect(loggedQuery(text)).toEqual(logged);
  });

  it.each([
    "jo@example.org",
    "order of jo @ example",
    "jo\uff20example.org",
    "\u0660\u0661\u0667\u0661 \u0662\u0663\u0664\u0665",
    "0171\u20132345\u201367",
    "\uff0b49 171 23",
    "https://example.org",
    "+49 171 2345678",
    "0171/2345678",
    "(555) 123-4567",
    "4905524527094",
    "4111 1111 1111 1111",
    "invoice 12 34 56 78 9",
    "x".repeat(LOGGED_LETTERS_MAX + 1),
    "?",
    "",
  ])("counts nothing of %s", (text) => {
    expect(loggedQuery(text)).toBeNull();
  });

  it("never lets nine digits or an address through, whatever stands around them", () => {
    const digits = fc.stringMatching(/^\d{9}$/);
    fc.assert(
      fc.property(fc.string(), digits, fc.string(), (before, number, after) => {
        expect(loggedQuery(before + number + after)).toBeNull();
        expect(loggedQuery(`${before}@${after}`)).toBeNull();
      }),
    );
  });

  it("says the same of what it said", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const logged = loggedQuery(text);
        if (logged !== null) expect(loggedQuery(logged.shown)?.query).toBe(logged.query);
      }),
    );
  });
});
