/** The tables of what happened, as Drizzle sees them; `migrations/orders` is what they must equal. */
import { eq, isNotNull, isNull, notInArray } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";

const SETTLED = ["confirmed", "cancelled"];

export const orders = sqliteTable(
  "orders",
  {
    id: text().primaryKey(),
    number: text().notNull(),
    status: text().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    country: text().notNull(),
    currency: text().notNull(),
    grandTotalMinor: integer("grand_total_minor").notNull(),
    capturedMinor: integer("captured_minor").notNull(),
    refundedMinor: integer("refunded_minor").notNull(),
    unitCount: integer("unit_count").notNull(),
    paymentIntent: text("payment_intent"),
    placedAt: integer("placed_at").notNull(),
    confirmedAt: integer("confirmed_at"),
    version: integer().notNull(),
    updatedAt: integer("updated_at").notNull(),
    customerKey: text("customer_key"),
  },
  (table) => [
    index("orders_by_age").on(table.placedAt, table.id),
    index("orders_by_number").on(table.number),
    index("orders_by_status").on(table.status, table.placedAt, table.id),
    index("orders_by_email").on(table.email, table.placedAt),
    index("orders_by_payment").on(table.paymentIntent),
    index("orders_by_customer").on(table.customerKey).where(eq(table.status, "confirmed")),
    index("orders_under_way").on(table.id).where(notInArray(table.status, SETTLED)),
  ],
);

export const orderLines = sqliteTable(
  "order_lines",
  {
    orderId: text("order_id").notNull(),
    lineId: text("line_id").notNull(),
    productId: text("product_id").notNull(),
    variantId: text("variant_id").notNull(),
    stockItemId: text("stock_item_id").notNull(),
    sku: text().notNull(),
    title: text().notNull(),
    quantity: integer().notNull(),
    unitMinor: integer("unit_minor").notNull(),
    totalMinor: integer("total_minor").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.lineId] }),
    index("order_lines_by_variant").on(table.variantId),
  ],
);

export const orderDiscounts = sqliteTable(
  "order_discounts",
  {
    orderId: text("order_id").notNull(),
    position: integer().notNull(),
    version: integer().notNull(),
    promotionId: text("promotion_id").notNull(),
    code: text(),
    minor: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.position] }),
    index("order_discounts_by_promotion").on(table.promotionId, table.orderId),
  ],
);

export const notices = sqliteTable(
  "notices",
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    subjectId: text("subject_id").notNull(),
    status: text({ enum: ["sending", "sent"] }).notNull(),
    attempts: integer().notNull().default(0),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at"),
    leaseUntil: integer("lease_until").notNull().default(0),
  },
  (table) => [unique().on(table.kind, table.subjectId)],
);

export const deadLetters = sqliteTable(
  "dead_letters",
  {
    id: text().primaryKey(),
    queue: text().notNull(),
    body: text({ mode: "json" }).$type<unknown>().notNull(),
    reason: text().notNull().default(""),
    diedAt: integer("died_at").notNull(),
    replayedAt: integer("replayed_at"),
    replayedBy: text("replayed_by"),
  },
  (table) => [
    index("dead_letters_by_age").on(table.diedAt, table.id),
    index("dead_letters_waiting").on(table.diedAt).where(isNull(table.replayedAt)),
  ],
);

export const reconciliationBreaks = sqliteTable(
  "reconciliation_breaks",
  {
    id: text().primaryKey(),
    type: text().notNull(),
    subject: text().notNull(),
    details: text({ mode: "json" }).$type<unknown>().notNull(),
    action: text().notNull(),
    firstSeenAt: integer("first_seen_at").notNull(),
    lastSeenAt: integer("last_seen_at").notNull(),
    resolvedAt: integer("resolved_at"),
    resolvedBy: text("resolved_by"),
    note: text(),
  },
  (table) => [
    unique().on(table.type, table.subject),
    index("reconciliation_breaks_open")
      .on(table.firstSeenAt, table.id)
      .where(isNull(table.resolvedAt)),
    index("reconciliation_breaks_by_subject").on(table.subject).where(isNull(table.resolvedAt)),
    index("reconciliation_breaks_by_end").on(table.resolvedAt).where(isNotNull(table.resolvedAt)),
  ],
);

export const reconciliationJobs = sqliteTable("reconciliation_jobs", {
  name: text().primaryKey(),
  holder: text(),
  leaseUntil: integer("lease_until").notNull(),
  cursor: text({ mode: "json" }).$type<unknown>(),
  roundAt: integer("round_at").notNull(),
  finishedAt: integer("finished_at"),
});

export const invoices = sqliteTable(
  "invoices",
  {
    id: text().primaryKey(),
    kind: text({ enum: ["invoice", "credit_note"] }).notNull(),
    orderId: text("order_id").notNull(),
    refundKey: text("refund_key").notNull(),
    series: text().notNull(),
    digits: integer().notNull(),
    datedAt: integer("dated_at").notNull(),
    sequence: integer(),
    number: text(),
    currency: text(),
    netMinor: integer("net_minor"),
    taxMinor: integer("tax_minor"),
    totalMinor: integer("total_minor"),
    issuedAt: integer("issued_at"),
    storedAt: integer("stored_at"),
  },
  (table) => [
    unique().on(table.orderId, table.refundKey),
    unique().on(table.series, table.sequence),
    index("invoices_by_age").on(table.datedAt, table.id),
    index("invoices_by_number").on(table.number),
    index("invoices_unfinished").on(table.datedAt).where(isNull(table.storedAt)),
  ],
);

export const invoiceSettings = sqliteTable("invoice_settings", {
  id: text().primaryKey(),
  seller: text({ mode: "json" }).$type<unknown>(),
  invoiceFormat: text("invoice_format").notNull(),
  creditNoteFormat: text("credit_note_format").notNull(),
  digits: integer().notNull(),
  timeZone: text("time_zone").notNull(),
  version: integer().notNull(),
});

export const auditLog = sqliteTable(
  "audit_log",
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    actor: text().notNull(),
    role: text().notNull(),
    action: text().notNull(),
    subjectId: text("subject_id").notNull(),
    requestId: text("request_id").notNull(),
    before: text({ mode: "json" }).$type<unknown>(),
    after: text({ mode: "json" }).$type<unknown>(),
  },
  (table) => [
    index("audit_log_by_age").on(table.at, table.id),
    index("audit_log_by_subject").on(table.subjectId, table.at),
  ],
);

export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    caller: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    status: integer(),
    body: text(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caller, table.key] }),
    index("idempotency_keys_by_age").on(table.createdAt),
  ],
);

export const consumedEvents = sqliteTable(
  "consumed_events",
  {
    consumer: text().notNull(),
    eventId: text("event_id").notNull(),
    consumedAt: integer("consumed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.consumer, table.eventId] }),
    index("consumed_events_by_age").on(table.consumedAt),
  ],
);
