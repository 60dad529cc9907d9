/** kiosk-admin: the staff API. Its own audience and key; reached through the storefront only. */
import { createApp } from "../../http/app.ts";
import { attributeRoutes } from "./attributes.ts";
import { collectionRoutes } from "./collections.ts";
import { deskRoutes } from "./desk.ts";
import type { Env } from "./env.gen.ts";
import { exportRoutes } from "./exports.ts";
import { importRoutes } from "./imports.ts";
import { mediaRoutes } from "./media.ts";
import { orderRoutes } from "./orders.ts";
import { pricingRoutes } from "./pricing.ts";
import { productRoutes } from "./products.ts";
import { promotionRoutes } from "./promotions.ts";
import { reconciliationRoutes } from "./reconciliation.ts";
import { searchRoutes } from "./search.ts";
import { searchIndexRoutes } from "./search-index.ts";
import { shelfRoutes } from "./shelves.ts";
import { stockRoutes } from "./stock.ts";
import { textRoutes } from "./texts.ts";

const app = createApp<Env>({ isInner: true });
app.route("/", productRoutes);
app.route("/", shelfRoutes);
app.route("/", attributeRoutes);
app.route("/", collectionRoutes);
app.route("/", textRoutes);
app.route("/", mediaRoutes);
app.route("/", stockRoutes);
app.route("/", orderRoutes);
app.route("/", promotionRoutes);
app.route("/", pricingRoutes);
app.route("/", deskRoutes);
app.route("/", reconciliationRoutes);
app.route("/", importRoutes);
app.route("/", exportRoutes);
app.route("/", searchRoutes);
app.route("/", searchIndexRoutes);

export default app;
