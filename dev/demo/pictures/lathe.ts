/** Things turned on a wheel or a lathe: a silhouette becomes a lit, round body. */
import { lit, shaded } from "./colour.ts";
import type { Sheet } from "./sheet.ts";
import { svg } from "./sheet.ts";
import type { Finish } from "./surface.ts";
import { roundFill } from "./surface.ts";

/** One step of a silhouette, downwards: a straight line, or a curve with two control points. */
export type Step =
  | readonly [r: number, y: number]
  | readonly [r1: number, y1: number, r2: number, y2: number, r: number, y: number];

/** The right-hand silhouette from the rim down to the foot: radius, and height above ground. */
export type Profile = readonly [start: readonly [r: number, y: number], ...steps: Step[]];

/** How a turned body is made. */
export type Turned = {
  profile: Profile;
  colour: string;
  finish?: Finish;
  /** Overlay paints (textures), over the body. */
  skins?: readonly string[];
  /** How far the camera looks down: height of an ellipse over its width. */
  tilt?: number;
  /** Follow the silhouette with the shade, for necks and waists. */
  follow?: boolean;
  /** Lower part left in another colour, up to a height. */
  dip?: { y: number; colour: string; skins?: readonly string[] };
  /** Rings drawn round the body at heights. */
  rings?: readonly { y: number; colour: string; width: number; opacity?: number }[];
};

/** The silhouette as points, rim first. */
export function samplesOf(profile: Profile): (readonly [r: number, y: number])[] {
  const points: (readonly [number, number])[] = [];
  let [r0, y0] = profile[0];
  points.push([r0, y0]);
  for (const step of stepsOf(profile)) {
    if (step.length === 2) {
      points.push(step);
      [r0, y0] = step;
      continue;
    }
    const [r1, y1, r2, y2, r3, y3] = step;
    for (let part = 1; part <= 8; part += 1) {
      const t = part / 8;
      const u = 1 - t;
      const at = (a: number, b: number, c: number, d: number): number =>
        u ** 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d;
      points.push([at(r0, r1, r2, r3), at(y0, y1, y2, y3)]);
    }
    [r0, y0] = [r3, y3];
  }
  return points;
}

/** The radius of the silhouette at a height. */
export function radiusAt(profile: Profile, y: number): number {
  const points = samplesOf(profile);
  for (let at = 1; at < points.length; at += 1) {
    const [above, below] = [points[at - 1], points[at]];
    if (above === undefined || below === undefined || below[1] > y) continue;
    const share = (above[1] - y) / Math.max(0.01, above[1] - below[1]);
    return above[0] + (below[0] - above[0]) * Math.max(0, share);
  }
  return points.at(-1)?.[0] ?? 0;
}

function stepsOf(profile: Profile): readonly Step[] {
  const [, ...steps] = profile;
  return steps;
}

/** The silhouette from rim to foot at a share of its radius, after an `M` to its start. */
export function downward(profile: Profile, share = 1): string {
  return stepsOf(profile)
    .map((step) =>
      step.length === 2
        ? svg`L${step[0] * share} ${-step[1]}`
        : svg`C${step[0] * share} ${-step[1]} ${step[2] * share} ${-step[3]} ${step[4] * share} ${-step[5]}`,
    )
    .join("");
}

/** The same way back from foot to rim. */
function upward(profile: Profile, share: number): string {
  const nodes = profile.map((step) => (step.length === 2 ? step : ([step[4], step[5]] as const)));
  return stepsOf(profile)
    .map((step, at) => {
      const [r, y] = nodes[at] ?? [0, 0];
      return step.length === 2
        ? svg`L${r * share} ${-y}`
        : svg`C${step[2] * share} ${-step[3]} ${step[0] * share} ${-step[1]} ${r * share} ${-y}`;
    })
    .reverse()
    .join("");
}

