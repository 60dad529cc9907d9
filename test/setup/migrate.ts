/** Gives each test file databases with every migration applied. */
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";

await applyD1Migrations(env.CATALOG, env.TEST_MIGRATIONS.catalog);
await applyD1Migrations(env.ORDERS, env.TEST_MIGRATIONS.orders);
await applyD1Migrations(env.SEARCH, env.TEST_MIGRATIONS.search);
