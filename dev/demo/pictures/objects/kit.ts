/** What every drawn object is made with: its look, its extent, and the strokes they share. */
import { hash53 } from "../../derive.ts";
import { lit, shaded } from "../colour.ts";
import type { Profile, Turned } from "../lathe.ts";
import { arc, downward, radiusAt } from "../lathe.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import type { Cloth } from "../surface.ts";
import { detailOn, faceFill, grain, speckle, veins, weave } from "../surface.ts";

/** How one object is to look: colours as hex, the material as a word, a number for its shape. */
export type Look = {
  readonly colour: string;
  /** Raw clay, stripes, lids: what goes with the colour. */
  readonly second: string;
  /** Linings and insides. */
  readonly third: string;
  /** A word of MATERIALS, or nothing where the object's own is meant. */
  readonly material: string;
  /** Chooses among the shapes of an object. */
  readonly seed: number;
};

/** At least one shape to choose from. */
export type Shapes<T> = readonly [T, ...T[]];

/** The shape that a seed stands for. */
export function choose<T>(shapes: Shapes<T>, seed: number): T {
  return shapes[seed % shapes.length] ?? shapes[0];
}

/** A drawn object in units of about a millimetre; it stands on y = 0, lies or hangs round the origin. */
export type Drawn = {
  view: "stand" | "top" | "wall";
  body: string;
  /** Left, top, right, bottom. */
  box: readonly [number, number, number, number];
  /** Where it touches the ground: centre and half width, for the contact shadows. */
  feet: readonly (readonly [x: number, rx: number])[];
};

const METALS: readonly string[] = ["brass", "copper", "steel", "iron"];
const WOODS: readonly string[] = [
  "oak",
  "walnut",
  "ash",
  "beech",
  "cherry",
  "bamboo",
  "olive wood",
  "wood",
];

/** True for the word of a wood. */
export function isWood(material: string): boolean {
  return WOODS.includes(material);
}

/** Draws one object onto a sheet. */
export type Draw = (sheet: Sheet, look: Look) => Drawn;

/** Moves, turns and scales a fragment. */
export function place(
  body: string,
  { x = 0, y = 0, turn = 0, scale = 1 }: { x?: number; y?: number; turn?: number; scale?: number },
): string {
  const turned = turn === 0 ? "" : svg` rotate(${turn})`;
  const scaled = scale === 1 ? "" : ` scale(${Math.round(scale * 1000) / 1000})`;
  return svg`<g transform="translate(${x} ${y})${turned}${scaled}">${body}</g>`;
}

/** An object that stands on the ground. */
export function standing(
  body: string,
  {
    left,
    right,
    height,
    foot,
    dip = 0,
  }: { left: number; right: number; height: number; foot: number; dip?: number },
): Drawn {
  return { view: "stand", body, box: [-left, -height, right, dip], feet: [[0, foot]] };
}

/** An object seen from above, `w` by `h` round the origin. */
export function lying(body: string, w: number, h: number): Drawn {
  return { view: "top", body, box: [-w / 2, -h / 2, w / 2, h / 2], feet: [] };
}

/** An object on the wall, `w` wide, from `top` above the origin to `bottom` below it. */
export function hanging(
  body: string,
  { w, top, bottom }: { w: number; top: number; bottom: number },
): Drawn {
  return { view: "wall", body, box: [-w / 2, -top, w / 2, bottom], feet: [] };
}

/** The shadow of a flat thing that lies on the ground or hangs on a wall, `lift` above it. */
export function fallen(d: string, lift: number): string {
  const id = `f${hash53(d).toString(36).slice(-6)}`;
  const widths = [1.9, 1.6, 1.3, 1, 0.75, 0.5, 0.25, 0];
  const uses = widths.map(
    (width) => svg`<use href="#${id}" stroke-width="${lift * width}" opacity=".05"/>`,
  );
  return svg`<g transform="translate(${lift * 0.55} ${lift})" fill="#33271f" stroke="#33271f" stroke-linejoin="round"><defs><path id="${id}" d="${d}"/></defs>${uses}</g>`;
}

/** A round bar along a path: handles, stems, wires. */
export function tube(d: string, width: number, colour: string): string {
  const id = `t${hash53(d).toString(36).slice(-6)}`;
  const part = (ink: string, share: number, move: number): string =>
    svg`<use href="#${id}" stroke="${ink}" stroke-width="${width * share}" transform="translate(${-width * move} ${-width * move})"/>`;
  const layers = [
    part(shaded(colour, 0.36), 1, 0),
    part(shaded(colour, 0.22), 0.86, 0.04),
    part(shaded(colour, 0.07), 0.68, 0.08),
    part(lit(colour, 0.12), 0.42, 0.13),
    part(lit(colour, 0.36), 0.16, 0.17),
  ];
  return `<g fill="none" stroke-linecap="round" stroke-linejoin="round"><defs><path id="${id}" d="${d}"/></defs>${layers.join("")}</g>`;
}

/** Paint and textures of a turned body. */
export type Ware = Pick<Turned, "colour" | "finish" | "skins"> & {
  dip?: { y: number; colour: string; skins: string[] };
};

