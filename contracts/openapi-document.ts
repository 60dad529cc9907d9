/** The parts of an OpenAPI 3.1 document that the shop writes and its reference page reads. */

/** A JSON Schema (2020-12), as zod spells it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly const?: string | number | boolean | null;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

/** A value beside the body. */
export interface ParameterNode {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: SchemaNode;
}

/** A body by its media type. */
export type ContentNode = Readonly<Record<string, { readonly schema: SchemaNode }>>;

/** One answer of an operation. */
export interface ResponseNode {
  readonly description: string;
  readonly content?: ContentNode;
}

/** One method on one path. */
export interface OperationNode {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly ParameterNode[];
  readonly requestBody?: { readonly required: true; readonly content: ContentNode };
  readonly responses: Readonly<Record<string, ResponseNode>>;
}

/** The whole document. */
export interface OpenapiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationNode>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, SchemaNode>> };
}
