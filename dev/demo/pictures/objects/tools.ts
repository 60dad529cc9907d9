/** Kitchen tools seen from above: board, knife, spoon, whisk, rolling pin, coasters. */
import { lit, shaded } from "../colour.ts";
import { svg } from "../sheet.ts";
import { speckle, veins } from "../surface.ts";
import type { Draw, Look } from "./kit.ts";
import { fallen, isWood, lying, place, rounded, wooden } from "./kit.ts";

/** Wooden unless the material is another. */
function woodOf(look: Look): string {
  return look.colour;
}

const BOARDS = [
  "M-92-40C-92-66-74-78-48-84C-34-88-28-98-28-116V-150C-28-176-16-188 0-188C16-188 28-176 28-150V-116C28-98 34-88 48-84C74-78 92-66 92-40V130C92 152 78 162 56 162H-56C-78 162-92 152-92 130Z",
  "M-120-78C-120-100-108-112-86-112H86C108-112 120-100 120-78V78C120 100 108 112 86 112H-86C-108 112-120 100-120 78Z",
  "M0 112C-66 112-116 66-116 4C-116-50-78-92-34-102C-26-104-22-110-22-120V-154C-22-174-12-184 0-184C12-184 22-174 22-154V-120C22-110 26-104 34-102C78-92 116-50 116 4C116 66 66 112 0 112Z",
] as const;

const board: Draw = (sheet, look) => {
  const at = look.seed % 3;
  const d = BOARDS[at] ?? BOARDS[0];
  const hole =
    at === 1
      ? svg`<circle cx="94" cy="-86" r="9"`
      : svg`<circle cy="${at === 0 ? -158 : -156}" r="11"`;
  const stone = look.material === "marble";
  const face = stone
    ? `<path d="${d}" fill="${sheet.linear(
        [
          [0, lit(look.colour, 0.4)],
          [1, shaded(look.colour, 0.08)],
        ],
        "slant",
      )}"/><path d="${d}" fill="${veins(sheet, look.colour)}"/>`
    : wooden(sheet, d, { colour: woodOf(look), turn: 90 });
  const body =
    fallen(d, 9) +
    `<path d="${d}" transform="translate(2 5)" fill="${shaded(look.colour, 0.4)}"/>` +
    face +
    `<path d="${d}" fill="none" stroke="${lit(look.colour, 0.5)}" stroke-width="2" opacity=".6"/>` +
    `${hole} fill="${shaded(look.colour, 0.62)}"/>${hole} fill="none" stroke="${lit(look.colour, 0.4)}" stroke-width="1.6" opacity=".7"/>`;
  const h = at === 1 ? 232 : at === 0 ? 356 : 300;
  return {
    ...lying(body, 240, h),
    box:
      at === 1 ? [-120, -112, 120, 112] : at === 0 ? [-94, -188, 94, 164] : [-118, -184, 118, 112],
  };
};

