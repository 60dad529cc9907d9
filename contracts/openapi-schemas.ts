/** zod schemas as the components of an OpenAPI document: what has an id is written once. */
import * as z from "zod";
import type { OpenapiDocument } from "./openapi-document.ts";

/** Any part of a document. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Who writes a value: a caller may leave out what has a default, an answer never does. */
export type Side = "input" | "output";

const DEFINITION = /^#\/\$defs\/(.+)$/;
const PENDING = /^#\/(input|output)\/(.+)$/;

/**
 * Collects the schemas of a document. References stay pending until all are known, for a name that
 * has two shapes (an address, as it is sent and as it is answered) needs two components.
 */
export class SchemaCollection {
  readonly #definitions = { input: new Map<string, string>(), output: new Map<string, string>() };

  /** @returns the schema, or a pending reference to it where it has an id */
  add(schema: z.ZodType, side: Side): JsonObject {
    const { $schema: _dialect, $defs = {}, ...root } = pending(toJson(schema, side), side);
    for (const [name, definition] of Object.entries($defs as JsonObject)) {
      this.#definitions[side].set(name, JSON.stringify(definition));
    }
    return root;
  }

  /** @returns the document with its references resolved and its components added */
  complete(document: JsonObject): OpenapiDocument {
    const schemas: JsonObject = {};
    for (const side of ["output", "input"] as const) {
      for (const [name, definition] of this.#definitions[side]) {
        schemas[this.#nameOf(name, side)] = JSON.parse(definition);
      }
    }
    const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
    const { components = {}, ...rest } = document;
    const all = { ...rest, components: { ...(components as JsonObject), schemas: sorted } };
    return mapReferences<OpenapiDocument>(all, (reference) => {
      const [, side, name] = PENDING.exec(reference) ?? [];
      if (name === undefined || (side !== "input" && side !== "output")) return reference;
      return `#/components/schemas/${this.#nameOf(name, side)}`;
    });
  }

  #nameOf(name: string, side: Side): string {
    return side === "input" && this.#hasTwoShapes(name, new Set()) ? `${name}Input` : name;
  }

  #hasTwoShapes(name: string, visited: Set<string>): boolean {
    const input = this.#definitions.input.get(name);
    const output = this.#definitions.output.get(name);
    if (input === undefined || output === undefined || visited.has(name)) return false;
    visited.add(name);
    if (input.replaceAll('"#/input/', '"#/output/') !== output) return true;
    const inside = [...input.matchAll(/"#\/input\/([^"]+)"/g)].flatMap(([, inner]) => inner ?? []);
    return inside.some((inner) => this.#hasTwoShapes(inner, visited));
  }
}

function toJson(schema: z.ZodType, io: Side): JsonObject {
  const json = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io,
    unrepresentable: "any",
    override({ jsonSchema }) {
      // Every integer is a safe one; saying so at each of them only hides what is special.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      delete jsonSchema.id;
    },
  });
  return JSON.parse(JSON.stringify(json));
}

function pending(schema: JsonObject, side: Side): JsonObject {
  return mapReferences<JsonObject>(schema, (reference) =>
    reference.replace(DEFINITION, `#/${side}/$1`),
  );
}

function mapReferences<Mapped>(json: JsonObject, map: (reference: string) => string): Mapped {
  return JSON.parse(JSON.stringify(json), (key, value: unknown) =>
    key === "$ref" && typeof value === "string" ? map(value) : value,
  );
}
