/** One call of the API while it runs: what it may read, write and mint. */
import type { AccountStore } from "./account-store.ts";
import { type ApiAnswer, answer, refuse, type Wire } from "./api-answer.ts";
import type { DeliveryPlan } from "./delivery-store.ts";
import type { Fault } from "./fault.ts";
import type { Kind, RecordKinds } from "./records.ts";
import { wireOf } from "./wire.ts";

/** The circumstances of a call. */
export interface Call {
  readonly store: AccountStore;
  readonly now: number;
  readonly mint: (prefix: string) => string;
  /** Who asks: a server with a secret key, or a browser with a publishable one. */
  readonly caller: "server" | "browser";
  /** The object that the path names, or the empty string. */
  readonly id: string;
  /** The id of the request, or null when nobody asked (a settlement, a bank's page). */
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
  /** Where the browser reaches the challenge page, when the call itself came from there. */
  readonly origin: string | null;
  /** Where it is otherwise. */
  readonly shopOrigin: string;
  /** How long a delayed payment takes to settle. */
  readonly settleMs: number;
}

const REORDER_MAX_MS = 5_000;
const EXPAND_DEPTH_MAX = 4;
const EXPANDABLE = {
  charge: "charge",
  customer: "customer",
  latest_charge: "charge",
  payment_intent: "payment_intent",
  payment_method: "payment_method",
} as const satisfies Readonly<Record<string, Kind>>;

/** A record as the API shows it now. */
export function show(call: Call, record: RecordKinds[Kind]): Wire {
  return wireOf(record, (kind, id) => call.store.find(kind, id));
}

/** Tells the shop of an event: stores it and queues its webhook, under the faults that are on. */
export function tell(call: Call, type: string, record: RecordKinds[Kind]): void {
  const id = call.mint("evt");
  call.store.save({
    object: "event",
    id,
    createdAt: call.now,
    type,
    snapshot: show(call, record),
    request: call.requestId,
    idempotencyKey: call.idempotencyKey,
  });
  const fault = call.store.takeFault({ operation: "webhook", event: type });
  for (const plan of plansUnder(fault, call.now)) {
    call.store.deliveries.add({ event: id, type, fault: fault?.kind ?? null, ...plan });
  }
}

function plansUnder(fault: Fault | null, now: number): DeliveryPlan[] {
  const atOnce: DeliveryPlan = { state: "waiting", nextAt: now };
  switch (fault?.kind) {
    case "webhook_lost":
      return [{ state: "lost", nextAt: null }];
    case "webhook_duplicated":
      return [atOnce, atOnce];
    case "webhook_delayed":
      return [{ state: "waiting", nextAt: now + fault.delayMs }];
    case "webhook_reordered":
      return [{ state: "held", nextAt: now + REORDER_MAX_MS }];
    default:
      return [atOnce];
  }
}

/** Answers with a record, with the asked-for objects in place of their ids. */
export function answerWith(
  call: Call,
  record: RecordKinds[Kind],
  expand: readonly string[] = [],
): ApiAnswer {
  return answerWithWire(call, show(call, record), expand);
}

/** The same for an object that is already on the wire, such as a list. */
export function answerWithWire(call: Call, wire: Wire, expand: readonly string[] = []): ApiAnswer {
  for (const path of expand) {
    if (!expandInto(call, wire, path.split("."))) {
      const message = `This property cannot be expanded (${path}).`;
      return refuse(400, { message, param: "expand" });
    }
  }
  return answer(wire);
}

function expandInto(call: Call, wire: Wire, path: readonly string[]): boolean {
  const [head, ...rest] = path;
  if (head === undefined) return true;
  if (path.length > EXPAND_DEPTH_MAX) return false;
  const value = wire[head];
  if (head === "data" && Array.isArray(value)) {
    return value.every((entry: Wire) => expandInto(call, entry, rest));
  }
  if (head === "refunds" && wire.object === "charge" && typeof wire.id === "string") {
    wire.refunds = refundsOf(call, wire.id);
    return rest.length === 0;
  }
  if (!(head in EXPANDABLE) || !(head in wire)) return false;
  if (typeof value === "string") {
    const record = call.store.find(EXPANDABLE[head as keyof typeof EXPANDABLE], value);
    if (record !== null) wire[head] = show(call, record);
  }
  const inner = wire[head];
  if (rest.length === 0 || inner === null || typeof inner !== "object") return true;
  return expandInto(call, inner as Wire, rest);
}

function refundsOf(call: Call, charge: string): Wire {
  const records = call.store.list("refund", { charge, limit: 100 });
  return {
    object: "list",
    data: records.map((record) => show(call, record)),
    has_more: false,
    url: `/v1/charges/${charge}/refunds`,
  };
}
