/** What every drawn object is made with: its look, its extent, and the strokes they share. */
import { diceFor } from "../../derive.ts";
import { lit, mix, shaded } from "../colour.ts";
import type { Profile, Turned } from "../lathe.ts";
import { arc, radiusAt, strip } from "../lathe.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import type { Cloth, Finish } from "../surface.ts";
import { detailOn, faceFill, grain, speckle, weave } from "../surface.ts";

/** How one object is to look: colours as hex, the rest as words that its drawing knows. */
export type Look = {
  colour: string;
  second: string;
  third: string;
  shape: string;
  texture: string;
};

/** A drawn object in millimetres; it stands on y = 0, lies or hangs round the origin. */
export type Drawn = {
  view: "stand" | "top" | "wall";
  body: string;
  /** Left, top, right, bottom. */
  box: readonly [number, number, number, number];
  /** Where it touches the ground: centre and half width, for the contact shadows. */
  feet: readonly (readonly [x: number, rx: number])[];
};

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
  { left, right, height, foot, dip = 0 }: { left: number; right: number; height: number; foot: number; dip?: number },
): Drawn {
  return { view: "stand", body, box: [-left, -height, right, dip], feet: [[0, foot]] };
}

/** An object seen from above, `w` by `h` round the origin. */
export function lying(body: string, w: number, h: number): Drawn {
  return { view: "top", body, box: [-w / 2, -h / 2, w / 2, h / 2], feet: [] };
}

/** An object on the wall, `w` wide, from `top` above the origin to `bottom` below it. */
export function hanging(body: string, { w, top, bottom }: { w: number; top: number; bottom: number }): Drawn {
  return { view: "wall", body, box: [-w / 2, -top, w / 2, bottom], feet: [] };
}

/** A round bar along a path: handles, stems, wires. */
export function tube(d: string, width: number, colour: string): string {
  const part = (ink: string, share: number, move: number): string =>
    svg`<path d="${d}" stroke="${ink}" stroke-width="${width * share}"${move === 0 ? "" : svg` transform="translate(${-width * move} ${-width * move})"`}/>`;
  return `<g fill="none" stroke-linecap="round" stroke-linejoin="round">${part(shaded(colour, 0.34), 1, 0)}${part(shaded(colour, 0.06), 0.74, 0.06)}${part(lit(colour, 0.36), 0.2, 0.16)}</g>`;
}

/** The finish and textures that a word for ceramics stands for. */
export function ware(
  sheet: Sheet,
  { colour, second, texture }: Look,
  dipAt: number,
): Pick<Turned, "colour" | "finish" | "skins"> & { dip?: { y: number; colour: string; skins: string[] } } {
  const flecks = speckle(sheet, colour);
  switch (texture) {
    case "gloss":
      return { colour, finish: "gloss", skins: [] };
    case "flecked-gloss":
      return { colour, finish: "gloss", skins: [flecks] };
    case "dip":
      return {
        colour,
        finish: "gloss",
        skins: [flecks],
        dip: { y: dipAt, colour: second, skins: [speckle(sheet, second, { seed: "raw" })] },
      };
    case "plain":
      return { colour, finish: "matte", skins: [] };
    default:
      return { colour, finish: "matte", skins: [flecks] };
  }
}

/** Upright flutes or staves round a body. */
export function flutes(profile: Profile, { count, colour, strength = 0.2, top = 0, foot = 1 }: { count: number; colour: string; strength?: number; top?: number; foot?: number }): string {
  let dark = "";
  let light = "";
  for (let at = 0; at <= count; at += 1) {
    const angle = -1.4 + (2.8 * at) / count;
    const share = Math.sin(angle);
    const width = 0.3 * Math.cos(angle) / count;
    dark += strip(profile, { from: share - width, to: share + width, top, foot });
    light += strip(profile, { from: share + width, to: share + width * 2.4, top, foot });
  }
  return `<path d="${dark}" fill="${shaded(colour, 0.6)}" opacity="${strength}"/><path d="${light}" fill="${lit(colour, 0.6)}" opacity="${strength * 1.2}"/>`;
}

/** The faint rings that a potter's fingers leave. */
export function throwingRings(profile: Profile, heights: readonly number[], tilt = 0.17): string {
  const d = heights.map((y) => arc(radiusAt(profile, y) - 0.5, y, tilt)).join("");
  return `<path d="${d}" fill="none" stroke="#1e1714" stroke-width=".9" opacity=".13"/>`;
}

