/** The staff API's records: categories, brands, attributes, kinds of products, collections. */
import * as z from "zod";
import { describeStaffRoute } from "./admin-route.ts";
import { idSchema } from "./money.ts";
import {
  changeCollectionSchema,
  createCollectionSchema,
  putMembersSchema,
  staffCollectionSchema,
} from "./staff-catalog-collections.ts";
import {
  changeAttributeSchema,
  changeBrandSchema,
  changeCategorySchema,
  changeProductTypeSchema,
  createAttributeSchema,
  createBrandSchema,
  createCategorySchema,
  createProductTypeSchema,
  droppedSchema,
  recordPageOf,
  recordQuerySchema,
  staffAttributeSchema,
  staffBrandSchema,
  staffCategorySchema,
  staffProductTypeSchema,
} from "./staff-catalog-records.ts";

const read = { isCommand: false, permission: "catalog.read" } as const;
const write = { isCommand: true, permission: "catalog.write" } as const;
const CHANGE_PROBLEMS = ["not_found", "version_changed"] as const;

/** The five routes of a kind of record. */
function describeRecords<
  const Plural extends string,
  Params extends z.ZodObject,
  Stored extends z.ZodObject,
  Create extends z.ZodObject,
  Change extends z.ZodObject,
>(of: {
  /** As it stands in ids of routes: "Brand". */
  readonly name: string;
  /** As it stands in paths: "brands". */
  readonly plural: Plural;
  readonly params: Params;
  readonly stored: Stored;
  readonly create: Create;
  readonly change: Change;
  /** What a change does besides. */
  readonly about?: string;
}) {
  const { name, plural, params, stored, create, change, about } = of;
  const words = plural.replaceAll("-", " ");
  const tag = words.charAt(0).toUpperCase() + words.slice(1);
  const [all, one] = [`/admin/api/${plural}`, `/admin/api/${plural}/{id}`] as const;
  return {
    list: describeStaffRoute({
      ...read,
      id: `staffList${name}s`,
      method: "GET",
      path: all,
      tag,
      summary: `List ${words}`,
      query: recordQuerySchema,
      response: recordPageOf(stored),
      problems: [],
    }),
    create: describeStaffRoute({
      ...write,
      id: `staffCreate${name}`,
      method: "POST",
      path: all,
      tag,
      summary: `Add to the ${words}`,
      body: create,
      response: stored,
      status: 201,
      problems: ["handle_taken"],
    }),
    read: describeStaffRoute({
      ...read,
      id: `staffRead${name}`,
      method: "GET",
      path: one,
      tag,
      summary: `Read one of the ${words}`,
      params,
      response: stored,
      problems: ["not_found"],
    }),
    change: describeStaffRoute({
      ...write,
      id: `staffChange${name}`,
      method: "PATCH",
      path: one,
      tag,
      summary: `Change one of the ${words}`,
      description: about ?? "What is left out stays.",
      params,
      body: change,
      response: stored,
      problems: [...CHANGE_PROBLEMS, "handle_taken"],
    }),
    drop: describeStaffRoute({
      ...write,
      id: `staffDrop${name}`,
      method: "DELETE",
      path: one,
      tag,
      summary: `Remove one of the ${words}`,
      description: "What something else needs stays.",
      params,
      response: droppedSchema,
      problems: [...CHANGE_PROBLEMS, "in_use"],
    }),
  };
}

/** The tree of categories. */
export const adminCategoryApi = describeRecords({
  name: "Category",
  plural: "categories",
  params: z.strictObject({ id: idSchema("category") }),
  stored: staffCategorySchema,
  create: createCategorySchema,
  change: changeCategorySchema,
  about:
    "Another parent moves it with everything below it, never below itself. A former handle leads to the present one.",
});

/** Brands. */
export const adminBrandApi = describeRecords({
  name: "Brand",
  plural: "brands",
  params: z.strictObject({ id: idSchema("brand") }),
  stored: staffBrandSchema,
  create: createBrandSchema,
  change: changeBrandSchema,
});

/** Typed attributes. */
export const adminAttributeApi = describeRecords({
  name: "Attribute",
  plural: "attributes",
  params: z.strictObject({ id: idSchema("attribute") }),
  stored: staffAttributeSchema,
  create: createAttributeSchema,
  change: changeAttributeSchema,
});

/** Kinds of products. */
export const adminProductTypeApi = describeRecords({
  name: "ProductType",
  plural: "product-types",
  params: z.strictObject({ id: idSchema("productType") }),
  stored: staffProductTypeSchema,
  create: createProductTypeSchema,
  change: changeProductTypeSchema,
});

const collectionParams = z.strictObject({ id: idSchema("collection") });

const collectionRecords = describeRecords({
  name: "Collection",
  plural: "collections",
  params: collectionParams,
  stored: staffCollectionSchema,
  create: createCollectionSchema,
  change: changeCollectionSchema,
  about:
    "Changed rules are compared with products at once where these are few, else by the clock: `isRefreshing` tells.",
});

/** Collections. */
export const adminCollectionApi = {
  ...collectionRecords,
  putProducts: describeStaffRoute({
    ...write,
    id: "staffPutCollectionProducts",
    method: "PUT",
    path: "/admin/api/collections/{id}/products",
    tag: "Collections",
    summary: "Choose a collection's products",
    description: "Only where staff choose by hand.",
    params: collectionParams,
    body: putMembersSchema,
    response: staffCollectionSchema,
    problems: CHANGE_PROBLEMS,
  }),
} as const;
