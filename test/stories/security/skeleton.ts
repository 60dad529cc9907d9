/** What a browser would build from a page, without its words. */

/** A document's tags with the names of their attributes, in order: what a browser would build. */
export function skeletonOf(html: string): string[] {
  const parts: string[] = [];
  const tag =
    /<(\/?[a-z!?][^\s/>]*)((?:\s+[^\s=/>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>|<!--/giy;
  let at = 0;
  while (at < html.length) {
    tag.lastIndex = at;
    const found = html[at] === "<" ? tag.exec(html) : null;
    if (found === null) {
      if (html[at] === "<") parts.push(`stray at ${html.slice(at, at + 40)}`);
      at += 1;
      continue;
    }
    const [whole, name = "comment", attributes = ""] = found;
    const names = [
      ...attributes.matchAll(/\s([^\s=/>"']+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?/g),
    ];
    parts.push([name, ...names.map(([, key]) => key)].join(" "));
    at += whole.length;
    if (name !== "script" && name !== "style") continue;
    const end = html.toLowerCase().indexOf(`</${name}`, at);
    at = end < 0 ? html.length : end;
  }
  return parts;
}
