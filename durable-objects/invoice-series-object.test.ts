import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { soldInvoice, TERMS } from "../domain/invoice-builders.ts";
import { creditNoteOf } from "../domain/invoice-credit.ts";
import { idOf } from "../domain/order-builders.ts";
import { invoiceSeriesStub } from "./stubs.ts";

let count = 0;

/** A series of its own for each test. */
function series(prefix = "INV") {
  count += 1;
  const name = `${prefix}-${count}-{number}`;
  const stub = () => invoiceSeriesStub(env, name);
  const asking = (at: number) => {
    return { id: idOf("invoice", at), series: name, digits: 3, document: soldInvoice() };
  };
  return {
    stub,
    asking,
    prefix: name.replace("{number}", ""),
    issue: (at: number) => stub().issue(asking(at)),
    async rows(table: string): Promise<unknown[]> {
      return runInDurableObject(stub(), (_, { storage }) =>
        storage.sql.exec(`SELECT * FROM ${table}`).toArray(),
      );
    },
  };
}

describe("InvoiceSeriesObject", () => {
  it("numbers 200 documents that ask at once from 1 to 200, without a gap", async () => {
    const { issue, prefix, rows } = series();
    const issued = await Promise.all(Array.from({ length: 200 }, (_, at) => issue(at)));
    const wanted = Array.from({ length: 200 }, (_, at) => at + 1);
    expect(issued.map(({ sequence }) => sequence).toSorted((a, b) => a - b)).toEqual(wanted);
    expect(new Set(issued.map(({ number }) => number)).size).toBe(200);
    expect(issued.find(({ sequence }) => sequence === 7)?.number).toBe(`${prefix}007`);
    expect(await rows("documents")).toHaveLength(200);
  });

  it("gives the same number to whoever asks again, however often and at once", async () => {
    const { issue, rows } = series();
    const first = await issue(1);
    const again = await Promise.all([issue(1), issue(1), issue(2), issue(1)]);
    expect(again.map(({ sequence }) => sequence)).toEqual([1, 1, 2, 1]);
    expect(again[0]).toEqual(first);
    expect(await rows("documents")).toHaveLength(2);
  });

  it("keeps what it was given first, whatever a later call says", async () => {
    const { stub, issue } = series();
    const first = await issue(1);
    const other = { ...soldInvoice(), orderNumber: "OTHER" };
    const again = await stub().issue({
      id: idOf("invoice", 1),
      series: "OTHER-{number}",
      digits: 9,
      document: other,
    });
    expect(again).toEqual(first);
  });

  it("has neither a number without its document nor a message without both, after a crash", async () => {
    const { stub, asking, issue, rows } = series();
    await issue(1);
    await runInDurableObject(stub(), (object, { storage }) => {
      storage.sql.exec(
        "CREATE TRIGGER crash BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'crash'); END",
      );
      expect(() => object.issue(asking(2))).toThrow("crash");
    });
    expect(await rows("documents")).toHaveLength(1);
    await runInDurableObject(stub(), (_, { storage }) => {
      storage.sql.exec("DROP TRIGGER crash");
    });
    expect((await issue(3)).sequence).toBe(2);
    await evictDurableObject(stub());
    expect((await issue(2)).sequence).toBe(3);
  });

  it("refuses to lose, change or skip a number, even by hand", async () => {
    const { stub, issue } = series();
    await issue(1);
    await runInDurableObject(stub(), (_, { storage }) => {
      const run = (sql: string) => () => storage.sql.exec(sql);
      expect(run("DELETE FROM documents")).toThrow("documents stay");
      expect(run("UPDATE documents SET number = 'X'")).toThrow("stay as they are");
      expect(run("INSERT INTO documents VALUES (3, 'i', 'n', '{}', 1)")).toThrow("no gaps");
    });
  });

  it("tells of every document until the queue has it", async () => {
    const { stub, issue, rows } = series();
    await issue(1);
    await runDurableObjectAlarm(stub());
    await expect.poll(() => rows("outbox")).toEqual([]);
  });

  it("takes a refund apart once, and credits of one invoice follow each other", async () => {
    const { stub, issue } = series();
    const { id, document } = await issue(1);
    if (document.kind !== "invoice") throw new Error("Expected an invoice");
    const [line] = document.lines;
    const refund = {
      key: "r1",
      amountMinor: 1000,
      lines: [{ lineId: line!.lineId, quantity: 1 }],
      withShipping: false,
    };
    const first = await stub().credit(id, refund);
    expect(await stub().credit(id, refund)).toEqual(first);
    if (!first.ok) throw new Error(first.problem.reason);
    expect(first.value.totals.grossMinor).toBe(1000);
    const rest = document.lines.map(({ lineId }, at) => ({ lineId, quantity: at === 0 ? 0 : 1 }));
    const amountMinor = document.totals.grossMinor - 1000;
    const second = await stub().credit(id, {
      key: "r2",
      amountMinor,
      lines: rest,
      withShipping: true,
    });
    if (!second.ok) throw new Error(second.problem.reason);
    const taxes = first.value.totals.taxMinor + second.value.totals.taxMinor;
    expect(taxes).toBe(document.totals.taxMinor);
    const note = creditNoteOf(document, second.value, { ...TERMS, invoiceNumber: "INV-1" });
    expect(note.invoice.number).toBe("INV-1");
    expect(await stub().credit(idOf("invoice", 9), refund)).toMatchObject({ ok: false });
  });
});
