/** Form-encoded parameters as Stripe reads them: `a[b][0]=c` becomes nested values. */

/** A parsed parameter. Keys that count 0, 1, 2 … become a list. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };

/** Parameters by name, at the top. */
export type FormFields = { [name: string]: FormValue };

/** A form that cannot be read. */
export interface FormFault {
  readonly param: string;
  readonly message: string;
}

/** The parse: fields, or the parameter that made no sense. */
export type FormParse =
  | { readonly ok: true; readonly fields: FormFields }
  | { readonly ok: false; readonly fault: FormFault };

const DEPTH_MAX = 8;
const PAIRS_MAX = 1000;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

type Branch = Map<string, string | Branch>;

/** Reads a form body or a query string. */
export function parseForm(text: string): FormParse {
  const root: Branch = new Map();
  let pairs = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    pairs += 1;
    if (pairs > PAIRS_MAX) return fault(name, `Too many parameters: the limit is ${PAIRS_MAX}`);
    const path = pathOf(name);
    if (path === null) return fault(name, `Invalid parameter name: ${name}`);
    if (!plant(root, path, value)) return fault(name, `Invalid nesting of parameter: ${name}`);
  }
  return { ok: true, fields: fieldsOf(root) };
}

function fault(param: string, message: string): FormParse {
  return { ok: false, fault: { param, message } };
}

function pathOf(name: string): readonly string[] | null {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (match === null) return null;
  const inner = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "");
  const path = [match[1] ?? "", ...inner];
  if (path.length > DEPTH_MAX || path.some((key) => FORBIDDEN.has(key))) return null;
  return path;
}

function plant(root: Branch, path: readonly string[], value: string): boolean {
  let branch = root;
  for (const [depth, part] of path.entries()) {
    const key = part === "" ? String(branch.size) : part;
    const found = branch.get(key);
    if (depth === path.length - 1) {
      if (found instanceof Map) return false;
      branch.set(key, value);
      return true;
    }
    if (typeof found === "string") return false;
    const next: Branch = found ?? new Map();
    branch.set(key, next);
    branch = next;
  }
  return false;
}

function fieldsOf(branch: Branch): FormFields {
  return Object.fromEntries([...branch].map(([key, value]) => [key, grow(value)]));
}

function grow(value: string | Branch): FormValue {
  if (typeof value === "string") return value;
  const keys = [...value.keys()];
  if (keys.length > 0 && keys.every((key, index) => key === String(index))) {
    return [...value.values()].map(grow);
  }
  return fieldsOf(value);
}

/** The same parameters in the same words, whatever order they came in. */
export function canonicalForm(text: string): string {
  const pairs = [...new URLSearchParams(text)].map(([name, value]) =>
    JSON.stringify([name, value]),
  );
  return pairs.sort().join("\n");
}

/** How Stripe writes the place of a parameter: `shipping[address][line1]`. */
export function paramName(path: readonly PropertyKey[]): string {
  return path.map((key, depth) => (depth === 0 ? String(key) : `[${String(key)}]`)).join("");
}
