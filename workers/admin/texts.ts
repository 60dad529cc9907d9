/** Translations, and the description of the staff API itself. */
import { Hono } from "hono";
import { ADMIN_ROUTES } from "../../contracts/api-admin.ts";
import { adminTextApi } from "../../contracts/api-admin-catalog.ts";
import { openapiDocument } from "../../contracts/openapi.ts";
import type { Translations } from "../../contracts/staff-catalog-texts.ts";
import { putTranslations, readTranslations } from "../../db/translations.ts";
import { fail, ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { runCatalogDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { staffRoute } from "./staff-route.ts";

const API_VERSION = "1";

/** Routes of translations and of the reference. */
export const textRoutes = new Hono<AppEnv<Env>>();

let described: ReturnType<typeof openapiDocument> | undefined;

staffRoute(textRoutes, adminTextApi.readTranslations, async (c, { params }) => {
  const found = await readTranslations(c.env.CATALOG, params.subjectId);
  return found === null ? fail({ reason: "not_found" }) : ok(found);
});

staffRoute(textRoutes, adminTextApi.putTranslations, (c, { params, body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const { subjectId: id, locale } = params;
    const { version, texts } = body;
    const before = await readTranslations(db, id);
    if (before === null) return fail({ reason: "not_found" });
    if (before.version !== version) {
      return fail({ reason: "version_changed", version: before.version });
    }
    const after = translated(before, locale, texts);
    return ok({
      value: after,
      action: "translation.put",
      subjectId: id,
      before: { locale, texts: before.locales[locale] ?? {} },
      after: { locale, texts },
      version,
      statements: putTranslations(db, { id, locale }, texts),
    });
  }),
);

staffRoute(textRoutes, adminTextApi.readOpenapi, (c) => {
  described ??= openapiDocument(ADMIN_ROUTES, {
    title: "Staff API",
    version: API_VERSION,
    origin: c.env.SHOP_ORIGIN,
  });
  return ok({ ...described });
});

/** A language without texts is not told. */
function translated(
  { subjectId, version, locales }: Translations,
  locale: keyof Translations["locales"],
  texts: Readonly<Record<string, string>>,
): Translations {
  const all = { ...locales, [locale]: texts };
  const told = Object.entries(all).filter(([, own]) => Object.keys(own).length > 0);
  const sorted = told.toSorted(([left], [right]) => (left < right ? -1 : 1));
  return { subjectId, version: version + 1, locales: Object.fromEntries(sorted) };
}
