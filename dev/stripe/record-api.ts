/** The plain records of the API: customers, payment methods, events. */
import type * as z from "zod";
import { type ApiAnswer, answer, noSuch } from "./api-answer.ts";
import { answerWith, type Call, tell } from "./call.ts";
import { mergeMetadata } from "./intent-ledger.ts";
import { listRecords } from "./listing.ts";
import { type Operation, operation } from "./operation.ts";
import { customerFields, listing, retrieval } from "./parameters.ts";
import { resolveMethod } from "./payment-method.ts";
import type { CustomerRecord } from "./records.ts";

const CUSTOMERS = "/v1/customers";
const EVENTS = "/v1/events";

/** Every operation on customers, payment methods and events. */
export const RECORD_OPERATIONS: readonly Operation[] = [
  operation({
    name: "customers.create",
    method: "POST",
    path: CUSTOMERS,
    shape: customerFields,
    run: createCustomer,
  }),
  operation({
    name: "customers.list",
    method: "GET",
    path: CUSTOMERS,
    shape: listing.customers,
    run: (call, page) =>
      listRecords(call, "customer", {
        url: CUSTOMERS,
        page,
        filter: { labels: page.email === undefined ? null : [page.email] },
      }),
  }),
  operation({
    name: "customers.retrieve",
    method: "GET",
    path: `${CUSTOMERS}/:id`,
    shape: retrieval,
    run: (call, { expand }) => withCustomer(call, (record) => answerWith(call, record, expand)),
  }),
  operation({
    name: "customers.update",
    method: "POST",
    path: `${CUSTOMERS}/:id`,
    shape: customerFields,
    run: (call, asked) =>
      withCustomer(call, (before) => {
        const after = filled(before, asked);
        call.store.save(after);
        tell(call, "customer.updated", after);
        return answerWith(call, after, asked.expand);
      }),
  }),
  operation({
    name: "customers.delete",
    method: "DELETE",
    path: `${CUSTOMERS}/:id`,
    shape: retrieval,
    run: (call) =>
      withCustomer(call, (before) => {
        tell(call, "customer.deleted", before);
        call.store.save({ ...before, deleted: true });
        return answer({ id: before.id, object: "customer", deleted: true });
      }),
  }),
  operation({
    name: "payment_methods.retrieve",
    method: "GET",
    path: "/v1/payment_methods/:id",
    shape: retrieval,
    run: (call, { expand }) => {
      const found = resolveMethod(call, { payment_method: call.id });
      if (!found.ok || found.record === null) return noSuch("PaymentMethod", call.id);
      return answerWith(call, found.record, expand);
    },
  }),
  operation({
    name: "events.list",
    method: "GET",
    path: EVENTS,
    shape: listing.events,
    run: (call, page) =>
      listRecords(call, "event", {
        url: EVENTS,
        page,
        filter: { labels: page.types ?? (page.type === undefined ? null : [page.type]) },
      }),
  }),
  operation({
    name: "events.retrieve",
    method: "GET",
    path: `${EVENTS}/:id`,
    shape: retrieval,
    run: (call, { expand }) => {
      const record = call.store.find("event", call.id);
      return record === null ? noSuch("event", call.id) : answerWith(call, record, expand);
    },
  }),
];

function withCustomer(call: Call, use: (record: CustomerRecord) => ApiAnswer): ApiAnswer {
  const record = call.store.find("customer", call.id);
  return record === null ? noSuch("customer", call.id) : use(record);
}

type CustomerFields = z.infer<typeof customerFields>;

function createCustomer(call: Call, asked: CustomerFields): ApiAnswer {
  const blank: CustomerRecord = {
    object: "customer",
    id: call.mint("cus"),
    createdAt: call.now,
    name: null,
    email: null,
    phone: null,
    description: null,
    address: null,
    shipping: null,
    metadata: {},
    deleted: false,
  };
  const record = filled(blank, asked);
  call.store.save(record);
  tell(call, "customer.created", record);
  return answerWith(call, record, asked.expand);
}

function filled(before: CustomerRecord, asked: CustomerFields): CustomerRecord {
  return {
    ...before,
    name: asked.name === undefined ? before.name : asked.name || null,
    email: asked.email === undefined ? before.email : asked.email || null,
    phone: asked.phone === undefined ? before.phone : asked.phone || null,
    description: asked.description === undefined ? before.description : asked.description || null,
    address: asked.address === undefined ? before.address : asked.address || null,
    shipping: asked.shipping === undefined ? before.shipping : asked.shipping || null,
    metadata: mergeMetadata(before.metadata, asked.metadata),
  };
}
