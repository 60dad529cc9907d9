/** kiosk-admin: the staff API. Its own audience and key; reached through the storefront only. */
import { createApp } from "../../http/app.ts";
import { deskRoutes } from "./desk.ts";
import type { Env } from "./env.gen.ts";
import { orderRoutes } from "./orders.ts";
import { productRoutes } from "./products.ts";
import { reconciliationRoutes } from "./reconciliation.ts";
import { searchRoutes } from "./search.ts";
import { stockRoutes } from "./stock.ts";

const app = createApp<Env>({ isInner: true });
app.route("/", productRoutes);
app.route("/", stockRoutes);
app.route("/", orderRoutes);
app.route("/", deskRoutes);
app.route("/", reconciliationRoutes);
app.route("/", searchRoutes);

export default app;
