/** What things are made of: finishes as gradients, textures as small repeating tiles. */
import { diceFor } from "../derive.ts";
import { lightness, lit, mix, shaded } from "./colour.ts";
import type { Sheet, Stop } from "./sheet.ts";
import { svg } from "./sheet.ts";

/** How a surface answers light that comes from the left. */
export type Finish = "matte" | "gloss" | "metal" | "glass";

/** A woven or knitted surface. */
export type Cloth =
  | "linen"
  | "waffle"
  | "knit"
  | "stripe"
  | "check"
  | "herringbone"
  | "terry"
  | "cord"
  | "canvas"
  | "felt";

function roundStops(colour: string, finish: Finish): readonly Stop[] {
  if (finish === "metal") {
    return [
      [0, shaded(colour, 0.38)],
      [0.1, shaded(colour, 0.05)],
      [0.22, lit(colour, 0.62)],
      [0.33, lit(colour, 0.12)],
      [0.56, shaded(colour, 0.24)],
      [0.74, shaded(colour, 0.46)],
      [0.86, shaded(colour, 0.12)],
      [0.93, shaded(colour, 0.2)],
      [1, shaded(colour, 0.5)],
    ];
  }
  if (finish === "glass") {
    const edge = mix(colour, "#4d5a58", 0.45);
    return [
      [0, edge, 0.8],
      [0.06, colour, 0.5],
      [0.24, lit(colour, 0.6), 0.5],
      [0.5, colour, 0.4],
      [0.82, colour, 0.55],
      [0.95, edge, 0.6],
      [1, edge, 0.85],
    ];
  }
  const glow = finish === "gloss" ? 0.34 : 0.24;
  return [
    [0, shaded(colour, 0.16)],
    [0.08, shaded(colour, 0.03)],
    [0.26, lit(colour, glow)],
    [0.46, lit(colour, 0.04)],
    [0.72, shaded(colour, 0.2)],
    [0.9, shaded(colour, 0.36)],
    [0.97, shaded(colour, 0.3)],
    [1, shaded(colour, 0.24)],
  ];
}

/** The paint of a round body: light left of the middle, core shade right, a little bounce. */
export function roundFill(sheet: Sheet, colour: string, finish: Finish = "matte"): string {
  return sheet.linear(roundStops(colour, finish));
}

/** The paint of a level or upright face: a shade lighter on the left. */
export function faceFill(sheet: Sheet, colour: string, depth = 1): string {
  return sheet.linear(
    [
      [0, lit(colour, 0.16 * depth)],
      [0.55, colour],
      [1, shaded(colour, 0.16 * depth)],
    ],
    "slant",
  );
}

/** Fine flecks, as in stoneware: one path of dots. */
export function speckle(sheet: Sheet, colour: string, { size = 1, seed = "fleck" } = {}): string {
  const roll = diceFor(seed);
  const dots = (count: number): string =>
    Array.from({ length: count }, () => svg`M${roll() * 60} ${roll() * 60}h0`).join("");
  const stroke = (ink: string, width: number, opacity: number, d: string): string =>
    `<path d="${d}" stroke="${ink}" stroke-width="${width}" stroke-linecap="round" opacity="${opacity}"/>`;
  const dark = shaded(colour, 0.62);
  const body =
    stroke(dark, 0.7 * size, 0.42, dots(26)) +
    stroke(dark, 1.2 * size, 0.4, dots(7)) +
    stroke(lit(colour, 0.6), 0.8 * size, 0.5, dots(16));
  return sheet.pattern(body, { w: 60, h: 60 });
}

/** Long grain lines of wood, tiling in both directions. */
export function grain(sheet: Sheet, colour: string, { turn = 0, seed = "grain" } = {}): string {
  const roll = diceFor(seed);
  const lines = Array.from({ length: 11 }, (_, index) => {
    const y = index * 8.6 + roll() * 5;
    const sway = (roll() - 0.5) * 9;
    const d = svg`M0 ${y}C60 ${y + sway} 90 ${y + sway} 130 ${y}S215 ${y - sway} 260 ${y}`;
    const ink = roll() > 0.25 ? shaded(colour, 0.34) : lit(colour, 0.4);
    return svg`<path d="${d}" stroke="${ink}" stroke-width="${0.6 + roll() * 1.5}" opacity=".${20 + Math.floor(roll() * 28)}"/>`;
  });
  return sheet.pattern(`<g fill="none">${lines.join("")}</g>`, { w: 260, h: 95, turn });
}

/** The soft veins of polished stone. */
export function veins(sheet: Sheet, colour: string): string {
  const d =
    "M0 30C20 22 34 44 52 34S84 10 110 18M8 90C30 70 40 96 66 78S96 74 110 62M40 0C46 16 70 20 74 48S90 90 84 110";
  const thin = "M52 34C60 52 58 66 66 78M20 0C14 14 24 20 18 30M90 16C96 36 100 46 110 48";
  const line = (path: string, width: number, opacity: number): string =>
    `<path d="${path}" fill="none" stroke="${shaded(colour, 0.45)}" stroke-width="${width}" opacity="${opacity}"/>`;
  return sheet.pattern(line(d, 2.6, 0.16) + line(d, 0.8, 0.3) + line(thin, 0.7, 0.25), {
    w: 110,
    h: 110,
  });
}

