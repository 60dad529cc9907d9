/** The arrows between the rooms, as a table, and the check that every import follows them. */
import path from "node:path";

/** A room, what it may import besides itself, and which packages; a missing list of packages means any. */
interface Room {
  /** Path prefix of the room's files; the longest prefix wins. */
  readonly at: string;
  /** Path prefixes of what it may import. */
  readonly may: readonly string[];
  /** Path prefixes of what it may import with `import type` alone. */
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
}

const CORE_ENV = "env.gen.ts";
const OBJECTS = "durable-objects/";
const STUBS = "durable-objects/stubs.ts";
const LINKS = "http/links.ts";
/** The rules that the server and the browser share. */
const SHARED = ["ui/variant-choice.ts", "ui/marked-pieces.ts"];
const PURE = ["domain/", "contracts/", "runtime/"];
const PARTS = [...PURE, "db/", "gateways/", "ui/", "http/"];

/** Arrows point down only. Workers are not named in anybody's list, so they never import each other. */
const ROOMS: readonly Room[] = [
  { at: "domain/", may: [], packages: [] },
  { at: "contracts/", may: ["domain/"], packages: ["zod"] },
  { at: "runtime/", may: ["domain/result.ts"], packages: ["cloudflare:workers"] },
  { at: "db/", may: PURE },
  { at: "gateways/", may: PURE, types: [CORE_ENV] },
  { at: "ui/client/", may: SHARED, packages: [] },
  {
    at: "ui/invoice/",
    may: [...PURE, "ui/"],
    packages: ["hono", "@cantoo/fontkit", "@cantoo/pdf-lib"],
  },
  { at: "ui/", may: [...PURE, LINKS], packages: ["hono"] },
  {
    at: "http/",
    may: [...PURE, "db/", "ui/", STUBS],
    types: [OBJECTS],
    packages: ["hono", "zod", "jose"],
  },
  {
    at: OBJECTS,
    may: [...PURE, CORE_ENV],
    packages: ["cloudflare:workers", "node:crypto"],
  },
  { at: "queues/", may: [...PARTS, STUBS, CORE_ENV], types: [OBJECTS] },
  { at: "workers/", may: [...PARTS, STUBS], types: [OBJECTS] },
  { at: "dev/", may: ["domain/", "contracts/"] },
  { at: "worker.ts", may: [...PARTS, OBJECTS, "queues/", CORE_ENV] },
];

/** Rooms whose folders are strangers to each other. */
const APART = ["workers/", "dev/"];

/** What only tests import stands beside what they test, under these names. */
const SUPPORT = /-(?:builders|arbitraries|story|world)\.ts$/;

/** Generated types name classes of other rooms; tests and tools may look everywhere. */
const FREE = new RegExp(
  String.raw`^(?:test|scripts)/|\.test\.tsx?$|\.gen\.ts$|\.config\.ts$|\.d\.ts$|${SUPPORT.source}`,
);

const FROM = /^(?:import|export)\s(?<clause>[^;"']*?\sfrom\s+)?"(?<target>[^"]+)"/gm;
const INLINE = /\bimport\("(?<target>[^"]+)"\)(?<type>\.)?/g;

/** One import, as it is written. */
interface Import {
  readonly target: string;
  /** True for `import type`, which leaves no trace in a bundle. */
  readonly type: boolean;
}

/** A sentence per import that breaks an arrow, and one per circle of modules. */
export function brokenArrows(sources: ReadonlyMap<string, string>): string[] {
  const broken = [...sources].flatMap(([file, text]) =>
    importsOf(text).flatMap((each) => complaint(file, each)),
  );
  return [...broken, ...circles(sources)];
}

function importsOf(text: string): Import[] {
  const lines = [...text.matchAll(FROM)].map(({ 0: whole, groups }) => ({
    target: groups?.target ?? "",
    type: /^(?:import|export) type\s/.test(whole),
  }));
  const inline = [...text.matchAll(INLINE)].map(({ groups }) => ({
    target: groups?.target ?? "",
    type: groups?.type !== undefined,
  }));
  return [...lines, ...inline];
}

function complaint(file: string, { target, type }: Import): string[] {
  const room = FREE.test(file) ? undefined : roomOf(file);
  if (room === undefined) return [];
  if (!target.startsWith(".")) {
    const named = room.packages?.some((name) => target === name || target.startsWith(`${name}/`));
    return named === false ? [`${file} may not import the package "${target}"`] : [];
  }
  const goal = resolve(file, target);
  if (SUPPORT.test(goal)) return [`${file} may not import ${goal}, which is for tests`];
  const allowed = type ? [...room.may, ...(room.types ?? [])] : room.may;
  if (allowed.some((prefix) => goal.startsWith(prefix))) return [];
  if (sameFolder(file, goal, room)) return [];
  return [`${file} may not import ${goal}`];
}

function sameFolder(file: string, goal: string, room: Room): boolean {
  if (!APART.includes(room.at)) return roomOf(goal) === room;
  const [top, folder] = file.split("/");
  return goal.startsWith(`${top}/${folder}/`);
}

function roomOf(file: string): Room | undefined {
  return ROOMS.filter((room) => file.startsWith(room.at)).sort(
    (a, b) => b.at.length - a.at.length,
  )[0];
}

/** Every circle of imports that survive into a bundle, each told once. */
function circles(sources: ReadonlyMap<string, string>): string[] {
  const graph = new Map(
    [...sources].map(([file, text]) => [
      file,
      importsOf(text).flatMap(({ target, type }) =>
        type || !target.startsWith(".") ? [] : [resolve(file, target)],
      ),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) found.push(`A circle: ${[...trail.slice(start), file].join(" -> ")}`);
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}

function resolve(file: string, target: string): string {
  return path.posix.join(path.posix.dirname(file), target);
}
