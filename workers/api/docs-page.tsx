/** The API's reference, rendered from the OpenAPI document: no script, nothing from elsewhere. */
import type { Child } from "hono/jsx";
import type { OpenapiDocument, OperationNode } from "../../contracts/openapi-document.ts";
import { links } from "../../http/links.ts";
import { ASSETS } from "../../ui/assets.gen.ts";
import { Document } from "../../ui/document.tsx";
import { ParameterTable, SchemaTable, TypeText } from "./docs-schema.tsx";
import { Prose } from "./prose.tsx";

interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationNode;
}

/** The frame of every page of the reference. */
export function DocsDocument(props: { title: string; nav: Child; children?: Child }) {
  return (
    <Document
      title={`${props.title} · API`}
      head={<link rel="stylesheet" href={ASSETS["docs.css"]} />}
    >
      <div class="docs">
        <nav class="docs-nav" aria-label="Reference">
          <ul>
            <li>
              <a href="/">Shop</a>
            </li>
            <li>
              <a href={links.docs()}>Reference</a>
            </li>
            <li>
              <a href={links.problems()}>Problems</a>
            </li>
            <li>
              <a href={links.openapi()}>openapi.json</a>
            </li>
          </ul>
          {props.nav}
        </nav>
        <main id="main">
          <h1>{props.title}</h1>
          {props.children}
        </main>
      </div>
    </Document>
  );
}

/** The whole reference on one page, so that the browser's own search finds everything. */
export function DocsPage({ document }: { document: OpenapiDocument }) {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ method, path, operation })),
  );
  const sections = document.tags.map(({ name }) => ({
    name,
    calls: calls.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const schemas = Object.entries(document.components.schemas);
  const nav = (
    <>
      {sections.map((section) => (
        <NavList
          title={section.name}
          entries={section.calls.map(({ operation }) => [operation.operationId, operation.summary])}
        />
      ))}
      <NavList
        title="Schemas"
        entries={schemas.map(([name]): [string, string] => [`schema-${name}`, name])}
      />
    </>
  );
  return (
    <DocsDocument title={document.info.title} nav={nav}>
      <Prose text={document.info.description} />
      {sections.map((section) => (
        <>
          <h2>{section.name}</h2>
          {section.calls.map((call) => (
            <Operation {...call} />
          ))}
        </>
      ))}
      <h2>Schemas</h2>
      {schemas.map(([name, schema]) => (
        <section class="docs-part" id={`schema-${name}`}>
          <h3>{name}</h3>
          <SchemaTable schema={schema} />
        </section>
      ))}
    </DocsDocument>
  );
}

/** Links to places on the page. */
export function NavList(props: { title: string; entries: readonly [id: string, text: string][] }) {
  return (
    <>
      <h2>{props.title}</h2>
      <ul>
        {props.entries.map(([id, text]) => (
          <li>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Operation({ method, path, operation }: Call) {
  const body = operation.requestBody?.content["application/json"];
  return (
    <section class="docs-part" id={operation.operationId}>
      <h3>{operation.summary}</h3>
      <p class="docs-call">
        <span class="docs-method">{method.toUpperCase()}</span> <code>{path}</code>
      </p>
      {operation.description !== undefined && <Prose text={operation.description} />}
      {operation.parameters !== undefined && (
        <>
          <h4>Parameters</h4>
          <ParameterTable parameters={operation.parameters} />
        </>
      )}
      {body !== undefined && (
        <>
          <h4>Body</h4>
          <p>
            <TypeText schema={body.schema} />
          </p>
        </>
      )}
      <h4>Answers</h4>
      <table>
        <tbody>
          {Object.entries(operation.responses).map(([status, { description, content = {} }]) => (
            <tr>
              <th scope="row">{status}</th>
              <td>
                <Prose text={description} />
              </td>
              <td>
                {Object.values(content).map(({ schema }) => (
                  <TypeText schema={schema} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
