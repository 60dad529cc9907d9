/** A sheet of drawing paper: collects gradients, patterns and clips once, and prints the SVG. */

/** One stop of a gradient: where (0 to 1), which colour, how opaque. */
export type Stop = readonly [at: number, colour: string, opacity?: number];

/** What may stand in a drawing template. */
export type Mark = string | number | false | undefined | readonly string[];

function short(value: number): string {
  return String(Math.round(value * 10) / 10).replace(/^(-?)0\./u, "$1.");
}

/** An SVG fragment; numbers are rounded to tenths, lists are joined, `false` prints nothing. */
export function svg(strings: TemplateStringsArray, ...marks: readonly Mark[]): string {
  let out = strings[0] ?? "";
  marks.forEach((mark, index) => {
    if (typeof mark === "number") out += short(mark);
    else if (typeof mark === "string") out += mark;
    else if (mark !== undefined && mark !== false) out += mark.join("");
    out += strings[index + 1] ?? "";
  });
  return out;
}

const DIRECTIONS = {
  right: 'x1="0" x2="1"',
  down: 'x1="0" x2="0" y1="0" y2="1"',
  slant: 'x1="0" x2="1" y1="0" y2="1"',
} as const;

/** The shared definitions of one picture. */
export class Sheet {
  readonly #ids = new Map<string, string>();
  readonly #defs: string[] = [];

  #define(key: string, print: (id: string) => string): string {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = `k${this.#ids.size.toString(36)}`;
    this.#ids.set(key, id);
    this.#defs.push(print(id));
    return id;
  }

  #stops(stops: readonly Stop[]): string {
    return stops
      .map(([at, colour, opacity]) => {
        const alpha = opacity === undefined ? "" : ` stop-opacity="${opacity}"`;
        return `<stop offset="${Math.round(at * 100) / 100}" stop-color="${colour}"${alpha}/>`;
      })
      .join("");
  }

  /** A straight gradient over the shape that it fills. */
  linear(stops: readonly Stop[], direction: keyof typeof DIRECTIONS = "right"): string {
    const body = `${DIRECTIONS[direction]}>${this.#stops(stops)}</linearGradient>`;
    return `url(#${this.#define(body, (id) => `<linearGradient id="${id}" ${body}`)})`;
  }

  /** A round gradient over the shape that it fills; centre and radius are shares of it. */
  radial(stops: readonly Stop[], [cx, cy, r]: readonly [number, number, number] = [0.5, 0.5, 0.5]) {
    const body = `cx="${cx}" cy="${cy}" r="${r}">${this.#stops(stops)}</radialGradient>`;
    return `url(#${this.#define(body, (id) => `<radialGradient id="${id}" ${body}`)})`;
  }

  /** A tile that repeats in the units of the drawing. */
  pattern(body: string, { w, h, turn = 0 }: { w: number; h: number; turn?: number }): string {
    const turned = turn === 0 ? "" : ` patternTransform="rotate(${turn})"`;
    const print = `width="${w}" height="${h}" patternUnits="userSpaceOnUse"${turned}>${body}</pattern>`;
    return `url(#${this.#define(print, (id) => `<pattern id="${id}" ${print}`)})`;
  }

  /** An attribute that clips to the outline. */
  clip(d: string): string {
    const id = this.#define(`clip${d}`, (it) => `<clipPath id="${it}"><path d="${d}"/></clipPath>`);
    return `clip-path="url(#${id})"`;
  }

  /** The outline as a reusable shape: its reference for `<use href>`. */
  shape(d: string): string {
    return `#${this.#define(`shape${d}`, (id) => `<path id="${id}" d="${d}"/>`)}`;
  }

  /** The finished document; `stock` are shapes that the body refers to by a fixed name. */
  document(
    body: string,
    { width, height, stock = "" }: { width: number; height: number; stock?: string },
  ): string {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}"><defs>${this.#defs.join("")}${stock}</defs>${body}</svg>`
    );
  }
}
