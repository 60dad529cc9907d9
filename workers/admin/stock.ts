/** Stock: received, counted, moved and explained by the item's own object. */
import { Hono } from "hono";
import type * as z from "zod";
import { adminApi } from "../../contracts/api-admin.ts";
import type { staffLevelSchema } from "../../contracts/staff-stock.ts";
import { unknownIds } from "../../db/staff-catalog.ts";
import type { Id } from "../../domain/id.ts";
import type { StockLevel, StockReasons } from "../../domain/inventory.ts";
import { fail, ok, type Problem, type Result } from "../../domain/result.ts";
import { callObject, stockStub } from "../../durable-objects/stubs.ts";
import type { AppEnv } from "../../http/context.ts";
import { type KnownProblem, knownProblem } from "../../http/problem.ts";
import type { Staff } from "../../http/staff-token.ts";
import { objectCommand, runDeed, type StaffCall } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** Routes of stock. */
export const stockRoutes = new Hono<AppEnv<Env>>();

staffRoute(stockRoutes, adminApi.explainStock, async (c, { params: { itemId } }) => {
  if (!(await isKnown(c, itemId))) return fail({ reason: "not_found" });
  const reasons: StockReasons = await callObject(
    () => stockStub(c.env, itemId),
    (stock) => stock.why(),
  );
  return ok(reasonsOf(reasons));
});

staffRoute(stockRoutes, adminApi.receiveStock, (c, { params, body, ...call }) => {
  const { location, quantity } = body;
  return moved(c, call, {
    itemId: params.itemId,
    action: "stock.receive",
    locations: [location],
    changes: [{ location, delta: quantity }],
    run: (stock, key) => stock.receive({ ...body, ...key }),
  });
});

staffRoute(stockRoutes, adminApi.adjustStock, (c, { params, body, ...call }) => {
  const { location, delta } = body;
  return moved(c, call, {
    itemId: params.itemId,
    action: "stock.adjust",
    locations: [location],
    changes: [{ location, delta }],
    run: (stock, key) => stock.adjust({ ...body, ...key }),
  });
});

staffRoute(stockRoutes, adminApi.transferStock, (c, { params, body, ...call }) => {
  const { from, to, quantity } = body;
  return moved(c, call, {
    itemId: params.itemId,
    action: "stock.transfer",
    locations: [from, to],
    changes: [
      { location: from, delta: -quantity },
      { location: to, delta: quantity },
    ],
    run: (stock, key) => stock.transfer({ ...body, ...key }),
  });
});

type LevelView = z.input<typeof staffLevelSchema>;
type Stock = ReturnType<typeof stockStub>;

interface Movement {
  readonly itemId: Id<"stockItem">;
  readonly action: string;
  readonly locations: readonly Id<"location">[];
  /** What the movement adds to the units on hand. */
  readonly changes: readonly { readonly location: Id<"location">; readonly delta: number }[];
  run(stock: Stock, note: { key: string; actor: string }): Promise<Result<StockLevel, Problem>>;
}

async function moved(
  c: StaffContext,
  call: StaffCall,
  { itemId, action, locations, changes, run }: Movement,
): Promise<Result<LevelView, KnownProblem>> {
  return runDeed(c, call, async () => {
    if (!(await isKnown(c, itemId))) return fail({ reason: "not_found" });
    const [unknown] = await unknownIds(c.env.CATALOG, "location", locations);
    if (unknown !== undefined) return locationUnknown(unknown);
    const { key } = await objectCommand(call);
    const answer = await callObject(
      () => stockStub(c.env, itemId),
      (stock) => run(stock, { key, actor: actorOf(call.staff) }),
    );
    if (!answer.ok) return fail(knownProblem(answer.problem));
    const level = answer.value;
    // What was there before follows from what is there now: exact, whoever else moves units.
    const after = changes.map(({ location }) => ({ location, onHand: onHandAt(level, location) }));
    const before = changes.map(({ location, delta }) => ({
      location,
      onHand: onHandAt(level, location) - delta,
    }));
    return ok({ value: viewOf(level), action, subjectId: itemId, before, after });
  });
}

async function isKnown(c: StaffContext, itemId: Id<"stockItem">): Promise<boolean> {
  return (await unknownIds(c.env.CATALOG, "stockItem", [itemId])).length === 0;
}

function locationUnknown(location: string) {
  return fail({ reason: "location_unknown", location });
}

function actorOf({ name, role }: Staff): string {
  return `${name} (${role})`;
}

function onHandAt({ locations }: StockLevel, location: Id<"location">): number {
  return locations.find((level) => level.location === location)?.onHand ?? 0;
}

function viewOf(level: StockLevel): LevelView {
  return { ...level, locations: [...level.locations] };
}

function reasonsOf({ level, holds, allocations, lastMovements }: StockReasons) {
  return {
    level: viewOf(level),
    holds: holds.map(({ holdId, orderId, quantity, expiresAt, parts }) => ({
      holdId,
      orderId,
      quantity,
      expiresAt: timeOf(expiresAt),
      parts: [...parts],
    })),
    allocations: allocations.map(({ holdId, orderId, quantity, restocked, parts }) => ({
      holdId,
      orderId,
      quantity,
      restocked,
      parts: [...parts],
    })),
    lastMovements: lastMovements.map(
      ({ seq, at, kind, location, quantity, orderId, reason, actor }) => ({
        seq,
        at: timeOf(at),
        kind,
        location,
        quantity,
        orderId,
        reason,
        actor,
      }),
    ),
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
