import { describe, expect, it } from "vitest";
import { analyse, codeTerm, fold } from "./search-analysis.ts";

const terms = (text: string) => analyse(text, "en").terms;
const joined = (text: string) => analyse(text, "en").joined;

describe("fold()", () => {
  it("drops marks, case and ligatures", () => {
    expect(fold("Crème BRÛLÉE Straße Œuvre Łódź")).toBe("creme brulee strasse oeuvre lodz");
  });

  it("changes nothing but the case of plain text", () => {
    expect(fold("A 3-in-1 Tool (20 W) & More, ~5.5/10!")).toBe(
      "a 3-in-1 tool (20 w) & more, ~5.5/10!",
    );
  });

  it("reads the signs of inches and feet", () => {
    expect(fold("24\" 3.5″ 6'").replaceAll(/ +/g, " ").trim()).toBe("24 in 3.5 in 6 ft");
  });
});

describe("analyse()", () => {
  it("writes a measure as one word however it is written", () => {
    const written = ["3 m", "3m", "3-m", "3.00 metres", "3,0 m"];
    expect(written.slice(0, 4).map((text) => terms(text).join(" "))).toEqual(Array(4).fill("3m"));
    expect(analyse("3,0 m", "de").terms).toEqual(["3m"]);
    expect(terms('24-inch 24" 24 in')).toEqual(["24in", "24in", "24in"]);
  });

  it("takes no number for a measure that is none", () => {
    expect(terms("a 4 in 1 tool")).toEqual(["a", "4", "in", "1", "tool"]);
    expect(terms("12 meals")).toEqual(["12", "meal"]);
  });

  it("keeps the parts of a code in order and joins them besides", () => {
    expect(analyse("TN-2110", "en")).toEqual({ terms: ["tn", "2110"], joined: ["tn2110"] });
    expect(joined("CR2016/01B")).toEqual(["cr201601b"]);
    expect(joined("M-4318/M-9360/M-9380")).toEqual(["m4318", "m9360", "m9380"]);
  });

  it("joins short compounds and leaves long ones apart", () => {
    expect(joined("Wi-Fi T-Shirt heavy-weight")).toEqual(["wifi", "tshirt"]);
  });

  it("finds one barcode with and without its leading zeros", () => {
    expect(terms("0065030820691")).toEqual(terms("65030820691"));
    expect(codeTerm("00-6503 0820691")).toBe("65030820691");
  });

  it("gives plural and singular one term", () => {
    const pairs = ["batteries battery", "mice mouse", "women's woman", "switches switch"];
    for (const pair of pairs) expect(new Set(terms(pair)).size, pair).toBe(1);
  });

  it("reads thousands in English and decimals in German", () => {
    expect(terms("1,500 sheets")[0]).toBe("1500");
    expect(analyse("1,5 Meter", "de").terms).toEqual(["1.5m"]);
  });

  it("has nothing to say of signs", () => {
    expect(analyse("!!! -- \" ' ( ) * :", "en")).toEqual({ terms: [], joined: [] });
  });
});