function footOf(profile: Profile): readonly [r: number, y: number] {
  const last = profile.at(-1) ?? profile[0];
  return last.length === 2 ? last : [last[4], last[5]];
}

/** The closed outline of the body; its rim and foot are half ellipses. */
export function outline(profile: Profile, tilt: number): string {
  const [rTop, yTop] = profile[0];
  const [rFoot, yFoot] = footOf(profile);
  const foot = svg`A${rFoot} ${rFoot * tilt} 0 0 1 ${-rFoot} ${-yFoot}`;
  return svg`M${rTop} ${-yTop}${downward(profile)}${foot}${upward(profile, -1)}A${rTop} ${rTop * tilt} 0 0 1 ${rTop} ${-yTop}Z`;
}

/** A strip between two shares of the radius: what highlights are cut from. */
export function strip(profile: Profile, { from, to }: { from: number; to: number }): string {
  const [r, y] = profile[0];
  const [rFoot, yFoot] = footOf(profile);
  return svg`M${r * from} ${-y}${downward(profile, from)}L${rFoot * to} ${-yFoot}${upward(profile, to)}Z`;
}

/** An arc over the front of the body at a height. */
export function arc(r: number, y: number, tilt: number): string {
  return svg`M${-r} ${-y}A${r} ${r * tilt} 0 0 0 ${r} ${-y}`;
}

function glints(sheet: Sheet, { profile, finish }: Turned): string {
  if (finish !== "gloss" && finish !== "glass") return "";
  const fade = sheet.linear(
    [
      [0.02, "#fff", 0],
      [0.1, "#fff", 0.5],
      [0.65, "#fff", 0.32],
      [0.88, "#fff", 0],
    ],
    "down",
  );
  const part = (from: number, to: number, opacity: number): string =>
    `<path d="${strip(profile, { from, to })}" fill="${fade}" opacity="${opacity}"/>`;
  return part(-0.74, -0.46, 0.3) + part(-0.68, -0.53, 0.75) + part(-0.41, -0.375, 0.5);
}

const CORE_SHARES = [0.3, 0.4, 0.5, 0.59, 0.67, 0.75, 0.82, 0.88, 0.93];

/** The core shade of a body whose silhouette curves: thin veils from the right, cut to the body. */
function core(sheet: Sheet, profile: Profile, d: string): string {
  const [r0, y0] = profile[0];
  const [, yFoot] = footOf(profile);
  const veil = sheet.shape(svg`M${r0} ${-y0}${downward(profile)}V${-yFoot + 40}H600V${-y0}Z`);
  const veils = CORE_SHARES.map((at) => `<use href="${veil}" transform="scale(${at} 1)"/>`);
  return `<g ${sheet.clip(d)} fill="#1e1714" fill-opacity=".026">${veils.join("")}</g>`;
}

/** The lit body without its rim: paint, textures, dip, rings, shade and shine. */
export function turned(sheet: Sheet, body: Turned): string {
  const { profile, colour, finish = "matte", skins = [], tilt = 0.17, follow, dip } = body;
  const d = outline(profile, tilt);
  const shape = sheet.shape(d);
  const use = (paint: string): string => `<use href="${shape}" fill="${paint}"/>`;
  let out = use(roundFill(sheet, colour, finish));
  for (const skin of skins) out += use(skin);
  if (dip !== undefined) {
    const r = radiusAt(profile, dip.y) + 1;
    const wide = 900;
    const lower = svg`M${-wide} ${-dip.y}H${-r}A${r} ${r * tilt} 0 0 0 ${r} ${-dip.y}H${wide}V60H${-wide}Z`;
    const part = use(roundFill(sheet, dip.colour)) + (dip.skins ?? []).map(use).join("");
    out += `<g ${sheet.clip(lower)}>${part}</g>`;
    out += svg`<path d="${arc(r - 1, dip.y, tilt)}" fill="none" stroke="${shaded(colour, 0.3)}" stroke-width="1.6" opacity=".5"/>`;
  }
  for (const ring of body.rings ?? []) {
    out += svg`<path d="${arc(radiusAt(profile, ring.y), ring.y, tilt)}" fill="none" stroke="${ring.colour}" stroke-width="${ring.width}" opacity="${String(ring.opacity ?? 1)}"/>`;
  }
  if (follow === true) out += core(sheet, profile, d);
  out += use(
    sheet.linear(
      [
        [0, "#fff9ee", 0.1],
        [0.35, "#fff9ee", 0],
        [0.6, "#1e1714", 0],
        [1, "#1e1714", 0.26],
      ],
      "down",
    ),
  );
  return out + glints(sheet, body);
}

