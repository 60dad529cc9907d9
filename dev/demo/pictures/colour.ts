/** The shop's colours by name, and how light and shade change them. */

/** Every colour, glaze, wood and metal that an option value or a drawing may name. */
export const COLOURS = {
  Sand: "#c9ac7f",
  Oat: "#dccdb2",
  Chalk: "#eee8dc",
  Cream: "#efe2c6",
  Butter: "#e6c878",
  Ochre: "#c9913c",
  Clay: "#b8714f",
  Rust: "#a4502f",
  Terracotta: "#c0714d",
  Rose: "#d3a196",
  Plum: "#6e4256",
  Heather: "#9a8aa3",
  Dusk: "#7c8299",
  Tide: "#7f9ca6",
  Sky: "#a9c0cb",
  Harbour: "#3f5f73",
  Ink: "#333c4c",
  Sage: "#8fa486",
  Moss: "#6d7c4f",
  Olive: "#7f7a4a",
  Pine: "#3d5a4b",
  Fog: "#b9bcb8",
  Stone: "#a39c91",
  Slate: "#5e666b",
  Charcoal: "#42403f",
  Cocoa: "#6a4a3a",
  Natural: "#d2bc94",
  Oak: "#c79c66",
  Ash: "#dcc49a",
  Beech: "#d3a877",
  Walnut: "#7b5237",
  Cherry: "#a9653f",
  Olivewood: "#b08445",
  Cork: "#b98a5a",
  Brass: "#c39a4c",
  Copper: "#bf7650",
  Steel: "#b3b6b8",
  Iron: "#3b3a3a",
  Clear: "#dfe8e6",
  Smoke: "#8b8a88",
  Amber: "#b9742c",
  Tan: "#b07a4c",
  Coffee: "#3d271d",
  Tea: "#a5602a",
  Wax: "#f3e7cf",
  Leaf: "#6b8a55",
  Fern: "#4f7446",
  Eucalyptus: "#86a394",
  Paper: "#f6f0e4",
  Kraft: "#c4a27a",
  Bone: "#e6dcc8",
  White: "#f7f3ea",
  Black: "#2b2929",
} as const;

/** The name of a colour of the demo shop. */
export type ColourName = keyof typeof COLOURS;

/** True for a text that names one of the shop's colours. */
export function isColour(text: string): text is ColourName {
  return Object.hasOwn(COLOURS, text);
}

type Lab = readonly [number, number, number];

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function fromLinear(channel: number): number {
  const value = channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, value)) * 255);
}

function toLab(hex: string): Lab {
  const [r, g, b] = [1, 3, 5].map((at) => toLinear(parseInt(hex.slice(at, at + 2), 16) / 255));
  const [red, green, blue] = [r ?? 0, g ?? 0, b ?? 0];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toHex([lightness, a, b]: Lab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${channels.map((channel) => fromLinear(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** The colour `share` of the way from one to the other, as the eye sees it (OKLab). */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [toLab(from), toLab(to)];
  const at = (index: 0 | 1 | 2): number => a[index] + (b[index] - a[index]) * share;
  return toHex([at(0), at(1), at(2)]);
}

/** The colour in warm light. */
export function lit(colour: string, share: number): string {
  return mix(colour, "#fff9ee", share);
}

/** The colour in shade. */
export function shaded(colour: string, share: number): string {
  return mix(colour, "#1e1714", share);
}

/** How light a colour looks, from 0 (black) to 1 (white). */
export function lightness(colour: string): number {
  return toLab(colour)[0];
}

/** The soft ground that suits a colour: its quiet, pale relative. */
export function groundFor(colour: string): string {
  return mix(mix(colour, "#ebe1d0", 0.74), "#f7f2e9", 0.28);
}
