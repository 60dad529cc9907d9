/** The catalog as a file: Kiosk's own lines, Shopify's CSV, Google's feed. */
import { Hono } from "hono";
import { adminImportApi } from "../../contracts/api-admin-imports.ts";
import { customFieldNames } from "../../db/import-source.ts";
import { KIOSK_HEAD, productLine, termLine } from "../../domain/export-kiosk.ts";
import {
  SHOPIFY_EXTRA_MAX,
  shopifyColumns,
  shopifyHeader,
  shopifyLines,
} from "../../domain/export-shopify.ts";
import { DEFAULT_PLACE } from "../../domain/place.ts";
import type { AppEnv } from "../../http/context.ts";
import { type ExportText, productStream, TermNames } from "../../http/export-stream.ts";
import { merchantText } from "../../http/merchant-feed.ts";
import type { Env } from "./env.gen.ts";
import { fileAnswer, staffFile } from "./staff-file.ts";

/** Routes of exports. */
export const exportRoutes = new Hono<AppEnv<Env>>();

staffFile(exportRoutes, adminImportApi.exportCatalog, async (c, { query }) => {
  const { CATALOG, SHOP_NAME, SHOP_ORIGIN } = c.env;
  const { format, currency = DEFAULT_PLACE.currency, locale = DEFAULT_PLACE.locale } = query;
  const names = await TermNames.read(CATALOG);
  if (format === "kiosk") {
    const name = "catalog.jsonl";
    return fileAnswer(productStream(CATALOG, kioskText(names)), {
      type: "application/jsonl; charset=UTF-8",
      name,
    });
  }
  if (format === "merchant") {
    const shop = { shopName: SHOP_NAME, origin: SHOP_ORIGIN, place: { locale, currency } };
    return fileAnswer(productStream(CATALOG, merchantText(names, shop), "published"), {
      type: "application/xml; charset=UTF-8",
      name: "google.xml",
    });
  }
  const fieldNames = await customFieldNames(CATALOG, SHOPIFY_EXTRA_MAX);
  const context = {
    currency,
    origin: SHOP_ORIGIN,
    fieldNames,
    titleOf: (type: "brand" | "productType", handle: string) => names.titleOf(type, handle),
    pathOf: (category: string) => names.pathOf(category),
  };
  const columns = shopifyColumns(context);
  const text: ExportText = {
    head: shopifyHeader(columns),
    lines: (product) => shopifyLines(product, columns, context),
    tail: "",
  };
  return fileAnswer(productStream(CATALOG, text), {
    type: "text/csv; charset=UTF-8",
    name: "products.csv",
  });
});

/** Terms before the products that name them. */
function kioskText({ terms }: TermNames): ExportText {
  const head = `${JSON.stringify(KIOSK_HEAD)}\n${terms.map(termLine).join("")}`;
  return { head, lines: productLine, tail: "" };
}
