/** What an import does to one product: the product that it will be, and what that changes. */

import {
  type PlanContext,
  type PlannedStock,
  planPictures,
  planVariants,
  stockOf,
} from "./import-plan-parts.ts";
import {
  type AttributeValue,
  type ImportedProduct,
  type ImportMessage,
  importError,
  importWarning,
  type ProductStatus,
  quoted,
  type ReadProduct,
} from "./import-product.ts";
import {
  differences,
  type FieldChange,
  type StoredProduct,
  sortedFields,
} from "./import-stored.ts";
import { handleOf, hashedHandle, sourceKey } from "./import-text.ts";

/** The field that keeps what the file called the product, where the handle is another word. */
export const SOURCE_FIELD = "source_handle";

/** Before the names of fields that keep what an attribute could not hold. */
const UNFIT_PREFIX = "attribute:";

/** What became of a product of the file. */
export type Outcome = "created" | "changed" | "unchanged" | "rejected";

/** A link to a product by its handle, which may come later in the file. */
export interface PlannedLink {
  readonly kind: "related" | "complementary";
  readonly handle: string;
  readonly position: number;
}

/** What is to be done for one product. */
export interface PlannedProduct {
  readonly read: ReadProduct;
  readonly handle: string;
  readonly outcome: Outcome;
  readonly before: StoredProduct | null;
  /** The product as it will be; null where it is rejected. */
  readonly after: StoredProduct | null;
  readonly changes: readonly FieldChange[];
  readonly messages: readonly ImportMessage[];
  readonly links: readonly PlannedLink[];
  /** Units of variants that are new. */
  readonly stock: readonly PlannedStock[];
}

/** @returns the handles that a product of this name may have; both must be known to plan it */
export function handlesFor({
  source,
  handleFrom = source,
}: Pick<ImportedProduct, "source" | "handleFrom">): readonly [plain: string, hashed: string] {
  return [handleOf(handleFrom), hashedHandle(handleFrom, source)];
}

/** Plans one product. */
export function planProduct(read: ReadProduct, context: PlanContext): PlannedProduct {
  const messages = [...read.messages];
  const { handle, before } = findProduct(read.product, context);
  const product = withVariantsOfSku(read.product, before, messages);
  const rejected = (): PlannedProduct => ({
    ...{ read, handle, before, messages, outcome: "rejected", after: null },
    ...{ changes: [], links: [], stock: [] },
  });
  if (product === null) return rejected();
  const complaint = complaintAbout(product, before, messages);
  if (complaint !== null) {
    messages.push(complaint);
    return rejected();
  }
  const variants = planVariants(product, before, { context, messages });
  const after = { ...planBase(product, before, { handle, context, messages }), variants };
  const checked = withPrice(after, read, messages);
  const changes = differences(before, checked);
  return {
    ...{ read, handle, before, messages },
    outcome: before === null ? "created" : changes.length > 0 ? "changed" : "unchanged",
    after: checked,
    changes,
    links: linksOf(product, before),
    stock: context.takesStock
      ? stockOf(product, { before, after: checked, context, messages })
      : [],
  };
}

/** Rows that name a variant by its SKU find it in the shop, where exactly one has that SKU. */
function withVariantsOfSku(
  product: ImportedProduct | null,
  before: StoredProduct | null,
  messages: ImportMessage[],
): ImportedProduct | null {
  if (product?.variants.every(({ isBySku }) => isBySku !== true) !== false) return product;
  const variants = product.variants.flatMap((variant) => {
    if (variant.isBySku !== true) return [variant];
    const same = before?.variants.filter(({ sku }) => sku === variant.sku) ?? [];
    const [match] = same;
    if (match !== undefined && same.length === 1) {
      return [{ ...variant, optionValues: match.options }];
    }
    const detail = `${same.length} variants have the SKU ${quoted(variant.sku ?? "")}`;
    const place = { row: variant.row, column: "sku" };
    messages.push(importError(place, same.length === 0 ? "variant_unknown" : "sku_shared", detail));
    return [];
  });
  return { ...product, variants };
}

/** Two names that fold into one handle stay two products: the second one's handle is longer. */
function findProduct(product: ImportedProduct | null, { present }: PlanContext) {
  const source = product?.source ?? "";
  const [plain, hashed] = handlesFor({ source, handleFrom: product?.handleFrom });
  const isSame = (stored: StoredProduct | null): stored is StoredProduct =>
    stored !== null &&
    sourceKey(stored.customFields[SOURCE_FIELD] ?? stored.handle) === sourceKey(source);
  const first = present(plain);
  if (first === null || isSame(first)) return { handle: plain, before: first };
  const second = present(hashed);
  return { handle: hashed, before: isSame(second) ? second : null };
}

function complaintAbout(
  product: ImportedProduct,
  before: StoredProduct | null,
  messages: readonly ImportMessage[],
): ImportMessage | null {
  const { row, source, options, variants } = product;
  if (before === null) {
    if (product.isAddition === true) {
      return importError(
        { row, column: "" },
        "product_unknown",
        `There is no product ${quoted(source)}`,
      );
    }
    if (product.title === undefined || product.title === "") {
      return importError({ row, column: "Title" }, "title_missing", "A new product needs a title");
    }
    const isTold = messages.some(({ severity }) => severity === "error");
    if (variants.length > 0) return null;
    return isTold
      ? importError({ row, column: "" }, "variant_missing", "None of its variants can be imported")
      : importError({ row, column: "" }, "variant_missing", "A product needs at least one variant");
  }
  const count = before.options.length;
  const told = options?.length ?? variants[0]?.optionValues.length ?? count;
  if (variants.length === 0 || told === count) return null;
  const names = (list: readonly string[]) => (list.length === 0 ? "no options" : list.join(", "));
  const detail = `The product has ${names(before.options)}, the file ${names(options ?? [])}`;
  return importError({ row, column: "" }, "options_differ", detail);
}