/** Round contrast for threads: pale cloth gets darker threads, dark cloth lighter ones. */
function threads(colour: string): readonly [string, string] {
  const strength = lightness(colour) > 0.5 ? 0.2 : 0.3;
  return [shaded(colour, strength), lit(colour, 0.42)];
}

/** The weave of a cloth as an overlay; `second` colours stripes and checks. */
export function weave(
  sheet: Sheet,
  kind: Cloth,
  { colour, second = "#f6f0e4", turn = 0 }: { colour: string; second?: string; turn?: number },
): string {
  const [low, high] = threads(colour);
  const line = (d: string, ink: string, width: number, opacity: number): string =>
    `<path d="${d}" stroke="${ink}" stroke-width="${width}" opacity="${opacity}" fill="none"/>`;
  const plain = line("M0 1h6M0 4h6", low, 0.7, 0.32) + line("M1.5 0v6M4.5 0v6", high, 0.7, 0.34);
  switch (kind) {
    case "waffle":
      return sheet.pattern(
        `<rect width="14" height="14" fill="${low}" opacity=".16"/>` +
          line("M0 0h14M0 0v14", high, 3.4, 0.62) +
          line("M2 14V2.6h12", low, 1, 0.5),
        { w: 14, h: 14, turn },
      );
    case "knit":
      return sheet.pattern(
        line("M1 1C3 4 4 6 5.5 9M10 1C8 4 7 6 5.5 9", low, 1.5, 0.4) +
          line("M0 3C2 6 3 8 4.5 11M11 3C9 6 8 8 6.5 11", high, 1.3, 0.5),
        { w: 11, h: 10, turn },
      );
    case "stripe":
      return sheet.pattern(
        `<rect width="15" height="54" fill="${second}" opacity=".85"/>` +
          `<rect x="21" width="3" height="54" fill="${second}" opacity=".7"/>${line("M0 2h54M0 5h54", low, 0.6, 0.2)}`,
        { w: 54, h: 6, turn },
      );
    case "check":
      return sheet.pattern(
        `<g fill="${second}" opacity=".42"><path d="M0 0h22v44H0z"/><path d="M0 0h44v22H0z"/></g>${line("M0 33h44M33 0v44", low, 1.4, 0.5)}`,
        { w: 44, h: 44, turn },
      );
    case "herringbone":
      return sheet.pattern(
        line(
          "M0 8L8 0M0 16L16 0M8 16L16 8M16 0l8 8M16 8l8 8M24 0l8 8M16-8L32 8M16 0l16 16",
          high,
          2,
          0.45,
        ),
        { w: 32, h: 16, turn },
      );
    case "terry":
      return sheet.pattern(
        `<g stroke-linecap="round">${line("M2 3q1.5-2 3 0M8 7q1.5-2 3 0M5 11q1.5-2 3 0", high, 1.3, 0.6)}${line("M2 4.6h3M8 8.6h3M5 12.6h3", low, 1, 0.35)}</g>`,
        { w: 12, h: 13, turn },
      );
    case "cord":
      return sheet.pattern(line("M1 0v8", low, 1.8, 0.4) + line("M4 0v8", high, 1.6, 0.4), {
        w: 7,
        h: 8,
        turn,
      });
    case "canvas":
      return sheet.pattern(
        line("M0 1.5h8M0 5.5h8", low, 1, 0.26) + line("M2 0v8M6 0v8", high, 1.1, 0.3),
        { w: 8, h: 8, turn },
      );
    case "felt":
      return speckle(sheet, colour, { size: 1.3, seed: "felt" });
    case "linen":
      return sheet.pattern(plain + line("M0 2.5h6", high, 0.5, 0.3), { w: 6, h: 6, turn });
  }
}

/** Basket weave: strands that go over and under upright stakes. */
export function wicker(sheet: Sheet, colour: string): string {
  const [low, high] = [shaded(colour, 0.5), lit(colour, 0.4)];
  const strand = (x: number, y: number, ink: string): string =>
    svg`<rect x="${x}" y="${y}" width="25" height="8.6" rx="4" fill="${ink}"/><path d="M${x + 3} ${y + 2.4}h18" stroke="${high}" stroke-width="1.6" opacity=".65"/><path d="M${x + 3} ${y + 7}h19" stroke="${low}" stroke-width="1.4" opacity=".4"/>`;
  const body =
    `<rect width="28" height="20" fill="${shaded(colour, 0.4)}"/><path d="M0 0v20M14 0v20M28 0v20" stroke="${shaded(colour, 0.12)}" stroke-width="5"/>` +
    strand(1.5, 0.8, colour) +
    strand(-12.5, 10.8, shaded(colour, 0.06)) +
    strand(15.5, 10.8, shaded(colour, 0.06));
  return sheet.pattern(body, { w: 28, h: 20 });
}

/** A colour that reads as printed or stitched detail on another. */
export function detailOn(colour: string): string {
  return lightness(colour) > 0.55 ? shaded(colour, 0.45) : mix(colour, "#f3e9d6", 0.62);
}
