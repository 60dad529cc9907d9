/** The PaymentIntents of the API: create, read, change, confirm, capture, cancel, list, search. */
import type * as z from "zod";
import { type ApiAnswer, noSuch, refuse } from "./api-answer.ts";
import { answerWithWire, type Call, show } from "./call.ts";
import { answerIntent, confirmRecord, refuseStep } from "./intent-confirm.ts";
import { mergeMetadata, stepRecord } from "./intent-ledger.ts";
import {
  checkCreation,
  checkPositive,
  checkStep,
  checkUpdate,
  createIntent,
  updateIntent,
} from "./intent-write.ts";
import { listRecords } from "./listing.ts";
import { type Operation, operation } from "./operation.ts";
import {
  intentCancellation,
  intentCapture,
  intentConfirmation,
  intentCreation,
  intentUpdate,
  listing,
  retrieval,
  search,
} from "./parameters.ts";
import type { IntentRecord } from "./records.ts";
import { matchesSearch, parseSearch } from "./search-query.ts";

const PATH = "/v1/payment_intents";
const SEARCH_MAX = 10_000;
const SEARCH_LIMIT_DEFAULT = 10;

/** Every operation on PaymentIntents. `search` stands before the paths with an id. */
export const INTENT_OPERATIONS: readonly Operation[] = [
  operation({
    name: "payment_intents.create",
    method: "POST",
    path: PATH,
    shape: intentCreation,
    check: checkCreation,
    run: createIntent,
  }),
  operation({
    name: "payment_intents.search",
    method: "GET",
    path: `${PATH}/search`,
    shape: search,
    run: searchIntents,
  }),
  operation({
    name: "payment_intents.list",
    method: "GET",
    path: PATH,
    shape: listing.intents,
    run: (call, page) =>
      listRecords(call, "payment_intent", {
        url: PATH,
        page,
        filter: { customer: page.customer ?? null },
      }),
  }),
  operation({
    name: "payment_intents.retrieve",
    method: "GET",
    path: `${PATH}/:id`,
    browser: true,
    shape: retrieval,
    run: (call, { expand }) => withIntent(call, (record) => answerIntent(call, record, expand)),
  }),
  operation({
    name: "payment_intents.update",
    method: "POST",
    path: `${PATH}/:id`,
    shape: intentUpdate,
    check: checkUpdate,
    run: (call, asked) => withIntent(call, (record) => updateIntent(call, record, asked)),
  }),
  operation({
    name: "payment_intents.confirm",
    method: "POST",
    path: `${PATH}/:id/confirm`,
    browser: true,
    shape: intentConfirmation,
    run: (call, asked) => withIntent(call, (record) => confirmRecord(call, record, asked)),
  }),
  operation({
    name: "payment_intents.capture",
    method: "POST",
    path: `${PATH}/:id/capture`,
    shape: intentCapture,
    check: (_call, asked) => checkPositive(asked.amount_to_capture, "amount_to_capture"),
    run: capture,
  }),
  operation({
    name: "payment_intents.cancel",
    method: "POST",
    path: `${PATH}/:id/cancel`,
    shape: intentCancellation,
    run: cancel,
  }),
];

function withIntent(call: Call, use: (record: IntentRecord) => ApiAnswer): ApiAnswer {
  const record = call.store.find("payment_intent", call.id);
  return record === null ? noSuch("payment_intent", call.id, "intent") : use(record);
}

function capture(call: Call, asked: z.infer<typeof intentCapture>): ApiAnswer {
  return withIntent(call, (before) => {
    const amountMinor = asked.amount_to_capture ?? null;
    const uneven = checkStep(amountMinor, before.intent.terms.currency, "amount_to_capture");
    if (uneven !== null) return uneven;
    const record = { ...before, metadata: mergeMetadata(before.metadata, asked.metadata) };
    const step = stepRecord(call, record, { type: "capture", amountMinor });
    if (step.refusal !== null) return refuseStep(call, before, step.refusal);
    return answerIntent(call, step.record, asked.expand);
  });
}

function cancel(call: Call, asked: z.infer<typeof intentCancellation>): ApiAnswer {
  return withIntent(call, (record) => {
    const reason = asked.cancellation_reason ?? null;
    const step = stepRecord(call, record, { type: "cancel", reason });
    if (step.refusal !== null) return refuseStep(call, record, step.refusal);
    return answerIntent(call, step.record, asked.expand);
  });
}

function searchIntents(call: Call, asked: z.infer<typeof search>): ApiAnswer {
  const clauses = parseSearch(asked.query);
  if (clauses === null) {
    const message = `We were unable to parse your search query: ${asked.query}`;
    return refuse(400, { message, param: "query" });
  }
  const start = Number(asked.page ?? "0");
  const limit = asked.limit ?? SEARCH_LIMIT_DEFAULT;
  const found = call.store
    .list("payment_intent", { limit: SEARCH_MAX })
    .map((record) => show(call, record))
    .filter((wire) => matchesSearch(clauses, wire));
  const hasMore = found.length > start + limit;
  return answerWithWire(
    call,
    {
      object: "search_result",
      data: found.slice(start, start + limit),
      has_more: hasMore,
      next_page: hasMore ? String(start + limit) : null,
      url: `${PATH}/search`,
    },
    asked.expand,
  );
}
