/** How light and shade change the colours of the shop. */
import type { ColourName } from "./names.ts";
import { PALETTE } from "./names.ts";

/** The colour word in a text: "Speckled Sage" is sage; a text without one is left undefined. */
export function colourWordIn(text: string): ColourName | undefined {
  const words = text.toLowerCase().split(/[^a-z]+/u);
  return words.reverse().find((word): word is ColourName => Object.hasOwn(PALETTE, word));
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
