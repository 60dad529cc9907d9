/** The shop's public origin: its pages and pictures here, everything else at the Worker that owns it. */
import { PLACES } from "../../domain/place.ts";
import { createApp, forward } from "../../http/app.ts";
import { links } from "../../http/links.ts";
import type { ShopContext } from "./answer.ts";
import { cartPages } from "./cart.tsx";
import { catalogPages } from "./catalog.tsx";
import { inFrontOf } from "./edge.ts";
import type { Env } from "./env.gen.ts";
import { feeds } from "./feeds.ts";
import { mediaFiles } from "./media.ts";
import { problemPage } from "./problem.tsx";

/** First path that matches wins: the checkout's API lies below the API's. */
const FORWARDS = [
  ["/api/checkouts/*", "CHECKOUT"],
  ["/api/orders/*", "CHECKOUT"],
  ["/checkout/*", "CHECKOUT"],
  ["/orders/*", "CHECKOUT"],
  ["/webhooks/*", "CHECKOUT"],
  ["/api/*", "API"],
  ["/openapi.json", "API"],
  ["/docs/*", "API"],
  ["/admin/*", "ADMIN"],
] as const satisfies readonly (readonly [string, keyof Env])[];

const app = createApp<Env>({ problemPage });

for (const [path, binding] of FORWARDS) {
  app.all(path, (c: ShopContext) => forward(c, c.env[binding]));
}
app.route("/cart", cartPages());
app.route("/media", mediaFiles());
app.route("/", feeds());
for (const place of PLACES) app.route(links.home(place), catalogPages(place));

export default inFrontOf(app);
