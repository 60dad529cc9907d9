/** The provider's intents, page by page, against the orders that they were made for. */
import type { Id } from "../domain/id.ts";
import type { Order } from "../domain/order.ts";
import type { IntentPage, ListedIntent } from "../domain/payment.ts";
import {
  breakTypes,
  compareIntent,
  type Finding,
  hasJustSettled,
} from "../domain/reconciliation.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { forMany, type Job } from "./job.ts";
import { LEFT_ALONE, Look, type Remedied } from "./look.ts";
import { isLate, lookAt, readOrder, unlistedAmong } from "./reconcile-orders.ts";

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
/** How far back the frequent look goes. */
const FRESH_MS = 3 * HOUR_MS;
/** How far back the daily look goes, and where it ends: the frequent one sees the rest. */
const DEEP_MS = 90 * 24 * HOUR_MS;
const DEEP_END_MS = 2 * HOUR_MS;
/** Orders that are asked side by side. */
const AT_ONCE = 10;
/** Pages of intents that were made within one second, as the provider counts time. */
const SECOND_PAGES_MAX = 5;

/** What the provider may have come by between its page and the order's word. */
const MISSING_TYPES: ReadonlySet<string> = new Set(["payment_missing", "refund_missing"]);
const TYPES = breakTypes("intent");

/** Every quarter of an hour: what was paid today. */
export const comparePayments: Job = {
  name: "payments.fresh",
  everyMs: 15 * MINUTE_MS,
  pagesMax: 4,
  page: (env, cursor, { now, roundAt }) =>
    comparePage(env, { cursor, now }, { after: roundAt - FRESH_MS, before: roundAt }),
};

/** Once a day: what was given back long after it was paid. */
export const comparePaymentsDeeply: Job = {
  name: "payments.deep",
  everyMs: 24 * HOUR_MS,
  pagesMax: 4,
  page: (env, cursor, { now, roundAt }) =>
    comparePage(env, { cursor, now }, { after: roundAt - DEEP_MS, before: roundAt - DEEP_END_MS }),
};

type Bindings = Pick<Env, "ORDER" | "ORDERS" | "PAYMENTS" | "STOCK">;

interface Place {
  readonly cursor: unknown;
  readonly now: number;
}

/** When the intents of a round were created, epoch ms. */
interface Window {
  readonly after: number;
  readonly before: number;
}

async function comparePage(env: Bindings, { cursor, now }: Place, { after, before }: Window) {
  const page = await readPage(env, {
    createdAfter: after,
    createdBefore: before,
    cursor: typeof cursor === "string" ? cursor : null,
  });
  // Intents without an order of this shop belong to somebody else who uses the account.
  const own = page.intents.filter((intent) => intent.orderId !== null);
  const look = new Look(TYPES);
  const late = new Set<Id<"order">>();
  await forMany(own, { kind: "intent", atOnce: AT_ONCE }, async (intent) => {
    const { orderId } = intent;
    if (orderId === null) return;
    const order = await readOrder(env, orderId);
    const findings = await stillThere(env, compareIntent(intent, order, now), {
      intent,
      order,
      now,
    });
    await look.at(intent.intentId, findings, (finding) => remedy(env, intent, { finding, now }));
    if (order !== null && isLate(order, now)) late.add(orderId);
  });
  await look.keep(env.ORDERS, now);
  const unlisted = await unlistedAmong(
    env,
    own.flatMap(({ orderId }) => orderId ?? []),
  );
  await lookAt(env, [...new Set([...late, ...unlisted])], now);
  return { cursor: page.cursor, count: own.length };
}

/**
 * Between the page and the order money may have come or gone back, of which the page says nothing,
 * and an order that has just come to rest may have let go of the intent. Such findings are looked
 * for once more, after the order has spoken. To leave them to the next round would be to wait a day
 * for it, and an order that the clock ends is ended at the same minute of each day.
 */
async function stillThere(
  env: Pick<Env, "PAYMENTS">,
  findings: readonly Finding[],
  seen: { readonly intent: ListedIntent; readonly order: Order | null; readonly now: number },
): Promise<readonly Finding[]> {
  const { intent, order, now } = seen;
  const isYoung = order !== null && hasJustSettled(order, now);
  const isDoubtful = ({ type }: Finding) => isYoung || MISSING_TYPES.has(type);
  if (!findings.some(isDoubtful)) return findings;
  const again = compareIntent(await readIntent(env, intent), order, now);
  const confirmed = new Set(again.map(({ type }) => type));
  return findings.filter((finding) => !isDoubtful(finding) || confirmed.has(finding.type));
}

/** The intent as it is listed now. @throws Error where it is not: then it was not looked at */
async function readIntent(
  env: Pick<Env, "PAYMENTS">,
  { intentId, createdAt }: ListedIntent,
): Promise<ListedIntent> {
  const window = { createdAfter: createdAt, createdBefore: createdAt + 1 };
  let cursor: string | null = null;
  for (let page = 0; page < SECOND_PAGES_MAX; page += 1) {
    const read: IntentPage = await readPage(env, { ...window, cursor });
    const found = read.intents.find((intent) => intent.intentId === intentId);
    if (found !== undefined) return found;
    if (read.cursor === null) break;
    cursor = read.cursor;
  }
  throw new Error(`The provider does not list ${intentId} any more`);
}

/** A place that the provider does not know any more ends the round: the next one begins anew. */
async function readPage(
  { PAYMENTS }: Pick<Env, "PAYMENTS">,
  request: { createdAfter: number; createdBefore: number; cursor: string | null },
): Promise<IntentPage> {
  const outcome = await PAYMENTS.listIntents(request);
  if (outcome.outcome === "done") return outcome.value;
  const code = "code" in outcome ? outcome.code : outcome.outcome;
  const isLost = outcome.outcome === "absent" || outcome.outcome === "refused";
  if (isLost && request.cursor !== null) {
    log.warn("reconciliation.place.lost", { kind: "payments", code });
    return { intents: [], cursor: null };
  }
  throw new Error(`The provider's books could not be read: ${code}`);
}

/**
 * Nobody's money is moved but by letting go of what was never taken. Every run has a key of its
 * own: the provider stores a failure under a key and would repeat it for a day.
 */
async function remedy(
  { PAYMENTS }: Bindings,
  { intentId, orderId }: ListedIntent,
  { finding, now }: { readonly finding: Finding; readonly now: number },
): Promise<Remedied> {
  if (finding.remedy !== "cancel_intent") return LEFT_ALONE;
  const outcome = await PAYMENTS.cancelIntent({
    key: `${orderId}:reconcile:${intentId}:${now}`,
    intentId,
  });
  if (outcome.outcome === "done" && outcome.value.status === "canceled") {
    return { action: "intent_cancelled", isOver: true };
  }
  const code = "code" in outcome ? outcome.code : outcome.outcome;
  log.warn("reconciliation.cancel.refused", { intentId, code });
  return LEFT_ALONE;
}
