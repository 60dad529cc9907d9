/** Schemas as tables: names, types and what a value may be. */
import type { ParameterNode, SchemaNode } from "../../contracts/openapi-document.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { Prose } from "./prose.tsx";

/** The properties of an object, or the type of anything else. */
export function SchemaTable({ schema }: { schema: SchemaNode }) {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) {
    return (
      <p>
        <TypeText schema={schema} />
      </p>
    );
  }
  return (
    <table>
      <TableHead names={["Name", "Type", "Allowed"]} />
      <tbody>
        {properties.map(([name, property]) => (
          <tr>
            <td>
              <code>{name}</code>
              {schema.required?.includes(name) === true ? null : " (optional)"}
            </td>
            <td>
              <TypeText schema={property} />
            </td>
            <td>{bounds(property)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What stands beside the body. */
export function ParameterTable({ parameters }: { parameters: readonly ParameterNode[] }) {
  return (
    <table>
      <tbody>
        {parameters.map((parameter) => (
          <tr>
            <td>
              <code>{parameter.name}</code>
              {parameter.required ? null : " (optional)"}
            </td>
            <td>{parameter.in}</td>
            <td>
              <TypeText schema={parameter.schema} />
            </td>
            <td>
              {parameter.description === undefined ? null : <Prose text={parameter.description} />}
              {bounds(parameter.schema)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A type in words, with links to the schemas that it names. */
export function TypeText({ schema }: { schema: SchemaNode }) {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
    return <a href={`#schema-${name}`}>{name}</a>;
  }
  if (schema.items !== undefined) {
    return (
      <>
        list of <TypeText schema={schema.items} />
      </>
    );
  }
  if (schema.anyOf !== undefined) {
    return (
      <>
        {schema.anyOf.map((one, index) => (
          <>
            {index === 0 ? null : " or "}
            <TypeText schema={one} />
          </>
        ))}
      </>
    );
  }
  return <>{[schema.type ?? "any"].flat().join(" or ")}</>;
}

/** @returns "one of …", "at most …": everything that the type alone does not say */
function bounds(schema: SchemaNode): string {
  const { minimum, maximum, minLength, maxLength } = schema;
  return [
    schema.enum && `one of ${schema.enum.join(", ")}`,
    schema.const !== undefined && `always ${schema.const}`,
    schema.default !== undefined && `else ${JSON.stringify(schema.default)}`,
    minimum !== undefined && `at least ${minimum}`,
    maximum !== undefined && `at most ${maximum}`,
    minLength !== undefined && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    schema.format,
  ]
    .filter((text) => typeof text === "string")
    .join("; ");
}
