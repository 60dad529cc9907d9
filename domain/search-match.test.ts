import { describe, expect, it } from "vitest";
import { matchAll } from "./search-match.ts";
import type { Concept } from "./search-query.ts";

const way = (text: string, isPhrase = false) => ({
  terms: text.split(" "),
  isPhrase,
  certainty: 1,
});
const concept = (...alternatives: Concept["alternatives"]): Concept => ({
  text: "",
  kind: "word",
  isTarget: false,
  alternatives,
});
const match = (...concepts: Concept[]) => matchAll({ concepts, locale: "en" });

describe("matchAll()", () => {
  it("asks for each concept, in one of its ways", () => {
    expect(match(concept(way("red")), concept(way("mug"), way("tea cup", true)))).toBe(
      '(("enred")) AND (("enmug") OR ("entea encup"))',
    );
  });

  it("writes a word once that many ways share", () => {
    const ways = ["fibre patch cable", "fiber patch cable", "optic cable", "light guide"];
    expect(match(concept(...ways.map((each) => way(each))))).toBe(
      '(("encable" AND (("enpatch" AND (("enfibre") OR ("enfiber"))) OR ("enoptic"))) OR ("enlight" AND "enguide"))',
    );
  });

  it("lets a way that is part of another be enough, and leaves the other its score", () => {
    expect(match(concept(way("toner"), way("toner cartridge")))).toBe(
      '("entoner" OR ("entoner" AND (("encartridge"))))',
    );
  });

  it("repeats no word of one way, and no way", () => {
    expect(match(concept(way("tom tom"), way("tom")))).toBe('("entom")');
  });
});
