import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ELEMENT_BYTES_MAX,
  JsonArrayReader,
  JsonLineReader,
  type JsonRecord,
} from "./import-json.ts";

function run(
  reader: { push(chunk: Uint8Array): JsonRecord[]; end(): JsonRecord[] },
  text: string | Uint8Array,
  chunk = 5,
): JsonRecord[] {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const records: JsonRecord[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    records.push(...reader.push(bytes.slice(at, at + chunk)));
  }
  return [...records, ...reader.end()];
}

describe("JsonArrayReader", () => {
  it("reads the elements of an array, and of the first array in an object", () => {
    const values = (text: string) => run(new JsonArrayReader(), text).map(({ value }) => value);
    expect(values('[{"a":[1,{"b":"],}"}]}, {"c":"\\"]"} ,3]')).toEqual([
      { a: [1, { b: "],}" }] },
      { c: '"]' },
      3,
    ]);
    expect(values('{"total":2,"products":[{"a":1},{"a":2}],"limit":2}')).toEqual([
      { a: 1 },
      { a: 2 },
    ]);
    expect(values("[ ]")).toEqual([]);
  });

  it("says what is no JSON, and that a file is cut off", () => {
    const faults = (text: string) => run(new JsonArrayReader(), text).map(({ fault }) => fault);
    expect(faults("[{a:1},2]")).toEqual(["not_json", null]);
    expect(faults('[{"a":1},{"b"')).toEqual([null, "not_json"]);
    const long = `["${"x".repeat(2 * ELEMENT_BYTES_MAX)}"]`;
    expect(run(new JsonArrayReader(), long, 64 * 1024).map(({ fault }) => fault)).toEqual([
      "row_too_large",
    ]);
  });

  it("goes on where any element ended", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), (values, at) => {
        const bytes = new TextEncoder().encode(JSON.stringify(values));
        const all = run(new JsonArrayReader(), bytes);
        const from = all[at % all.length];
        if (from === undefined) return;
        const place = { offset: from.end, row: from.row + 1 };
        const rest = run(new JsonArrayReader(place), bytes.slice(from.end));
        expect(rest.map(({ row, value }) => [row, value])).toEqual(
          all.slice((at % all.length) + 1).map(({ row, value }) => [row, value]),
        );
      }),
    );
  });
});

describe("JsonLineReader", () => {
  it("counts blank lines and passes over what is too long", () => {
    const text = `{"a":1}\n\n  \nnot json\n"${"x".repeat(ELEMENT_BYTES_MAX)}"\n{"b":2}`;
    const records = run(new JsonLineReader(), text, 64 * 1024);
    expect(records.map(({ row, fault }) => [row, fault])).toEqual([
      [1, null],
      [4, "not_json"],
      [5, "row_too_large"],
      [6, null],
    ]);
  });
});