const knife: Draw = (sheet, look) => {
  const long = look.seed % 2 === 0;
  const blade = long
    ? "M-34 20V-60C-34-120-20-160 12-196C16-200 22-198 22-190V20Z"
    : "M-44 20V-110C-44-140-30-152 4-158C14-160 22-154 22-144V20Z";
  const grip =
    "M-16 30C-16 24-12 20-6 20H14C20 20 23 24 23 30L26 150C27 172 18 184 4 184C-12 184-21 172-20 152Z";
  const steel = sheet.linear([
    [0, "#f4f5f4"],
    [0.22, "#c6cacb"],
    [0.5, "#e8eaea"],
    [0.8, "#a6abad"],
    [1, "#8b9092"],
  ]);
  const body =
    fallen(blade, 5) +
    fallen(grip, 8) +
    `<path d="${blade}" fill="${steel}"/>` +
    (long
      ? `<path d="M-34 18V-60C-34-118-20-158 10-192C-8-150-20-110-20-60V18Z" fill="#fff" opacity=".55"/>`
      : `<path d="M-44 18V-110C-44-138-32-150 0-156C-22-146-30-136-30-108V18Z" fill="#fff" opacity=".55"/>`) +
    `<path d="M-18 14H24V26H-18Z" fill="${sheet.linear([
      [0, "#e6d3a0"],
      [0.5, "#c39a4c"],
      [1, "#7d5f28"],
    ])}"/>` +
    wooden(sheet, grip, { colour: look.colour, turn: 90 }) +
    `<path d="${grip}" fill="${sheet.linear([
      [0, "#fff9ee", 0.3],
      [0.4, "#fff9ee", 0],
      [1, "#1e1714", 0.4],
    ])}"/>` +
    [58, 100, 142]
      .map(
        (y) =>
          svg`<circle cx="3" cy="${y}" r="4.6" fill="#d9c28a"/><circle cx="2" cy="${y - 1}" r="2" fill="#fff6dc"/>`,
      )
      .join("");
  return { ...lying(place(body, { turn: 32 }), 10, 10), box: [-120, -168, 120, 170] };
};

const spoon: Draw = (sheet, look) => {
  const d =
    "M0-190C34-190 44-154 42-124C40-94 24-76 13-66C9-60 9-52 10-40L16 150C17 172 10 184 0 184C-10 184-17 172-16 150L-10-40C-9-52-9-60-13-66C-24-76-40-94-42-124C-44-154-34-190 0-190Z";
  const bowl =
    "M0-178C26-178 33-148 31-124C29-98 14-84 0-80C-14-84-29-98-31-124C-33-148-26-178 0-178Z";
  const metal = look.material === "steel" || look.material === "brass";
  const paint = sheet.linear([
    [0, lit(look.colour, 0.55)],
    [0.4, lit(look.colour, 0.1)],
    [1, shaded(look.colour, 0.35)],
  ]);
  const one =
    fallen(d, 6) +
    (metal
      ? `<path d="${d}" fill="${paint}"/>`
      : wooden(sheet, d, { colour: look.colour, turn: 90 })) +
    `<path d="${bowl}" fill="${sheet.linear(
      [
        [0, shaded(look.colour, 0.45), 0.8],
        [0.6, look.colour, 0.3],
        [1, lit(look.colour, 0.5), 0.9],
      ],
      "slant",
    )}"/>` +
    `<path d="M-10-30L-12 150M-34-150C-30-170-18-182-4-184" stroke="${lit(look.colour, 0.6)}" stroke-width="3" fill="none" opacity=".6" stroke-linecap="round"/>`;
  const fork = place(one, { x: 44, y: 6, turn: 24, scale: 0.94 });
  const body =
    look.seed % 2 === 0 ? place(one, { turn: 24 }) : place(one, { x: -42, y: -4, turn: 12 }) + fork;
  return {
    ...lying(body, 10, 10),
    box: look.seed % 2 === 0 ? [-98, -186, 104, 180] : [-110, -190, 130, 190],
  };
};

const whisk: Draw = (sheet, look) => {
  const wires = [46, 34, 20, 7]
    .map((w) => svg`M-9-12C${-w * 1.5}-60 ${-w * 1.4}-186 0-192C${w * 1.4}-186 ${w * 1.5}-60 9-12`)
    .join("");
  const grip = "M-13-16C-14-20 14-20 13-16L16 150C16 172 10 180 0 180C-10 180-16 172-16 150Z";
  const body =
    `<g transform="translate(5 9)" opacity=".16"><path d="${wires}" fill="none" stroke="#3a2a20" stroke-width="7"/></g>` +
    fallen(grip, 8) +
    `<path d="${wires}" fill="none" stroke="#7d8284" stroke-width="3.6"/><path d="${wires}" fill="none" stroke="#e9ebea" stroke-width="1.3" transform="translate(-.7 -.7)"/>` +
    wooden(sheet, grip, { colour: look.colour, turn: 90 }) +
    `<path d="${grip}" fill="${sheet.linear([
      [0, "#fff9ee", 0.35],
      [0.4, "#fff9ee", 0],
      [1, "#1e1714", 0.42],
    ])}"/>` +
    `<path d="M-13.6-18H13.6L14-2H-14Z" fill="${sheet.linear([
      [0, "#8f9496"],
      [0.3, "#f4f5f4"],
      [0.6, "#b3b6b8"],
      [1, "#75797b"],
    ])}"/>` +
    `<circle cy="164" r="4" fill="#1e1714" opacity=".55"/>`;
  return { ...lying(place(body, { turn: 34 }), 10, 10), box: [-118, -172, 122, 160] };
};