/** A wooden face: paint plus grain over the same outline. */
export function wooden(sheet: Sheet, d: string, { colour, turn = 0 }: { colour: string; turn?: number }): string {
  const shape = sheet.shape(d);
  return `<use href="${shape}" fill="${faceFill(sheet, colour)}"/><use href="${shape}" fill="${grain(sheet, colour, { turn })}"/>`;
}

/** A cloth face: paint plus weave over the same outline. */
export function cloth(
  sheet: Sheet,
  d: string,
  { colour, kind, second, turn = 0, paint }: { colour: string; kind: Cloth; second?: string; turn?: number; paint?: string },
): string {
  const shape = sheet.shape(d);
  const skin = weave(sheet, kind, { colour, turn, ...(second === undefined ? {} : { second }) });
  return `<use href="${shape}" fill="${paint ?? faceFill(sheet, colour, 0.7)}"/><use href="${shape}" fill="${skin}"/>`;
}

const CLOTHS: readonly string[] = [
  "linen", "waffle", "knit", "stripe", "check", "herringbone", "terry", "cord", "canvas", "felt",
] satisfies readonly Cloth[];

/** The cloth that a look's texture names; linen where it names none. */
export function clothOf(look: Look, other: Cloth = "linen"): Cloth {
  return CLOTHS.includes(look.texture) ? (look.texture as Cloth) : other;
}

/** The outline of a rectangle with round corners. */
export function rounded(x: number, y: number, { w, h, r }: { w: number; h: number; r: number }): string {
  return svg`M${x + r} ${y}H${x + w - r}A${r} ${r} 0 0 1 ${x + w} ${y + r}V${y + h - r}A${r} ${r} 0 0 1 ${x + w - r} ${y + h}H${x + r}A${r} ${r} 0 0 1 ${x} ${y + h - r}V${y + r}A${r} ${r} 0 0 1 ${x + r} ${y}Z`;
}

/** A line of running stitches. */
export function stitches(d: string, colour: string, width = 1.2): string {
  return svg`<path d="${d}" fill="none" stroke="${detailOn(colour)}" stroke-width="${width}" stroke-dasharray="5 3.4" stroke-linecap="round" opacity=".75"/>`;
}

/** One leaf from its stem, `turn` degrees from upright, with a lit half. */
export function leaf(x: number, y: number, { length, width, turn, colour }: { length: number; width: number; turn: number; colour: string }): string {
  const whole = svg`M0 0C${-width} ${-length * 0.3} ${-width * 0.8} ${-length * 0.75} 0 ${-length}C${width * 0.8} ${-length * 0.75} ${width} ${-length * 0.3} 0 0Z`;
  const half = svg`M0 0C${-width} ${-length * 0.3} ${-width * 0.8} ${-length * 0.75} 0 ${-length}Z`;
  return svg`<g transform="translate(${x} ${y}) rotate(${turn})"><path d="${whole}" fill="${shaded(colour, 0.16)}"/><path d="${half}" fill="${lit(colour, 0.16)}"/></g>`;
}

/** A stem with paired leaves, growing from (x, y). */
export function sprig(
  x: number,
  y: number,
  { height, lean = 0, colour, leaves = 5, size = 1, seed = "sprig" }: { height: number; lean?: number; colour: string; leaves?: number; size?: number; seed?: string },
): string {
  const roll = diceFor(seed);
  let out = svg`<path d="M${x} ${y}Q${x} ${y - height * 0.5} ${x + lean} ${y - height}" fill="none" stroke="${shaded(colour, 0.3)}" stroke-width="${2 * size}" stroke-linecap="round"/>`;
  for (let at = 1; at <= leaves; at += 1) {
    const t = at / (leaves + 0.2);
    const sx = x + lean * t * t;
    const sy = y - height * t;
    const side = at % 2 === 0 ? 1 : -1;
    const reach = (20 + roll() * 8) * size * (1.15 - t * 0.5);
    out += leaf(sx, sy, { length: reach, width: reach * 0.36, turn: side * (48 + roll() * 16), colour: mix(colour, "#c8bd6a", roll() * 0.25) });
    out += leaf(sx, sy + 3, { length: reach * 0.85, width: reach * 0.32, turn: -side * (56 + roll() * 14), colour });
  }
  return out + leaf(x + lean, y - height + 2, { length: 18 * size, width: 6 * size, turn: lean / 4, colour });
}

/** The finish that a word stands for where only polish matters. */
export function finishOf(texture: string): Finish {
  return texture === "gloss" ? "gloss" : texture === "metal" ? "metal" : "matte";
}