type Base = Omit<StoredProduct, "variants">;

function planBase(
  product: ImportedProduct,
  before: StoredProduct | null,
  {
    handle,
    context,
    messages,
  }: { readonly handle: string; readonly context: PlanContext; readonly messages: ImportMessage[] },
): Base {
  const { terms, mint, now } = context;
  const { brand, productType, categories, source } = product;
  const paths = categories?.map((path) => terms.category(path));
  const named = sourceKey(source) === handle ? {} : { [SOURCE_FIELD]: source };
  const isNew = before === null;
  const { attributes, unfit } = planAttributes(product, before, { context, messages });
  return {
    id: before?.id ?? mint("product"),
    version: before?.version ?? 1,
    handle,
    status: product.status ?? before?.status ?? product.statusIfNew ?? "draft",
    title: product.title ?? before?.title ?? "",
    subtitle: product.subtitle ?? before?.subtitle ?? "",
    description: product.description ?? before?.description ?? "",
    seoTitle: product.seoTitle ?? before?.seoTitle ?? "",
    seoDescription: product.seoDescription ?? before?.seoDescription ?? "",
    brand:
      brand === undefined ? (before?.brand ?? null) : brand === null ? null : terms.brand(brand),
    productType:
      productType === undefined
        ? (before?.productType ?? null)
        : productType === null
          ? null
          : terms.productType(productType),
    taxClass: product.taxClass ?? before?.taxClass ?? "standard",
    categories:
      paths === undefined
        ? (before?.categories ?? [])
        : [...new Set(paths.flatMap((path) => path ?? []))].toSorted(),
    collections: planCollections(product, before, { context, messages }),
    tags: product.tags ?? before?.tags ?? [],
    rank: product.rank ?? before?.rank ?? 0,
    publishAt: product.publishAt === undefined ? (before?.publishAt ?? null) : product.publishAt,
    retireAt: product.retireAt === undefined ? (before?.retireAt ?? null) : product.retireAt,
    createdAt: before?.createdAt ?? product.createdAt ?? now,
    options: product.options ?? before?.options ?? [],
    pictures: planPictures(product, before, mint),
    attributes,
    related: before?.related ?? [],
    complementary: before?.complementary ?? [],
    translations: planTranslations(product, before),
    customFields: sortedFields({
      ...before?.customFields,
      ...product.customFields,
      ...unfit,
      ...(isNew ? named : {}),
    }),
  };
}

/** A value that the shop's attribute cannot have is kept beside the model. */
function planAttributes(
  product: ImportedProduct,
  before: StoredProduct | null,
  { context, messages }: { readonly context: PlanContext; readonly messages: ImportMessage[] },
): { readonly attributes: StoredProduct["attributes"]; readonly unfit: Record<string, string> } {
  const attributes: Record<string, AttributeValue> = { ...before?.attributes };
  const unfit: Record<string, string> = {};
  for (const attribute of product.attributes) {
    const place = { row: product.row, column: attribute.label };
    const value = context.terms.attribute(attribute, { place, messages });
    if (value !== null) attributes[attribute.handle] = value;
    else unfit[`${UNFIT_PREFIX}${attribute.handle}`] = String(attribute.value);
  }
  return { attributes: sortedFields(attributes), unfit };
}

/** Membership by rules belongs to the rules. */
function planCollections(
  product: ImportedProduct,
  before: StoredProduct | null,
  { context, messages }: { readonly context: PlanContext; readonly messages: ImportMessage[] },
): StoredProduct["collections"] {
  const collections = new Map((before?.collections ?? []).map((each) => [each.handle, each]));
  for (const told of product.collections ?? []) {
    const { handle, title, kind } = context.terms.collection(told);
    if (kind === "rules") {
      const detail = `${quoted(title)} finds its products by rules`;
      messages.push(importWarning({ row: product.row, column: "" }, "collection_by_rules", detail));
      continue;
    }
    const position = told.position ?? collections.get(handle)?.position ?? 0;
    collections.set(handle, { handle, position });
  }
  return [...collections.values()].toSorted((a, b) => (a.handle < b.handle ? -1 : 1));
}

function planTranslations(product: ImportedProduct, before: StoredProduct | null) {
  const locales = { ...before?.translations, ...product.translations };
  const merged = Object.keys(locales).map((locale) => {
    const key = locale as keyof typeof locales;
    const texts = { ...before?.translations[key], ...product.translations?.[key] };
    return [locale, sortedFields(texts)] as const;
  });
  return sortedFields(Object.fromEntries(merged));
}

/** A product without a price is on no shelf: it waits as a draft. */
function withPrice(
  product: StoredProduct,
  read: ReadProduct,
  messages: ImportMessage[],
): StoredProduct {
  const hasPrice = product.variants.some(({ prices }) => Object.keys(prices).length > 0);
  if (product.status !== "published" || hasPrice) return product;
  const detail = "Without a price in a currency of the shop it stays a draft";
  messages.push(importWarning({ row: read.row, column: "" }, "price_missing", detail));
  const status: ProductStatus = "draft";
  return { ...product, status };
}

function linksOf(product: ImportedProduct, before: StoredProduct | null): PlannedLink[] {
  return (["related", "complementary"] as const).flatMap((kind) =>
    (product[kind] ?? []).flatMap((source, position) => {
      const handle = handleOf(source);
      const isKnown = before?.[kind].includes(handle) === true;
      return isKnown || handle === before?.handle ? [] : [{ kind, handle, position }];
    }),
  );
}
