import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readRows } from "./eval-input.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kiosk-eval-"));

describe("readRows()", () => {
  it("reads quoted cells, both ends of line and empty cells", () => {
    const file = path.join(folder, "rows.csv");
    writeFileSync(file, 'id,query,weight\r\n1,"a, ""b""",3\n2,,\n');
    expect(readRows(file)).toEqual([
      { id: "1", query: 'a, "b"', weight: "3" },
      { id: "2", query: "", weight: "" },
    ]);
  });

  it("reads gzipped files", () => {
    const file = path.join(folder, "rows.csv.gz");
    writeFileSync(file, gzipSync("word,count\nmug,2\n"));
    expect(readRows(file)).toEqual([{ word: "mug", count: "2" }]);
  });
});
