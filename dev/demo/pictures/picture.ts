/** Full pictures of one object: on a soft ground, close by, in rows of colours. */
import { groundFor, mix } from "./colour.ts";
import { draw } from "./draw.ts";
import type { Drawn, Look } from "./objects/kit.ts";
import { stockShapes } from "./objects/leaves.ts";
import { Sheet } from "./sheet.ts";
import { EDGE_PX, flatGround, put, studio } from "./stage.ts";

const SQUARE = { width: EDGE_PX, height: EDGE_PX };

/** How an object is shown: which one, how it looks, how wide it is drawn. */
export type Shown = { readonly object: string; readonly look: Look; readonly stretch: number };

/** The object drawn and stretched about its foot. */
export function drawnOf(sheet: Sheet, { object, look, stretch }: Shown): Drawn {
  const drawn = draw(sheet, object, look);
  if (stretch === 1) return drawn;
  const wide = Math.round(Math.sqrt(stretch) * 1000) / 1000;
  const high = Math.round(1000 / Math.sqrt(stretch)) / 1000;
  const [left, top, right, foot] = drawn.box;
  return {
    ...drawn,
    body: `<g transform="scale(${wide} ${high})">${drawn.body}</g>`,
    box: [left * wide, top * high, right * wide, foot * high],
    feet: drawn.feet.map(([x, rx]) => [x * wide, rx * wide]),
  };
}

/** The finished picture. */
export function finished(
  sheet: Sheet,
  body: string,
  size: { width: number; height: number },
): string {
  return sheet.document(body, { ...size, stock: stockShapes(body) });
}

/** The scale at which an object fills its part of a picture. */
export function scaleIn({ box: [left, top, right, foot] }: Drawn, w: number, h: number): number {
  return Math.min(w / (right - left), h / (foot - top), 9);
}

/** The object alone on a soft ground. */
export function hero(shown: Shown): string {
  const sheet = new Sheet();
  const drawn = drawnOf(sheet, shown);
  const ground = groundFor(shown.look.colour);
  const [left, top, right, foot] = drawn.box;
  const standing = drawn.view === "stand";
  const scale = scaleIn(drawn, standing ? 840 : 900, standing ? 800 : 880);
  const x = EDGE_PX / 2 - ((left + right) / 2) * scale;
  const high = (foot - top) * scale;
  const y = standing ? Math.min(1010, 624 + high / 2) : EDGE_PX / 2 - ((top + foot) / 2) * scale;
  const back = drawn.view === "top" ? flatGround(sheet, ground) : studio(sheet, ground);
  return finished(sheet, back + put(sheet, drawn, { x, y, scale }), SQUARE);
}

/** The object so close that its surface shows. */
export function detail(shown: Shown): string {
  const sheet = new Sheet();
  const drawn = drawnOf(sheet, shown);
  const ground = mix(groundFor(shown.look.colour), shown.look.colour, 0.16);
  const [left, top, right, foot] = drawn.box;
  const scale = scaleIn(drawn, 760, 690) * 2.4;
  const share = [0.34, 0.42, 0.6][shown.look.seed % 3] ?? 0.4;
  const x = EDGE_PX * 0.5 - (left + (right - left) * share) * scale;
  const y = EDGE_PX * 0.5 - (top + (foot - top) * 0.36) * scale;
  return finished(sheet, flatGround(sheet, ground) + put(sheet, drawn, { x, y, scale }), SQUARE);
}
