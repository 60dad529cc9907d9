import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvReader, type CsvRow, csvLine, ROW_BYTES_MAX } from "./import-csv.ts";

function read(text: string | Uint8Array, chunk = 7, delimiter: "," | ";" = ","): CsvRow[] {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const reader = new CsvReader({ delimiter });
  const rows: CsvRow[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    rows.push(...reader.push(bytes.slice(at, at + chunk)));
  }
  return [...rows, ...reader.end()];
}

const cells = (text: string) => read(text).map((row) => row.cells);

describe("CsvReader", () => {
  it("reads quotes, line feeds in cells, CRLF, a mark before, and no end of the last line", () => {
    const text = '\ufeff"a","b ""x"""\r\n"two\r\nlines", "padded" ,\r\nlast';
    expect(cells(text)).toEqual([["a", 'b "x"'], ["two\r\nlines", "padded", ""], ["last"]]);
  });

  it("takes a quote inside of a cell for what it is", () => {
    expect(cells('2" wide,5\' 6"\nx""y,z')).toEqual([
      ['2" wide', "5' 6\""],
      ['x""y', "z"],
    ]);
    expect(cells('"closed"too early,b\n')).toEqual([["closedtoo early", "b"]]);
  });

  it("reads other delimiters", () => {
    expect(read("a;b,c;d\n", 3, ";")[0]?.cells).toEqual(["a", "b,c", "d"]);
  });

  it("gives up a row whose quote is never closed, and goes on with the next line", () => {
    const rows = read('a,b\n"open,1\nc,2\nd,3\n');
    expect(rows.map(({ row, cells: found, fault }) => [row, fault ?? found])).toEqual([
      [1, ["a", "b"]],
      [2, "quote_open"],
      [3, ["c", "2"]],
      [4, ["d", "3"]],
    ]);
  });

  it("reads no line again for every quote that is left open", () => {
    const lines = 60_000;
    const rows = read('x"x,"\n'.repeat(lines), 64 * 1024);
    expect(rows).toHaveLength(lines);
    expect(new Set(rows.map(({ fault }) => fault))).toEqual(new Set(["quote_open"]));
  });

  it("gives up a row that is too large, quoted or not", () => {
    const long = "x".repeat(ROW_BYTES_MAX + 10);
    for (const text of [`a,${long}\nb,2\n`, `a,"${long}"\nb,2\n`]) {
      const rows = read(text, 64 * 1024);
      expect(rows[0]?.fault).not.toBeNull();
      expect(rows.at(-1)?.cells).toEqual(["b", "2"]);
    }
  });

  it("says which row is no UTF-8", () => {
    const rows = read(new Uint8Array([0x61, 0x0a, 0xff, 0xfe, 0x0a, 0x62]));
    expect(rows.map(({ fault }) => fault)).toEqual([null, "not_utf8", null]);
  });

  it("tells where each row begins, so that a reader can go on there", () => {
    const bytes = new TextEncoder().encode('h,i\n"ä\nö",1\nb,2\n');
    for (const { start, row, cells: found } of read(bytes)) {
      const rest = new CsvReader({ delimiter: ",", offset: start, row });
      const [first] = [...rest.push(bytes.slice(start)), ...rest.end()];
      expect([first?.row, first?.cells]).toEqual([row, found]);
    }
  });

  it("reads what csvLine() writes, in chunks of any size", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) =>
      // A lone CR is no line feed of ours, and a mark is none in the middle.
      text.replaceAll(/[\ufeff\r]/g, ""),
    );
    const table = fc.array(
      fc.array(fc.oneof(cell, fc.constantFrom('"', ",", "\n", ' "x" ')), {
        minLength: 2,
        maxLength: 5,
      }),
    );
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, chunk) => {
        const text = rows.map(csvLine).join("");
        expect(read(text, chunk).map((row) => [...row.cells])).toEqual(rows);
      }),
    );
  });
});
