/** Orders: found by the projection, opened and taken back by their own objects. */
import { Hono } from "hono";
import { adminApi } from "../../contracts/api-admin.ts";
import type { OrderOutcome, StaffOrder } from "../../contracts/staff-orders.ts";
import { listOrders, orderRow } from "../../db/orders.ts";
import type { Id } from "../../domain/id.ts";
import type { Order } from "../../domain/order.ts";
import { refundableParts } from "../../domain/refund.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { OrderAnswer } from "../../durable-objects/order-commands.ts";
import { callObject, orderStub } from "../../durable-objects/stubs.ts";
import type { AppEnv } from "../../http/context.ts";
import { type KnownProblem, knownProblem } from "../../http/problem.ts";
import { cursorOf } from "./cursor.ts";
import { objectCommand, runDeed, type StaffCall } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { orderOutcome, staffOrder, staffOrderRow } from "./order-view.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** Routes of orders. */
export const orderRoutes = new Hono<AppEnv<Env>>();

staffRoute(orderRoutes, adminApi.listOrders, async (c, { query }) => {
  const { status, search, limit } = query;
  const cursor = cursorOf(query.cursor);
  if (!cursor.ok) return cursor;
  const page = await listOrders(c.env.ORDERS, {
    status,
    limit,
    cursor: cursor.value,
    ...searchFor(search),
  });
  return ok({ orders: page.rows.map(staffOrderRow), nextCursor: page.nextCursor });
});

staffRoute(orderRoutes, adminApi.readOrder, (c, { params }) => readOrder(c, params.id));

staffRoute(orderRoutes, adminApi.cancelOrder, (c, { params: { id }, ...call }) =>
  taken(c, call, {
    id,
    action: "order.cancel",
    run: async (order) => order.cancel("shop", await objectCommand(call)),
  }),
);

staffRoute(orderRoutes, adminApi.refundOrder, (c, { params: { id }, body, ...call }) =>
  taken(c, call, {
    id,
    action: "order.refund",
    async run(order, before) {
      const { withRestock, reason } = body;
      const parts =
        body.lines === undefined
          ? everythingLeft(before)
          : { lines: body.lines, withShipping: body.withShipping };
      return order.refund({ ...parts, withRestock, reason }, await objectCommand(call));
    },
  }),
);

type Stub = ReturnType<typeof orderStub>;

interface Taking {
  readonly id: Id<"order">;
  readonly action: string;
  run(order: Stub, before: Order): Promise<OrderAnswer>;
}

async function taken(
  c: StaffContext,
  call: StaffCall,
  { id, action, run }: Taking,
): Promise<Result<OrderOutcome, KnownProblem>> {
  return runDeed(c, call, async () => {
    const before = await currentOrder(c, id);
    if (!before.ok) return before;
    const answer = await callObject(
      () => orderStub(c.env, id),
      (order) => run(order, before.value),
    );
    if (!answer.ok) return fail(knownProblem(answer.problem));
    const after = orderOutcome(answer.value);
    return ok({ value: after, action, subjectId: id, before: orderOutcome(before.value), after });
  });
}

async function readOrder(
  c: StaffContext,
  id: Id<"order">,
): Promise<Result<StaffOrder, KnownProblem>> {
  const order = await currentOrder(c, id);
  if (!order.ok) return order;
  const [history, row] = await Promise.all([
    callObject(
      () => orderStub(c.env, id),
      (stub) => stub.history(),
    ),
    orderRow(c.env.ORDERS, id),
  ]);
  return ok(staffOrder(order.value, { history, row }));
}

async function currentOrder(
  c: StaffContext,
  id: Id<"order">,
): Promise<Result<Order, KnownProblem>> {
  const answer = await callObject(
    () => orderStub(c.env, id),
    (order) => order.view("shop"),
  );
  return answer.ok ? answer : fail({ reason: "not_found" });
}

/** What was not refunded yet; a line of no units still brings its share of the shipping back. */
function everythingLeft({ quote, refunds }: Order) {
  const past = refunds.filter((refund) => refund.status !== "failed");
  return refundableParts(quote, past);
}

/** A number may be typed without its hyphen and in small letters. */
function searchFor(search: string | undefined): { number?: string; email?: string } {
  if (search === undefined) return {};
  if (search.includes("@")) return { email: search };
  const letters = search.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");
  return { number: `${letters.slice(0, 4)}-${letters.slice(4)}` };
}
