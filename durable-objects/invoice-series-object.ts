/** The owner of one series of numbers, named by it: each document has one, and there are no gaps. */
import { DurableObject } from "cloudflare:workers";
import type { Id } from "../domain/id.ts";
import { type Credit, creditOf, type PaidRefund } from "../domain/invoice-credit.ts";
import { numberIn } from "../domain/invoice-series.ts";
import { fail, invariant, ok, type Result } from "../domain/result.ts";
import type { Env } from "../env.gen.ts";
import { Deadlines } from "../runtime/alarms.ts";
import { backoffMs } from "../runtime/backoff.ts";
import { log } from "../runtime/log.ts";
import { dueRows, enqueue, nextLookAt, postpone, strike } from "../runtime/outbox.ts";
import { migrate } from "../runtime/schema.ts";
import {
  INVOICE_SCHEMA,
  type InvoiceDocument,
  type IssuedInvoice,
  nextSequence,
  readCredits,
  readDocument,
  writeCredit,
  writeDocument,
} from "./invoice-store.ts";

/** While documents are being told of the alarm stands this far off, in case that dies. */
const WATCHDOG_MS = 15_000;
/** The first pause before the queue is tried again, and the longest, in milliseconds. */
const RETRY_MS = 2_000;
const RETRY_CAP_MS = 5 * 60 * 1000;

/** A document that asks for its number. */
export interface AskNumber {
  readonly id: Id<"invoice">;
  /** The name of the series, which is the object's own. */
  readonly series: string;
  readonly digits: number;
  readonly document: InvoiceDocument;
}

/** What an issued document tells the rest of the shop. */
export interface InvoiceIssued {
  readonly id: string;
  readonly type: "invoice.issued";
  readonly version: 1;
  readonly at: number;
  readonly subject: Id<"order">;
  readonly data: {
    readonly id: Id<"invoice">;
    readonly series: string;
    readonly sequence: number;
    readonly number: string;
    readonly currency: InvoiceDocument["currency"];
    readonly netMinor: number;
    readonly taxMinor: number;
    readonly totalMinor: number;
    readonly issuedAt: number;
  };
}

/** Numbers documents. Every verb may be repeated: it acts once and answers the same. */
export class InvoiceSeriesObject extends DurableObject<Env> {
  readonly #storage: DurableObjectStorage;
  readonly #deadlines: Deadlines<"outbox">;
  /** The documents that are being told of; there is one round at a time. */
  #round: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, INVOICE_SCHEMA);
    this.#storage = ctx.storage;
    this.#deadlines = new Deadlines(ctx.storage);
  }

  /** Gives a document the next number: both are stored at once, with the message that tells of it. */
  issue({ id, series, digits, document }: AskNumber): IssuedInvoice {
    const { sql } = this.#storage;
    const known = readDocument(sql, id);
    if (known !== null) return known;
    const now = Date.now();
    const issued = this.#store(now, () => {
      const sequence = nextSequence(sql);
      const number = numberIn(series, sequence, digits);
      const made: IssuedInvoice = { id, sequence, number, document, issuedAt: now };
      writeDocument(sql, made);
      const request = issuedEvent(made, series);
      enqueue(sql, { id: request.id, request, dueAt: now });
      return made;
    });
    this.#deadlines.plan(now);
    this.ctx.waitUntil(this.#deliver());
    return issued;
  }

  /** @returns the document of that id; null where this series has none */
  read(id: Id<"invoice">): IssuedInvoice | null {
    return readDocument(this.#storage.sql, id);
  }

  /** Takes a refund apart against one of the series' invoices. The first answer stays. */
  credit(
    invoiceId: Id<"invoice">,
    refund: PaidRefund,
  ): Result<Credit, { readonly reason: "not_found" }> {
    const { sql } = this.#storage;
    const invoice = readDocument(sql, invoiceId)?.document;
    if (invoice === undefined) return fail({ reason: "not_found" });
    invariant(invoice.kind === "invoice", "credits are of invoices");
    const earlier = readCredits(sql, invoiceId);
    const known = earlier.find(({ refundKey }) => refundKey === refund.key);
    if (known !== undefined) return ok(known);
    const credit = creditOf(invoice, { earlier, refund });
    writeCredit(sql, invoiceId, { credit, position: earlier.length });
    return ok(credit);
  }

  override async alarm(): Promise<void> {
    await this.#deadlines.ring(Date.now(), () => this.#deliver());
  }

  /** The document, the number, the message and the deadline, or nothing of it. */
  #store(now: number, work: () => IssuedInvoice): IssuedInvoice {
    try {
      return this.#storage.transactionSync(() => {
        const issued = work();
        this.#setDeadline(now);
        return issued;
      });
    } catch (error) {
      this.#deadlines.forget();
      throw error;
    }
  }

  #deliver(): Promise<void> {
    this.#round ??= this.#deliverAll().finally(() => {
      this.#round = null;
    });
    return this.#round;
  }

  async #deliverAll(): Promise<void> {
    const { sql } = this.#storage;
    for (;;) {
      const rows = dueRows<InvoiceIssued>(sql, Date.now());
      if (rows.length === 0) return;
      try {
        await this.env.INVOICE_EVENTS.sendBatch(rows.map(({ request }) => ({ body: request })));
        this.#settle(() => rows.forEach(({ id }) => void strike(sql, id)));
      } catch (error) {
        const chance = Math.random();
        this.#settle(() => {
          for (const { id, attempts } of rows) {
            const pauseMs = backoffMs(attempts, { baseMs: RETRY_MS, capMs: RETRY_CAP_MS, chance });
            postpone(sql, id, Date.now() + Math.max(pauseMs, RETRY_MS / 2));
          }
        });
        log.warn("invoice.tell.retried", { count: rows.length, error });
        return;
      }
    }
  }

  #settle(work: () => void): void {
    const now = Date.now();
    this.#storage.transactionSync(() => {
      work();
      this.#setDeadline(now);
    });
    this.#deadlines.plan(now);
  }

  #setDeadline(now: number): void {
    this.#deadlines.set("outbox", nextLookAt(this.#storage.sql, { now, watchdogMs: WATCHDOG_MS }));
  }
}

function issuedEvent({ id, sequence, number, document, issuedAt }: IssuedInvoice, series: string) {
  const { orderId, currency, totals, payableMinor: totalMinor } = document;
  const { netMinor, taxMinor } = totals;
  const amounts = { currency, netMinor, taxMinor, totalMinor };
  return {
    id: `${id}:issued`,
    type: "invoice.issued",
    version: 1,
    at: issuedAt,
    subject: orderId,
    data: { id, series, sequence, number, ...amounts, issuedAt },
  } as const satisfies InvoiceIssued;
}
