/** Pictures of an object among others: on a table by a window, from above, on a wall. */
import { hash53 } from "../derive.ts";
import { groundFor, mix, shaded } from "./colour.ts";
import { companyOf } from "./company.ts";
import { PALETTE } from "./names.ts";
import type { Drawn } from "./objects/kit.ts";
import { fallen, wooden } from "./objects/kit.ts";
import type { Shown } from "./picture.ts";
import { drawnOf, finished, scaleIn } from "./picture.ts";
import { Sheet, svg } from "./sheet.ts";
import { EDGE_PX, flatGround, put, studio, table, tableLight, wall, windowLight } from "./stage.ts";

/** Where an object goes: the middle of its foot, and the room that it may fill, in pixels. */
export type Spot = {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly turn?: number;
};

const SQUARE = { width: EDGE_PX, height: EDGE_PX };
const LARGE: readonly string[] = [
  "stool",
  "floor-lamp",
  "basket",
  "backpack",
  "tote",
  "throw",
  "blanket",
  "cushion",
  "pillow",
  "crate",
  "table-lamp",
  "planter",
  "watering-can",
  "bird-feeder",
  "desk-lamp",
  "lantern",
  "parcel",
  "pot",
];
const WALLS = ["#e3d8c6", "#d9dcd3", "#e5d3c6", "#d6dadb", "#e6dfd0", "#cfd3c6"];
const TABLES = [PALETTE.oak, PALETTE.walnut, "#e8dec9", "#b9936a"];

/** A drawn object put on a spot: by its foot where it stands, by its middle where it lies. */
export function putAt(sheet: Sheet, drawn: Drawn, spot: Spot): string {
  const [left, top, right, foot] = drawn.box;
  const scale = scaleIn(drawn, spot.w, spot.h);
  const x = spot.x - ((left + right) / 2) * scale;
  const y = drawn.view === "stand" ? spot.y : spot.y - ((top + foot) / 2) * scale;
  return put(sheet, drawn, { x, y, scale, turn: spot.turn ?? 0 });
}

function shown(sheet: Sheet, what: Shown, spot: Spot): string {
  return putAt(sheet, drawnOf(sheet, what), spot);
}

/** On a table by a window, a tall companion behind and a low one beside. */
function onTable(
  what: Shown,
  drawn: Drawn,
  { sheet, handle }: { sheet: Sheet; handle: string },
): string {
  const seed = hash53(`scene:${handle}`) % 997;
  const left = seed % 2 === 0;
  const side = (share: number): number => EDGE_PX * (left ? share : 1 - share);
  const large = LARGE.includes(what.object);
  const [west, north, east, south] = drawn.box;
  const slim = east - west < (south - north) * 0.75;
  const { tall, low } = companyOf(what.object, handle);
  const top = mix(TABLES[seed % TABLES.length] ?? PALETTE.oak, "#f1e3cc", 0.12);
  const plaster = mix(
    WALLS[(seed >> 2) % WALLS.length] ?? "#e3d8c6",
    groundFor(what.look.colour),
    0.35,
  );
  const cloth = seed % TABLES.length === 2;
  return (
    wall(sheet, { colour: plaster, ...SQUARE }) +
    windowLight(sheet, {
      x: 40 + (seed % 5) * 45,
      y: 40 + (seed % 3) * 40,
      w: 560 + (seed % 4) * 40,
      h: 640,
      opacity: 0.6,
    }) +
    table(sheet, { y: 790, ...SQUARE, colour: top, cloth }) +
    tableLight(sheet, { x: 240, y: 790, w: 520, h: 410 }) +
    shown(sheet, tall, { x: side(0.78), y: 880, w: large ? 250 : 330, h: large ? 380 : 520 }) +
    shown(sheet, low, { x: side(0.2), y: 905, w: large ? 210 : 270, h: large ? 170 : 230 }) +
    putAt(sheet, drawn, {
      x: side(0.47),
      y: 1000,
      w: large ? 620 : 560,
      h: large ? 680 : slim ? 610 : 450,
    })
  );
}

/** From above on wood or linen, with two companions that reach into the picture. */
function fromAbove(
  what: Shown,
  drawn: Drawn,
  { sheet, handle }: { sheet: Sheet; handle: string },
): string {
  const seed = hash53(`scene:${handle}`) % 997;
  const { flat, other } = companyOf(what.object, handle);
  const top = mix(TABLES[seed % TABLES.length] ?? PALETTE.oak, "#f1e3cc", 0.18);
  const left = seed % 2 === 0;
  return (
    table(sheet, { y: 0, ...SQUARE, colour: top, cloth: seed % TABLES.length === 2 }) +
    windowLight(sheet, { x: -60, y: -40, w: 900, h: 900, opacity: 0.36 }) +
    shown(sheet, other, { x: left ? 1010 : 190, y: 250, w: 420, h: 420, turn: left ? 18 : -22 }) +
    shown(sheet, flat, { x: left ? 200 : 1000, y: 960, w: 400, h: 400, turn: left ? -14 : 12 }) +
    putAt(sheet, drawn, { x: 590, y: 600, w: 690, h: 690 })
  );
}

/** On the wall above a board with two companions. */
function onWall(
  what: Shown,
  drawn: Drawn,
  { sheet, handle }: { sheet: Sheet; handle: string },
): string {
  const seed = hash53(`scene:${handle}`) % 997;
  const { tall, low } = companyOf(what.object, handle);
  const plaster = mix(
    WALLS[(seed >> 2) % WALLS.length] ?? "#e3d8c6",
    groundFor(what.look.colour),
    0.3,
  );
  return (
    wall(sheet, { colour: plaster, ...SQUARE }) +
    windowLight(sheet, { x: 90, y: 110, w: 760, h: 720, opacity: 0.6 }) +
    table(sheet, { y: 1010, ...SQUARE, colour: TABLES[seed % 2] ?? PALETTE.oak }) +
    putAt(sheet, drawn, { x: 590, y: 420, w: 640, h: what.object === "pendant" ? 620 : 600 }) +
    shown(sheet, tall, { x: 985, y: 1070, w: 220, h: 360 }) +
    shown(sheet, low, { x: 230, y: 1075, w: 250, h: 170 })
  );
}

