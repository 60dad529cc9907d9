/** Writes one `env.gen.ts` beside each wrangler.toml: the types of exactly the bindings it declares. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Deployable, ROOT, readDeployables } from "./deployables.ts";

const HEADER =
  '/** The bindings of this Worker, generated from its wrangler.toml by "npm run types". */';

/** Writes every `env.gen.ts` whose text changed; answers the paths that were stale. */
export function writeEnvTypes(deployables: readonly Deployable[] = readDeployables()): string[] {
  return deployables.flatMap((deployable) => {
    const file = path.join(deployable.folder, "env.gen.ts");
    const text = envModule(deployable, deployables);
    if (existsSync(file) && readFileSync(file, "utf8") === text) return [];
    writeFileSync(file, text);
    return [path.relative(ROOT, file)];
  });
}

function envModule(deployable: Deployable, all: readonly Deployable[]): string {
  const imports = new Map<string, Set<string>>();
  const use = (name: string, file: string): string => {
    const from = relativeImport(deployable.folder, file);
    imports.set(from, (imports.get(from) ?? new Set()).add(name));
    return name;
  };
  const bindings = bindingsOf(deployable, all, use).sort();
  const importLines = [...imports]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([from, names]) => `import type { ${[...names].sort().join(", ")} } from "${from}";`);
  return [
    HEADER,
    ...importLines,
    "",
    `/** What the platform hands to ${deployable.name}. */`,
    "export interface Env {",
    ...bindings.map((binding) => `  readonly ${binding};`),
    "}",
    "",
  ].join("\n");
}

/** `NAME: Type` of every binding; `use` records the import of a class and answers its name. */
function bindingsOf(
  { config, name: self }: Deployable,
  all: readonly Deployable[],
  use: (name: string, file: string) => string,
): string[] {
  const owner = (name: string | undefined) => all.find((other) => other.name === (name ?? self));
  const object = (className: string, script: string | undefined) => {
    const home = owner(script);
    return home === undefined
      ? "DurableObjectNamespace"
      : `DurableObjectNamespace<${use(className, classFile(home, className))}>`;
  };
  const service = (script: string, entrypoint: string | undefined) => {
    const home = owner(script);
    return home === undefined || entrypoint === undefined
      ? "Fetcher"
      : `Service<${use(entrypoint, classFile(home, entrypoint))}>`;
  };
  return [
    ...Object.keys(config.vars).map((key) => `${key}: string`),
    ...(config.secrets?.required ?? []).map((key) => `${key}: string`),
    ...config.d1_databases.map((each) => `${each.binding}: D1Database`),
    ...config.r2_buckets.map((each) => `${each.binding}: R2Bucket`),
    ...config.kv_namespaces.map((each) => `${each.binding}: KVNamespace`),
    ...(config.queues.producers ?? []).map((each) => `${each.binding}: Queue`),
    ...config.send_email.map((each) => `${each.name}: SendEmail`),
    ...(config.ratelimits ?? []).map((each) => `${each.name}: RateLimit`),
    ...(config.version_metadata
      ? [`${config.version_metadata.binding}: WorkerVersionMetadata`]
      : []),
    ...(config.assets?.binding ? [`${config.assets.binding}: Fetcher`] : []),
    ...config.durable_objects.bindings.map(
      (each) => `${each.name}: ${object(each.class_name, each.script_name)}`,
    ),
    ...(config.services ?? []).map(
      (each) => `${each.binding}: ${service(each.service, each.entrypoint)}`,
    ),
  ];
}

/** The module that declares a class: named by its words if there is one, else the Worker's entry. */
function classFile(home: Deployable, className: string): string {
  const file = `${className.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase()}.ts`;
  const candidates = [
    path.join(home.folder, "durable-objects", file),
    path.join(home.folder, file),
    home.main,
  ];
  return candidates.find((candidate) => existsSync(candidate)) ?? home.main;
}

function relativeImport(folder: string, file: string): string {
  const relative = path.relative(folder, file).split(path.sep).join("/");
  return relative.startsWith(".") ? relative : `./${relative}`;
}
