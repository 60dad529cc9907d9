/** Where objects are shown: soft grounds, window light, tables, and the shadows they cast. */
import { lit, mix, shaded } from "./colour.ts";
import type { Drawn } from "./objects/kit.ts";
import type { Sheet } from "./sheet.ts";
import { svg } from "./sheet.ts";
import { grain, weave } from "./surface.ts";

/** Edge of a square picture, in pixels. */
export const EDGE_PX = 1200;

const SHADE = "#2f2722";

function soft(sheet: Sheet, opacity: number): string {
  return sheet.radial([
    [0, SHADE, opacity],
    [0.45, SHADE, opacity * 0.62],
    [0.75, SHADE, opacity * 0.2],
    [1, SHADE, 0],
  ]);
}

/** The shadows under a standing object: a dark contact and a long one away from the light. */
export function shadows(sheet: Sheet, drawn: Drawn, strength = 1): string {
  return drawn.feet
    .map(([x, rx]) => {
      const deep = Math.min(rx, 26 + rx * 0.3) * (drawn.box[3] <= 4 ? 0.55 : 1);
      return svg`<ellipse cx="${x + deep * 0.55}" cy="${deep * 0.05}" rx="${rx + deep * 0.95}" ry="${deep * 0.42}" fill="${soft(sheet, 0.32 * strength)}"/><ellipse cx="${x + deep * 0.14}" cy="${deep * 0.08}" rx="${rx + deep * 0.28}" ry="${deep * 0.27}" fill="${soft(sheet, 0.66 * strength)}"/>`;
    })
    .join("");
}

/** A drawn object put at a point of the picture with its shadows. */
export function put(
  sheet: Sheet,
  drawn: Drawn,
  { x, y, scale, turn = 0 }: { x: number; y: number; scale: number; turn?: number },
): string {
  const turned = turn === 0 ? "" : svg` rotate(${turn})`;
  return svg`<g transform="translate(${x} ${y}) scale(${Math.round(scale * 1000) / 1000})${turned}">${shadows(sheet, drawn)}${drawn.body}</g>`;
}

function haze(sheet: Sheet, { width, height }: { width: number; height: number }): string {
  const roll = [3, 11, 23, 31, 37, 47, 53, 61, 71, 79, 83, 97, 101, 109];
  const dots = roll.map((a, i) => svg`M${(a * 37) % 120} ${(a * 59 + i * 17) % 120}h0`).join("");
  const tile = sheet.pattern(
    `<path d="${dots}" stroke="#5a4636" stroke-width="1.5" stroke-linecap="round" opacity=".1"/><path d="${dots}" transform="translate(31 17) rotate(40 60 60)" stroke="#fff" stroke-width="1.4" stroke-linecap="round" opacity=".26"/>`,
    { w: 120, h: 120 },
  );
  return `<rect width="${width}" height="${height}" fill="${tile}"/>`;
}

/** The seamless studio ground of a hero picture. */
export function studio(sheet: Sheet, ground: string): string {
  const wall = sheet.linear(
    [
      [0, shaded(ground, 0.035)],
      [0.62, lit(ground, 0.1)],
      [0.74, ground],
      [0.8, lit(ground, 0.16)],
      [1, shaded(ground, 0.05)],
    ],
    "down",
  );
  const glow = sheet.radial(
    [
      [0, "#fffaf0", 0.75],
      [0.5, "#fffaf0", 0.3],
      [1, "#fffaf0", 0],
    ],
    [0.3, 0.36, 0.62],
  );
  const full = `width="${EDGE_PX}" height="${EDGE_PX}"`;
  return `<rect ${full} fill="${wall}"/><rect ${full} fill="${glow}"/>${haze(sheet, { width: EDGE_PX, height: EDGE_PX })}`;
}

/** A level ground seen from above. */
export function flatGround(sheet: Sheet, ground: string): string {
  const glow = sheet.radial(
    [
      [0, lit(ground, 0.55)],
      [0.6, lit(ground, 0.08)],
      [1, shaded(ground, 0.07)],
    ],
    [0.24, 0.2, 1.05],
  );
  return `<rect width="${EDGE_PX}" height="${EDGE_PX}" fill="${glow}"/>${haze(sheet, { width: EDGE_PX, height: EDGE_PX })}`;
}

