/** The OpenAPI 3.1 document, from the very descriptions that route and check the requests. */
import type * as z from "zod";
import { type ApiRoute, problemsOf } from "./api-route.ts";
import type { OpenapiDocument } from "./openapi-document.ts";
import { type JsonObject, SchemaCollection } from "./openapi-schemas.ts";
import {
  PROBLEM_MEDIA_TYPE,
  PROBLEMS,
  type ProblemReason,
  problemBodySchema,
  problemKind,
} from "./problem.ts";

/** What the document says about the shop. */
export interface OpenapiOptions {
  readonly title: string;
  readonly version: string;
  /** Like "https://shop.example". */
  readonly origin: string;
}

const DESCRIPTION = `The shop as a program sees it: the same catalog, carts and checkouts as its pages.

Money is \`{ minor, currency }\` in minor units (cents, yen). Times are RFC 3339 in UTC. Every failure is
\`application/problem+json\` (RFC 9457) with a stable \`code\`. Unknown fields and query parameters are refused.
A cart belongs to the cookie that the first command sets; send it back.
Commands take an \`Idempotency-Key\`: the same key with the same request has the same answer, also at the same time.`;

const SECURITY: Readonly<Record<NonNullable<ApiRoute["caller"]>, JsonObject[]>> = {
  anyone: [],
  cart: [{}, { cart: [] }],
  checkout: [{ cart: [] }],
  order: [{ orderToken: [] }],
  stripe: [{ stripeSignature: [] }],
};

const SECURITY_SCHEMES: JsonObject = {
  cart: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-kiosk_cart",
    description: "Set by the first command on a cart; `kiosk_cart` over plain http.",
  },
  orderToken: { type: "apiKey", in: "query", name: "token" },
  stripeSignature: { type: "apiKey", in: "header", name: "Stripe-Signature" },
};

const IDEMPOTENCY_KEY: JsonObject = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "1 to 255 visible ASCII characters, fresh for each command. It belongs to the cart or the checkout and is remembered for two days.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
};

const REQUEST_ID: JsonObject = {
  "X-Request-Id": {
    description: "Names this request in the shop's log; an answer out of a cache has none",
    schema: { type: "string" },
  },
};

/** @param routes every route that the shop answers, in the order in which to show them */
export function openapiDocument(
  routes: readonly ApiRoute[],
  options: OpenapiOptions,
): OpenapiDocument {
  const schemas = new SchemaCollection();
  const problem = schemas.add(problemBodySchema, "output");
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operation(route, schemas, problem);
    paths[route.path] = path;
  }
  return schemas.complete({
    openapi: "3.1.0",
    info: { title: options.title, version: options.version, description: DESCRIPTION },
    servers: [{ url: options.origin }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { securitySchemes: SECURITY_SCHEMES },
  });
}

function operation(route: ApiRoute, schemas: SchemaCollection, problem: JsonObject): JsonObject {
  const parameters = [
    ...parametersOf(route.params, "path", schemas),
    ...parametersOf(route.query, "query", schemas),
    ...(route.isCommand === true ? [IDEMPOTENCY_KEY] : []),
  ];
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: SECURITY[route.caller ?? "anyone"],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: schemas.add(route.body, "input") } },
          },
        }),
    responses: {
      [route.status ?? 200]: {
        description: "The answer",
        headers: REQUEST_ID,
        content: { "application/json": { schema: schemas.add(route.response, "output") } },
      },
      ...(route.isMovable === true ? { 301: { description: "It has another address now" } } : {}),
      ...(route.cache === "catalog" ? { 304: { description: "The caller's copy is fresh" } } : {}),
      ...failures(problemsOf(route), problem),
    },
  };
}

/** Each property of the object is a parameter; only those without a default are required. */
function parametersOf(
  schema: z.ZodObject | undefined,
  place: "path" | "query",
  schemas: SchemaCollection,
): JsonObject[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemas.add(schema, "input");
  const names = Array.isArray(required) ? required : [];
  return Object.entries(properties as JsonObject).map(([name, property]) => ({
    name,
    in: place,
    required: names.includes(name),
    schema: property,
  }));
}

/** One response per status, naming every code that it may carry. */
function failures(reasons: readonly ProblemReason[], problem: JsonObject): JsonObject {
  const byStatus = Map.groupBy(reasons, (reason) => PROBLEMS[reason].status);
  const statuses = [...byStatus].sort(([left], [right]) => left - right);
  return Object.fromEntries(
    statuses.map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${problemKind(code).title}`).join("\n\n"),
        headers: REQUEST_ID,
        content: { [PROBLEM_MEDIA_TYPE]: { schema: problem } },
      },
    ]),
  );
}
