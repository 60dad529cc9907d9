/** kiosk-api: the public JSON API and its reference. Reached through the storefront only. */
import { createApp } from "../../http/app.ts";
import { cartRoutes } from "./cart.ts";
import { catalogRoutes } from "./catalog.ts";
import { docsRoutes } from "./docs.tsx";
import type { Env } from "./env.gen.ts";
import { searchRoutes } from "./search.ts";
import { shopRoutes } from "./shop.ts";
import { suggestRoutes } from "./suggest.ts";

const app = createApp<Env>({ isInner: true });
app.route("/", catalogRoutes);
app.route("/", searchRoutes);
app.route("/", suggestRoutes);
app.route("/", cartRoutes);
app.route("/", shopRoutes);
app.route("/", docsRoutes);

export default app;