/** The paint and textures that a look's material stands for; glazed stoneware where it has none. */
export function ware(sheet: Sheet, look: Look, dipAt = 0): Ware {
  const { colour, second, material, seed } = look;
  if (material === "porcelain" || material === "enamel")
    return { colour, finish: "gloss", skins: [] };
  if (material === "glass") return { colour, finish: "glass", skins: [] };
  if (METALS.includes(material)) return { colour, finish: "metal", skins: [] };
  if (isWood(material))
    return { colour, finish: "matte", skins: [grain(sheet, colour, { turn: 90 })] };
  if (material === "marble") return { colour, finish: "gloss", skins: [veins(sheet, colour)] };
  if (material === "concrete" || material === "terracotta" || material === "cork") {
    const size = material === "cork" ? 2.4 : 1.5;
    return { colour, finish: "matte", skins: [speckle(sheet, colour, { size, seed: material })] };
  }
  const flecks = speckle(sheet, colour);
  if (dipAt > 0 && seed % 3 === 1) {
    const raw = { y: dipAt, colour: second, skins: [speckle(sheet, second, { seed: "raw" })] };
    return { colour, finish: "gloss", skins: [flecks], dip: raw };
  }
  if (seed % 3 === 2) return { colour, finish: "gloss", skins: [flecks] };
  return { colour, finish: "matte", skins: [flecks] };
}

/** Upright flutes or staves round a body: each a dark line with a light one to its right. */
export function flutes(
  sheet: Sheet,
  profile: Profile,
  { count, colour, strength = 0.2 }: { count: number; colour: string; strength?: number },
): string {
  const [r, y] = profile[0];
  const lines = Array.from({ length: count + 1 }, (_, at) => {
    const share = Math.sin(-1.4 + (2.8 * at) / count);
    return svg`M${r * share} ${-y}${downward(profile, share)}`;
  });
  const shape = sheet.shape(lines.join(""));
  const width = Math.max(2.2, (r * 0.9) / count);
  return svg`<g fill="none"><use href="${shape}" stroke="${shaded(colour, 0.6)}" stroke-width="${width}" opacity="${String(strength)}"/><use href="${shape}" transform="translate(${width * 0.9} 0)" stroke="${lit(colour, 0.6)}" stroke-width="${width * 0.7}" opacity="${String(strength * 1.2)}"/></g>`;
}

/** The faint rings that a potter's fingers leave. */
export function throwingRings(profile: Profile, heights: readonly number[], tilt = 0.17): string {
  const d = heights.map((y) => arc(radiusAt(profile, y) - 0.5, y, tilt)).join("");
  return `<g fill="none"><path d="${d}" stroke="#1e1714" stroke-width="1.5" opacity=".075"/><path d="${d}" transform="translate(0 1.3)" stroke="#fff9ee" stroke-width="1.2" opacity=".13"/></g>`;
}

/** A wooden face: paint plus grain over the same outline. */
export function wooden(
  sheet: Sheet,
  d: string,
  { colour, turn = 0 }: { colour: string; turn?: number },
): string {
  const shape = sheet.shape(d);
  return `<use href="${shape}" fill="${faceFill(sheet, colour)}"/><use href="${shape}" fill="${grain(sheet, colour, { turn })}"/>`;
}

/** A cloth face: paint plus weave over the same outline. */
export function cloth(
  sheet: Sheet,
  d: string,
  {
    colour,
    kind,
    second,
    turn = 0,
    paint,
  }: { colour: string; kind: Cloth; second?: string; turn?: number; paint?: string },
): string {
  const shape = sheet.shape(d);
  const skin = weave(sheet, kind, { colour, turn, ...(second === undefined ? {} : { second }) });
  return `<use href="${shape}" fill="${paint ?? faceFill(sheet, colour, 0.7)}"/><use href="${shape}" fill="${skin}"/>`;
}

const CLOTHS: Readonly<Record<string, Cloth>> = {
  linen: "linen",
  cotton: "canvas",
  wool: "herringbone",
  waffle: "waffle",
  knit: "knit",
  canvas: "canvas",
  felt: "felt",
  terry: "terry",
  corduroy: "cord",
  stripe: "stripe",
  check: "check",
  herringbone: "herringbone",
  jute: "canvas",
  leather: "felt",
};

/** The cloth that a look's material names, or else the object's own. */
export function clothOf(look: Look, other: Cloth = "linen"): Cloth {
  return CLOTHS[look.material] ?? other;
}

/** The outline of a rectangle with round corners. */
export function rounded(
  x: number,
  y: number,
  { w, h, r }: { w: number; h: number; r: number },
): string {
  return svg`M${x + r} ${y}H${x + w - r}A${r} ${r} 0 0 1 ${x + w} ${y + r}V${y + h - r}A${r} ${r} 0 0 1 ${x + w - r} ${y + h}H${x + r}A${r} ${r} 0 0 1 ${x} ${y + h - r}V${y + r}A${r} ${r} 0 0 1 ${x + r} ${y}Z`;
}

/** A line of running stitches. */
export function stitches(d: string, colour: string, width = 1.2): string {
  return svg`<path d="${d}" fill="none" stroke="${detailOn(colour)}" stroke-width="${width}" stroke-dasharray="5 3.4" stroke-linecap="round" opacity=".75"/>`;
}
