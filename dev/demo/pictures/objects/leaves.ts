/** Green things: single leaves and sprigs. */
import { diceFor } from "../../derive.ts";
import { lit, mix, shaded } from "../colour.ts";
import { svg } from "../sheet.ts";

/** The leaf that `leaf` places: 1 wide to each side, 1 long, its left half lit. */
const LEAF_SHAPE =
  '<g id="leaf"><path d="M0 0C-1-.3-.8-.75 0-1C.8-.75 1-.3 0 0Z"/><path d="M0 0C-1-.3-.8-.75 0-1Z" fill="#fff9ee" fill-opacity=".3"/></g>';

/** One leaf from its stem, `turn` degrees from upright, with a lit half. */
export function leaf(
  x: number,
  y: number,
  { length, width, turn, colour }: { length: number; width: number; turn: number; colour: string },
): string {
  return svg`<use href="#leaf" fill="${shaded(colour, 0.12)}" transform="translate(${x} ${y}) rotate(${Math.round(turn)}) scale(${width} ${length})"/>`;
}

/** The shapes that fragments refer to without a sheet at hand. */
export function stockShapes(body: string): string {
  return body.includes("#leaf") ? LEAF_SHAPE : "";
}

/** A stem with paired leaves, growing from (x, y). */
export function sprig(
  x: number,
  y: number,
  {
    height,
    lean = 0,
    colour,
    leaves = 5,
    size = 1,
    seed = "sprig",
  }: {
    height: number;
    lean?: number;
    colour: string;
    leaves?: number;
    size?: number;
    seed?: string;
  },
): string {
  const roll = diceFor(seed);
  let out = svg`<path d="M${x} ${y}Q${x} ${y - height * 0.5} ${x + lean} ${y - height}" fill="none" stroke="${shaded(colour, 0.3)}" stroke-width="${2 * size}" stroke-linecap="round"/>`;
  for (let at = 1; at <= leaves; at += 1) {
    const t = at / (leaves + 0.2);
    const sx = x + lean * t * t;
    const sy = y - height * t;
    const side = at % 2 === 0 ? 1 : -1;
    const reach = (20 + roll() * 8) * size * (1.15 - t * 0.5);
    out += leaf(sx, sy, {
      length: reach,
      width: reach * 0.36,
      turn: side * (48 + roll() * 16),
      colour: mix(colour, "#c8bd6a", roll() * 0.25),
    });
    out += leaf(sx, sy + 3, {
      length: reach * 0.85,
      width: reach * 0.32,
      turn: -side * (56 + roll() * 14),
      colour,
    });
  }
  return (
    out +
    leaf(x + lean, y - height + 2, { length: 18 * size, width: 6 * size, turn: lean / 4, colour })
  );
}

/** A round flower seen from the side, petals about a warm heart. */
export function bloom(
  x: number,
  y: number,
  { size, colour }: { size: number; colour: string },
): string {
  const petals = Array.from({ length: 9 }, (_, at) => {
    const turn = -160 + at * 40;
    const ink = at % 2 === 0 ? lit(colour, 0.18) : shaded(colour, 0.1);
    return svg`<path d="M0 0C${-size * 0.42} ${-size * 0.5} ${-size * 0.3} ${-size} 0 ${-size}C${size * 0.3} ${-size} ${size * 0.42} ${-size * 0.5} 0 0Z" fill="${ink}" transform="rotate(${turn})"/>`;
  });
  return svg`<g transform="translate(${x} ${y}) scale(1 .82)">${petals}<circle r="${size * 0.3}" fill="#b98a3e"/><circle cx="${-size * 0.08}" cy="${-size * 0.08}" r="${size * 0.16}" fill="#e0bd72"/></g>`;
}
