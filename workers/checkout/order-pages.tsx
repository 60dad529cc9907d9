/** An order's pages: for whoever holds its signed link. */
import { type Context, Hono } from "hono";
import { type Id, parseId } from "../../domain/id.ts";
import type { AppEnv } from "../../http/context.ts";
import { verifyOrderLink } from "../../http/order-link.ts";
import { page } from "./answer.ts";
import { readOrder } from "./checkout.ts";
import type { Env } from "./env.gen.ts";
import { answerInvoice, invoiceLinks, type OpenedOrder } from "./order-invoices.ts";
import { OrderPage } from "./order-page.tsx";
import { refuse } from "./problem.tsx";

/** Everything below /orders. */
export const orderPageRoutes = new Hono<AppEnv<Env>>();

orderPageRoutes.get("/orders/:id", async (c) => {
  const opened = await openedBy(c);
  if (opened === null) return refuse(c, { reason: "not_found" });
  const order = await readOrder(c, opened.orderId);
  if (!order.ok) return refuse(c, order.problem);
  const isPaid = order.value.confirmedAt !== null;
  return page(
    c,
    <OrderPage
      shopName={c.env.SHOP_NAME}
      order={order.value}
      invoices={await invoiceLinks(c.env, { ...opened, isPaid })}
      now={Date.now()}
    />,
  );
});

orderPageRoutes.get("/orders/:id/invoices/:file", async (c) => {
  const opened = await openedBy(c);
  const answer =
    opened === null ? null : await answerInvoice(c.env, opened.orderId, c.req.param("file"));
  return answer ?? refuse(c, { reason: "not_found" });
});

/** @returns the order that the signed link opens; null where the link is none of ours */
async function openedBy(c: Context<AppEnv<Env>>): Promise<OpenedOrder | null> {
  const orderId = orderIdOf(c);
  const token = c.req.query("token") ?? "";
  if (orderId === null) return null;
  const isOpened = await verifyOrderLink(c.env, { orderId, token }, Date.now());
  return isOpened ? { orderId, token } : null;
}

/** @returns the order of the address; null where it names none */
export function orderIdOf(c: Context): Id<"order"> | null {
  return parseId("order", c.req.param("id") ?? "");
}