/** Light that falls through a window on the left, as slanted panes. */
export function windowLight(
  sheet: Sheet,
  { x, y, w, h, opacity = 0.5 }: { x: number; y: number; w: number; h: number; opacity?: number },
): string {
  const paint = sheet.linear(
    [
      [0, "#fff8e8", opacity],
      [1, "#fff8e8", opacity * 0.25],
    ],
    "slant",
  );
  const lean = h * 0.32;
  const pane = (fx: number, fy: number, fw: number, fh: number): string => {
    const left = x + fx * w + lean * fy;
    const top = y + fy * h + fx * w * 0.16;
    const drop = fw * w * 0.16;
    return svg`M${left} ${top}l${fw * w} ${drop}l${lean * fh} ${fh * h}l${-fw * w} ${-drop}z`;
  };
  const d =
    pane(0, 0, 0.47, 0.46) +
    pane(0.53, 0, 0.47, 0.46) +
    pane(0, 0.53, 0.47, 0.47) +
    pane(0.53, 0.53, 0.47, 0.47);
  return `<path d="${d}" fill="${paint}"/>`;
}

/** A plastered wall. */
export function wall(
  sheet: Sheet,
  { colour, width, height }: { colour: string; width: number; height: number },
): string {
  const paint = sheet.linear(
    [
      [0, lit(colour, 0.3)],
      [0.6, colour],
      [1, shaded(colour, 0.1)],
    ],
    "slant",
  );
  return `<rect width="${width}" height="${height}" fill="${paint}"/>${haze(sheet, { width, height })}`;
}

/** A table top that begins at `y`, in wood or under a linen cloth. */
export function table(
  sheet: Sheet,
  {
    y,
    width,
    height,
    colour,
    cloth = false,
  }: { y: number; width: number; height: number; colour: string; cloth?: boolean },
): string {
  const deep = height - y;
  const paint = sheet.linear(
    [
      [0, shaded(colour, 0.13)],
      [0.16, lit(colour, 0.05)],
      [0.5, lit(colour, 0.12)],
      [1, shaded(colour, 0.16)],
    ],
    "down",
  );
  const glow = sheet.radial(
    [
      [0, "#fff6e2", 0.5],
      [1, "#fff6e2", 0],
    ],
    [0.25, 0.3, 0.75],
  );
  const at = svg`y="${y}" width="${width}" height="${deep}"`;
  const skin = cloth
    ? `<rect ${at} fill="${weave(sheet, "linen", { colour })}"/>`
    : svg`<g transform="translate(0 ${y}) scale(2.6 1)"><rect width="${width / 2.6}" height="${deep}" fill="${grain(sheet, colour, { seed: "table" })}"/></g>`;
  const folds = cloth
    ? svg`<path d="M0 ${y + deep * 0.5}C300 ${y + deep * 0.42} 700 ${y + deep * 0.62} ${width} ${y + deep * 0.46}M${width * 0.62} ${y}C${width * 0.66} ${y + deep * 0.4} ${width * 0.7} ${y + deep * 0.7} ${width * 0.84} ${height}" fill="none" stroke="${shaded(colour, 0.28)}" stroke-width="9" opacity=".12"/>`
    : "";
  return `<rect ${at} fill="${paint}"/>${skin}${folds}<rect ${at} fill="${glow}"/>${svg`<rect y="${y - 1}" width="${width}" height="3" fill="${mix(colour, "#2a1d14", 0.45)}" opacity=".35"/>`}`;
}

/** The same light where it reaches the table: two long panes that fade towards the viewer. */
export function tableLight(
  sheet: Sheet,
  { x, y, w, h }: { x: number; y: number; w: number; h: number },
): string {
  const paint = sheet.linear(
    [
      [0, "#fff6df", 0.6],
      [1, "#fff6df", 0],
    ],
    "down",
  );
  const pane = (from: number): string =>
    svg`M${x + w * from} ${y}h${w * 0.46}l${h * 1.1} ${h}h${-w * 0.6}z`;
  return `<path d="${pane(0)}${pane(0.54)}" fill="${paint}"/>`;
}
