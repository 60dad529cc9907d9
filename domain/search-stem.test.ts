import { describe, expect, it } from "vitest";
import { stem } from "./search-stem.ts";

describe("stem()", () => {
  it.each([
    ["caresses", "caress"],
    ["ponies", "poni"],
    ["agreed", "agre"],
    ["plastered", "plaster"],
    ["motoring", "motor"],
    ["conflated", "conflat"],
    ["hopping", "hop"],
    ["filing", "file"],
    ["happy", "happi"],
    ["relational", "relat"],
    ["digitizer", "digit"],
    ["electrical", "electr"],
    ["adjustment", "adjust"],
    ["controlling", "control"],
    ["rate", "rate"],
  ])("cuts %s to %s, as Porter does", (word, root) => {
    expect(stem(word, "en")).toBe(root);
  });

  it("gives the forms of a German or French word one stem", () => {
    for (const word of ["lampen", "lampe"]) expect(stem(word, "de")).toBe("lamp");
    for (const word of ["kleider", "kleid"]) expect(stem(word, "de")).toBe("kleid");
    for (const word of ["bouteilles", "bouteille"]) expect(stem(word, "fr")).toBe("bouteil");
    for (const word of ["bateaux", "bateau"]) expect(stem(word, "fr")).toBe("bateau");
  });

  it("leaves codes and measures alone", () => {
    for (const word of ["tn2110s", "3.05m", "cat5es"]) expect(stem(word, "en")).toBe(word);
  });
});
