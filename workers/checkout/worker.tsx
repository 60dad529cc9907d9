/** kiosk-checkout: checkout, payment and the provider's webhooks. */
import { createApp } from "../../http/app.ts";
import { apiRoutes } from "./api.ts";
import type { Env } from "./env.gen.ts";
import { orderPageRoutes } from "./order-pages.tsx";
import { pageRoutes } from "./pages.tsx";
import { problemPage } from "./problem.tsx";
import { webhookRoutes } from "./webhook.ts";

const app = createApp<Env>({ isInner: true, problemPage });

app.route("/", apiRoutes);
app.route("/", pageRoutes);
app.route("/", orderPageRoutes);
app.route("/", webhookRoutes);

export default app;
