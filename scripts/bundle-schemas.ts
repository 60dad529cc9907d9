/** Leaves the writer of JSON Schemas out of a Worker that describes nothing: it is a sixth of zod. */
import type { Plugin } from "esbuild";

const WRITER = /[\\/]zod[\\/]v4[\\/]core[\\/](?:to-json-schema|json-schema-processors)\.js$/;

/** What zod's other modules import of the writer. None of it is called while a value is checked. */
const NAMES = [
  "aggregateChecks",
  "allProcessors",
  "createStandardJSONSchemaMethod",
  "createToJSONSchemaMethod",
  "extractDefs",
  "finalize",
  "handleUnrepresentable",
  "initializeContext",
  "process",
  "processSchema",
  "toJSONSchema",
];

const STAND_IN = `
  const refuse = () => () => { throw new Error("This Worker writes no JSON Schema"); };
  export { ${NAMES.map((name) => `refuse as ${name}`).join(", ")} };
`;

/** Replaces the writer; a zod that keeps it elsewhere fails the build instead of growing the bundle. */
export const withoutJsonSchemas: Plugin = {
  name: "without-json-schemas",
  setup(build) {
    let replaced = 0;
    build.onLoad({ filter: WRITER }, () => {
      replaced += 1;
      return { contents: STAND_IN, loader: "js" };
    });
    build.onEnd(({ errors }) => {
      if (errors.length > 0 || replaced === 2) return;
      return { errors: [{ text: "zod keeps its writer of JSON Schemas in other files now" }] };
    });
  },
};
