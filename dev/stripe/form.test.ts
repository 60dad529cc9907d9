import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalForm, paramName, parseForm } from "./form.ts";

function fields(text: string) {
  const parsed = parseForm(text);
  if (!parsed.ok) throw new RangeError(parsed.fault.message);
  return parsed.fields;
}

describe("parseForm()", () => {
  it("reads names, lists and trees", () => {
    expect(fields("amount=10&expand[0]=a&expand[1]=b&metadata[order_id]=ord_1&x[y][z]=1")).toEqual({
      amount: "10",
      expand: ["a", "b"],
      metadata: { order_id: "ord_1" },
      x: { y: { z: "1" } },
    });
    expect(fields("types[]=a&types[]=b")).toEqual({ types: ["a", "b"] });
    expect(fields("note=a%20b%26c+d")).toEqual({ note: "a b&c d" });
  });

  it("refuses broken names, contradictions, great depth and the prototype", () => {
    const deep = `a${"[b]".repeat(20)}=1`;
    for (const text of ["a[b=1", "[a]=1", "a[b]c=1", "a=1&a[b]=2", "a[b]=1&a=2", deep]) {
      expect(parseForm(text).ok).toBe(false);
    }
    for (const name of ["__proto__[x]", "a[__proto__][x]", "constructor[prototype]"]) {
      expect(parseForm(`${name}=1`).ok).toBe(false);
    }
    expect(parseForm("a=1&".repeat(1001)).ok).toBe(false);
  });

  it("never throws and never touches the prototype", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab[]=&%0_") }), (text) => {
        parseForm(text);
        expect(Reflect.get({}, "a")).toBeUndefined();
      }),
    );
  });
});

describe("canonicalForm()", () => {
  it("is the same for the same parameters in another order", () => {
    expect(canonicalForm("b=2&a=1")).toBe(canonicalForm("a=1&b=2"));
    expect(canonicalForm("a=1&b=2")).not.toBe(canonicalForm("a=1&b=3"));
    expect(canonicalForm("a=1%26b")).not.toBe(canonicalForm("a=1&b"));
  });
});

describe("paramName()", () => {
  it("writes a place as Stripe does", () => {
    expect(paramName(["shipping", "address", "line1"])).toBe("shipping[address][line1]");
  });
});