/** A round lip with its inner wall, and what fills it. */
export function rim(
  sheet: Sheet,
  {
    r,
    y,
    wall,
    colour,
    inside = colour,
    tilt = 0.17,
    depth = 1,
    fill,
  }: {
    r: number;
    y: number;
    wall: number;
    colour: string;
    inside?: string;
    tilt?: number;
    /** How dark it is inside: 1 for a cup, less for a dish. */
    depth?: number;
    /** A liquid, soil or wax, so many units below the lip. */
    fill?: { colour: string; depth: number; skin?: string };
  },
): string {
  const inner = r - wall;
  const lip = sheet.linear([
    [0, lit(colour, 0.34)],
    [0.4, lit(colour, 0.18)],
    [1, shaded(colour, 0.22)],
  ]);
  const well = sheet.linear([
    [0, shaded(inside, 0.55 * depth)],
    [0.45, shaded(inside, 0.3 * depth)],
    [0.85, lit(inside, 0.06)],
    [1, shaded(inside, 0.1)],
  ]);
  const cut = svg`M${-inner} ${-y}A${inner} ${inner * tilt} 0 0 1 ${inner} ${-y}A${inner} ${inner * tilt} 0 0 1 ${-inner} ${-y}Z`;
  let out = svg`<ellipse cy="${-y}" rx="${r}" ry="${r * tilt}" fill="${lip}"/><ellipse cy="${-y}" rx="${inner}" ry="${inner * tilt}" fill="${well}"/>`;
  if (fill !== undefined) {
    const surface = sheet.linear([
      [0, shaded(fill.colour, 0.4)],
      [0.5, fill.colour],
      [1, lit(fill.colour, 0.16)],
    ]);
    const level = svg`cy="${-y + fill.depth}" rx="${inner * 0.985}" ry="${inner * tilt}"`;
    out += `<g ${sheet.clip(cut)}><ellipse ${level} fill="${surface}"/>${
      fill.skin === undefined ? "" : `<ellipse ${level} fill="${fill.skin}"/>`
    }</g>`;
  }
  const edge = r - wall * 0.45;
  const glint = sheet.linear([
    [0, "#fffaf0", 0],
    [0.3, "#fffaf0", 0.75],
    [1, "#fffaf0", 0],
  ]);
  return (
    out +
    svg`<path d="M${-edge} ${-y}A${edge} ${edge * tilt} 0 0 1 ${edge * 0.3} ${-y - edge * tilt * 0.95}" fill="none" stroke="${glint}" stroke-width="${wall * 0.45}"/>`
  );
}

/** A closed, slightly domed or flat top. */
export function cap(
  sheet: Sheet,
  {
    r,
    y,
    colour,
    tilt = 0.17,
    skin,
  }: { r: number; y: number; colour: string; tilt?: number; skin?: string },
): string {
  const top = sheet.linear([
    [0, lit(colour, 0.36)],
    [0.5, lit(colour, 0.14)],
    [1, shaded(colour, 0.1)],
  ]);
  const at = svg`cy="${-y}" rx="${r}" ry="${r * tilt}"`;
  return `<ellipse ${at} fill="${top}"/>${skin === undefined ? "" : `<ellipse ${at} fill="${skin}"/>`}`;
}