const rollingPin: Draw = (sheet, look) => {
  const d =
    "M-130-26C-136-26-138-20-138-14V14C-138 20-136 26-130 26H130C136 26 138 20 138 14V-14C138-20 136-26 130-26Z";
  const grips =
    "M-138-9C-160-12-190-16-200-12C-208-8-208 8-200 12C-190 16-160 12-138 9ZM138-9C160-12 190-16 200-12C208-8 208 8 200 12C190 16 160 12 138 9Z";
  const roll = sheet.linear(
    [
      [0, "#fff9ee", 0.5],
      [0.3, "#fff9ee", 0.1],
      [0.6, "#1e1714", 0.05],
      [1, "#1e1714", 0.5],
    ],
    "down",
  );
  const body =
    fallen(d, 16) +
    fallen(grips, 12) +
    wooden(sheet, grips, { colour: shaded(look.colour, 0.16) }) +
    `<path d="${grips}" fill="${roll}"/>` +
    wooden(sheet, d, { colour: look.colour }) +
    `<path d="${d}" fill="${roll}"/>`;
  return { ...lying(place(body, { turn: -28 }), 10, 10), box: [-190, -124, 190, 124] };
};

const coaster: Draw = (sheet, look) => {
  const round = look.seed % 2 === 0;
  const d = round
    ? "M-76 0A76 76 0 1 1 76 0A76 76 0 1 1-76 0Z"
    : rounded(-72, -72, { w: 144, h: 144, r: 16 });
  const inner = round
    ? "M-62 0A62 62 0 1 1 62 0A62 62 0 1 1-62 0Z"
    : rounded(-59, -59, { w: 118, h: 118, r: 9 });
  const one = (colour: string): string =>
    fallen(d, 6) +
    `<path d="${d}" transform="translate(1 4)" fill="${shaded(colour, 0.42)}"/>` +
    (isWood(look.material)
      ? wooden(sheet, d, { colour })
      : `<path d="${d}" fill="${sheet.linear(
          [
            [0, lit(colour, 0.2)],
            [1, shaded(colour, 0.1)],
          ],
          "slant",
        )}"/><path d="${d}" fill="${look.material === "marble" ? veins(sheet, colour) : speckle(sheet, colour, { size: look.material === "cork" ? 2.6 : 1.4, seed: "felt" })}"/>`) +
    `<path d="${inner}" fill="none" stroke="${shaded(colour, 0.4)}" stroke-width="1.6" opacity=".5"/><path d="${inner}" transform="translate(.8 1.4)" fill="none" stroke="${lit(colour, 0.5)}" stroke-width="1.2" opacity=".6"/>`;
  const body =
    place(one(look.second), { x: 58, y: -52, turn: 8 }) +
    place(one(lit(look.colour, 0.4)), { x: -66, y: -34, turn: -14 }) +
    place(one(look.colour), { x: 4, y: 48, turn: 4 });
  return { ...lying(body, 10, 10), box: [-146, -132, 138, 132] };
};

/** The drawings of this file by name. */
export const tools = { board, knife, spoon, whisk, "rolling-pin": rollingPin, coaster };
