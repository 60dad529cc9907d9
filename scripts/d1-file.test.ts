import { beforeEach, describe, expect, it } from "vitest";
import { D1File } from "./d1-file.ts";

let db: D1File;
const count = () => db.prepare("SELECT count(*) AS pots FROM pots").first<number>("pots");

beforeEach(() => {
  db = new D1File(":memory:");
  db.sqlite.exec("CREATE TABLE pots (id INTEGER PRIMARY KEY, title TEXT NOT NULL) STRICT");
  db.sqlite.exec("INSERT INTO pots VALUES (1, 'kettle'), (2, 'pan')");
});

describe("D1File", () => {
  it("binds values by their places and by numbers", async () => {
    const { results } = await db
      .prepare("SELECT id FROM pots WHERE title = ?2 AND id < ?1 AND id > ?3")
      .bind(9, "pan", 1)
      .all();
    expect(results).toEqual([{ id: 2 }]);
    const plain = db.prepare("SELECT title FROM pots WHERE id > ? ORDER BY id LIMIT ?").bind(0, 1);
    expect(await plain.first()).toEqual({ title: "kettle" });
    expect(await plain.first("title")).toBe("kettle");
  });

  it("gives null where there is no row", async () => {
    const none = db.prepare("SELECT title FROM pots WHERE id = ?").bind(7);
    expect([await none.first(), await none.first("title")]).toEqual([null, null]);
  });

  it("tells how many rows changed, and gives those that are returned", async () => {
    const { meta } = await db.prepare("UPDATE pots SET title = title || ?").bind("s").run();
    expect(meta.changes).toBe(2);
    const { results } = await db.prepare("DELETE FROM pots WHERE id = 1 RETURNING title").all();
    expect(results).toEqual([{ title: "kettles" }]);
  });

  it("does all of a batch or nothing", async () => {
    const add = (id: number) => db.prepare("INSERT INTO pots VALUES (?, 'wok')").bind(id);
    await expect(db.batch([add(3), add(1)])).rejects.toThrow("UNIQUE");
    expect(await count()).toBe(2);
    const [, all] = await db.batch([add(3), db.prepare("SELECT id FROM pots WHERE id > 2")]);
    expect(all?.results).toEqual([{ id: 3 }]);
  });

  it("refuses values that a database does not take", () => {
    expect(() => db.prepare("SELECT ?").bind(undefined)).toThrow("undefined");
  });
});