/** The object in use, as a room would show it. */
export function scene(what: Shown, handle: string): string {
  const sheet = new Sheet();
  const drawn = drawnOf(sheet, what);
  const set = { stand: onTable, top: fromAbove, wall: onWall }[drawn.view];
  return finished(sheet, set(what, drawn, { sheet, handle }), SQUARE);
}

/** An oak board on a pale wall, for a row of things to stand on. */
function boardAt(sheet: Sheet, y: number): string {
  const d = svg`M70 ${y}H1130V${y + 30}H70Z`;
  return (
    fallen(d, 12) +
    wooden(sheet, d, { colour: PALETTE.oak }) +
    svg`<path d="M70 ${y}H1130V${y + 7}H70Z" fill="#fff9ee" opacity=".4"/>`
  );
}

/** The rows in which so many things stand or lie: one up to three, two beyond. */
function rowsOf(all: readonly Shown[]): readonly (readonly Shown[])[] {
  const first = all.length <= 3 ? all.length : Math.ceil(all.length / 2);
  return [all.slice(0, first), all.slice(first)].filter((row) => row.length > 0);
}

/** Wide things, up to three, one below the other and to either side. */
function zigzag(sheet: Sheet, all: readonly Shown[], ground: string): string {
  const gap = all.length === 2 ? 330 : 290;
  const back = all.map((what, at) => {
    const x = EDGE_PX / 2 + ((at % 2) * 2 - 1) * 170;
    const drawn = drawnOf(sheet, what);
    const [left, top, right, foot] = drawn.box;
    const scale = scaleIn(drawn, 600, gap * 1.25);
    const half = drawn.view === "stand" ? ((foot - top) * scale) / 2 : 0;
    const y = 600 + (at - (all.length - 1) / 2) * gap + half;
    return putAt(sheet, drawn, { x, y, w: (right - left) * scale, h: gap * 1.25 });
  });
  return finished(sheet, flatGround(sheet, ground) + back.join(""), SQUARE);
}

/** The object in several colours: in a row, on two boards, or laid out. */
export function range(all: readonly [Shown, ...Shown[]]): string {
  const sheet = new Sheet();
  const [first] = all;
  const ground = mix(groundFor(first.look.colour), "#ece4d6", 0.6);
  const { view, box } = drawnOf(sheet, first);
  const [left, top, right, foot] = box;
  if (right - left > (foot - top) * 1.35 && all.length <= 3) return zigzag(sheet, all, ground);
  const rows = rowsOf(all);
  const columns = rows[0]?.length ?? 1;
  const room = { w: Math.min(460, 1080 / columns), h: rows.length > 1 ? 380 : 600 };
  const scale = scaleIn(drawnOf(sheet, first), room.w * 0.94, room.h);
  const high = (foot - top) * scale;
  const step = Math.min(room.w, (right - left) * scale * 1.2 + 30);
  const shelved = view === "stand" && rows.length > 1;
  const marks = rows.flatMap((row, line) =>
    row.map((what, at) => {
      const x = EDGE_PX / 2 + (at - (row.length - 1) / 2) * step;
      const middle = rows.length > 1 ? 340 + line * 520 : 600;
      const stagger = rows.length > 1 ? 0 : ((at % 2) * 2 - 1) * 40;
      const y = shelved ? 520 + line * 500 : middle + stagger + (view === "stand" ? high / 2 : 0);
      return { y, mark: shown(sheet, what, { x, y, w: room.w * 0.94, h: room.h }) };
    }),
  );
  const back = shelved
    ? wall(sheet, { colour: ground, ...SQUARE }) + boardAt(sheet, 520) + boardAt(sheet, 1020)
    : view === "stand"
      ? studio(sheet, ground)
      : flatGround(sheet, ground);
  const drawn = marks.sort((a, b) => a.y - b.y).map(({ mark }) => mark);
  return finished(sheet, back + drawn.join(""), SQUARE);
}

/** A still life in any format: a wall with window light, a table from `edge` on, things in order. */
export function stillLife(
  things: readonly (readonly [what: Shown, spot: Spot])[],
  {
    width,
    height,
    edge,
    plaster,
    top,
    cloth = false,
  }: { width: number; height: number; edge: number; plaster: string; top: string; cloth?: boolean },
): string {
  const sheet = new Sheet();
  const size = { width, height };
  const far = shaded(plaster, 0.05);
  const back =
    edge <= 0
      ? table(sheet, { y: 0, ...size, colour: top, cloth }) +
        windowLight(sheet, { x: -60, y: -60, w: width * 0.7, h: height * 0.9, opacity: 0.34 })
      : wall(sheet, { colour: far, ...size }) +
        windowLight(sheet, {
          x: width * 0.08,
          y: height * 0.05,
          w: width * 0.46,
          h: height * 0.68,
          opacity: 0.66,
        }) +
        table(sheet, { y: edge, ...size, colour: top, cloth }) +
        tableLight(sheet, { x: width * 0.26, y: edge, w: width * 0.36, h: height - edge });
  return finished(
    sheet,
    back + things.map(([what, spot]) => shown(sheet, what, spot)).join(""),
    size,
  );
}
