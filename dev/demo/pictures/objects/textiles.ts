/** Soft things for rooms and people: cushions, blankets, rugs, scarves, socks. */
import { lit, mix, shaded } from "../colour.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import type { Draw, Look } from "./kit.ts";
import { cloth, clothOf, fallen, lying, place, standing, stitches } from "./kit.ts";
import { folds, fringe } from "./linens.ts";

/** The light on something plump. */
function plump(sheet: Sheet, d: string): string {
  const glow = sheet.radial(
    [
      [0, "#fff9ee", 0.5],
      [0.45, "#fff9ee", 0.1],
      [0.7, "#1e1714", 0.02],
      [1, "#1e1714", 0.34],
    ],
    [0.36, 0.34, 0.74],
  );
  return `<path d="${d}" fill="${glow}"/>`;
}

function stuffed(
  sheet: Sheet,
  look: Look,
  { d, seam, kind }: { d: string; seam: string; kind: ReturnType<typeof clothOf> },
): string {
  return (
    cloth(sheet, d, { colour: look.colour, kind, second: look.second }) +
    plump(sheet, d) +
    `<path d="${seam}" fill="none" stroke="${shaded(look.colour, 0.36)}" stroke-width="2.4" opacity=".5"/>` +
    folds(
      sheet,
      "M-92-172C-80-150-66-138-48-128M94-170C80-148 66-138 50-130M-96-14C-80-30-64-40-44-44M96-12C80-30 66-40 46-46",
      { width: 7, opacity: 0.1 },
    )
  );
}

const cushion: Draw = (sheet, look) => {
  const kind = clothOf(
    look,
    (["linen", "cord", "knit", "stripe"] as const)[look.seed % 4] ?? "linen",
  );
  const d =
    "M-106-186C-100-192-92-188-84-184C-30-174 30-174 84-184C92-188 100-192 106-186C112-180 106-172 102-164C92-118 92-66 102-22C106-12 112-6 106 0C100 4 92 2 84-2C30 7-30 7-84-2C-92 2-100 4-106 0C-112-6-106-12-102-22C-92-66-92-118-102-164C-106-172-112-180-106-186Z";
  const body =
    stuffed(sheet, look, {
      d,
      seam: "M-102-182C-86-120-86-64-102-6M102-182C88-120 88-64 102-6",
      kind,
    }) +
    (kind === "linen"
      ? `<circle cx="0" cy="-92" r="7" fill="${shaded(look.colour, 0.2)}"/><circle cx="-2" cy="-94" r="3" fill="${lit(look.colour, 0.5)}"/><path d="M0-92C-18-100-30-98-44-104M0-92C18-100 30-96 42-102M0-92C-10-78-12-66-20-54M0-92C10-78 14-68 20-58" stroke="#1e1714" stroke-width="3" opacity=".13" fill="none" stroke-linecap="round"/>`
      : "");
  return standing(body, { left: 110, right: 110, height: 192, foot: 88, dip: 6 });
};

const pillow: Draw = (sheet, look) => {
  const kind = clothOf(look, "linen");
  const d =
    "M-150-122C-144-128-134-124-124-120C-50-132 50-132 124-120C134-124 144-128 150-122C156-116 150-106 146-98C138-74 138-50 146-26C150-16 156-6 150 0C144 4 134 2 124-3C50 8-50 8-124-3C-134 2-144 4-150 0C-156-6-150-16-146-26C-138-50-138-74-146-98C-150-106-156-116-150-122Z";
  const body =
    cloth(sheet, d, { colour: look.colour, kind, second: look.second }) +
    plump(sheet, d) +
    stitches("M112-118C104-80 104-40 112-6", look.colour, 1.4) +
    folds(
      sheet,
      "M-140-112C-118-96-100-90-78-86M-140-12C-116-28-100-34-80-38M100-110C90-96 76-90 60-88M100-14C88-30 74-36 58-40",
      { width: 8, opacity: 0.12 },
    ) +
    `<path d="M118-117C110-80 110-40 118-5" stroke="#1e1714" stroke-width="3" opacity=".2" fill="none"/>`;
  return standing(body, { left: 152, right: 152, height: 130, foot: 128, dip: 8 });
};

/** One layer of a folded cloth, its round fold at the left. */
function layer(
  sheet: Sheet,
  look: Look,
  { y, h, w, colour }: { y: number; h: number; w: number; colour: string },
): string {
  const d = svg`M${-w + h / 2} ${y}H${w - 6}C${w + 2} ${y + h * 0.2} ${w + 2} ${y + h * 0.8} ${w - 6} ${y + h}H${-w + h / 2}C${-w - h * 0.2} ${y + h} ${-w - h * 0.2} ${y} ${-w + h / 2} ${y}Z`;
  const round = sheet.linear(
    [
      [0, "#fff9ee", 0.45],
      [0.4, "#fff9ee", 0.04],
      [0.75, "#1e1714", 0.1],
      [1, "#1e1714", 0.42],
    ],
    "down",
  );
  return (
    cloth(sheet, d, { colour, kind: clothOf(look, "herringbone"), second: look.second }) +
    `<path d="${d}" fill="${round}"/>`
  );
}

const blanket: Draw = (sheet, look) => {
  const rows = [0, 1, 2, 3].map((at) => {
    const inset = [0, 3, 1, 5][at] ?? 0;
    return layer(sheet, look, {
      y: -38 * (at + 1),
      h: 39,
      w: 128 - inset,
      colour: at === 3 ? lit(look.colour, 0.06) : look.colour,
    });
  });
  const top = "M-112-152C-104-172-90-182-70-182H92C112-180 122-168 126-152Z";
  const bands = "M60-182C66-176 70-164 71-152V-4M76-182C84-174 88-164 89-152V-4";
  const body =
    rows.join("") +
    cloth(sheet, top, {
      colour: lit(look.colour, 0.14),
      kind: clothOf(look, "herringbone"),
      second: look.second,
    }) +
    `<path d="${bands}" fill="none" stroke="${look.second}" stroke-width="6" opacity=".5"/>` +
    [0, 1, 2]
      .map(
        (at) =>
          svg`<g transform="translate(0 ${-38 * at - 20})"><path d="M118-6h16M118 0h18M118 6h15M118 11h16" stroke="${lit(look.colour, 0.2)}" stroke-width="2.4" stroke-linecap="round"/></g>`,
      )
      .join("");
  return standing(body, { left: 134, right: 138, height: 184, foot: 118, dip: 3 });
};

const throwCloth: Draw = (sheet, look) => {
  const kind = clothOf(look, "knit");
  const d =
    "M-96-214C-60-224 50-224 92-214C100-150 96-60 108-14C60-2-52-4-104-10C-94-70-102-150-96-214Z";
  const rail = "M-146-206H146";
  const legs = "M-130-236L-138 0M130-236L138 0";
  const wood = "#a57a4e";
  const pole = (path: string, width: number): string =>
    `<g fill="none" stroke-linecap="round"><path d="${path}" stroke="${shaded(wood, 0.35)}" stroke-width="${width}"/><path d="${path}" stroke="${wood}" stroke-width="${width * 0.66}" transform="translate(-1 -1)"/><path d="${path}" stroke="${lit(wood, 0.4)}" stroke-width="${width * 0.2}" transform="translate(-2 -2)"/></g>`;
  const body =
    pole(legs, 13) +
    pole(rail, 12) +
    pole("M-138-96H138", 11) +
    `<path d="${d}" transform="translate(9 9)" fill="#1e1714" opacity=".13"/>` +
    cloth(sheet, d, { colour: look.colour, kind, second: look.second }) +
    `<path d="M-96-214C-60-224 50-224 92-214L94-190C50-198-56-198-97-190Z" fill="${sheet.linear(
      [
        [0, "#1e1714", 0.1],
        [0.35, "#fff9ee", 0.5],
        [1, "#1e1714", 0.12],
      ],
      "down",
    )}"/>` +
    folds(
      sheet,
      "M-60-204C-64-140-56-70-64-8M-18-206C-22-130-14-60-20-6M34-206C30-130 42-70 38-6M68-204C72-140 70-60 80-8",
      { width: 11, opacity: 0.14 },
    ) +
    `<g transform="rotate(1)">${fringe(-104, -10, { w: 210, colour: look.colour, length: 18 })}</g>`;
  return {
    ...standing(body, { left: 150, right: 150, height: 242, foot: 12, dip: 10 }),
    feet: [
      [-137, 12],
      [138, 12],
    ],
  };
};

const rug: Draw = (sheet, look) => {
  const w = look.seed % 2 === 0 ? 112 : 130;
  const d = svg`M${-w}-176H${w}V176H${-w}Z`;
  const inner = svg`M${-w + 18}-156H${w - 18}V156H${-w + 18}Z`;
  const ink = mix(look.second, look.colour, 0.15);
  const diamonds = [-104, 0, 104]
    .map(
      (y) =>
        svg`<path d="M0 ${y - 48}L${w * 0.56} ${y}L0 ${y + 48}L${-w * 0.56} ${y}Z" fill="none" stroke="${ink}" stroke-width="7"/><path d="M0 ${y - 26}L${w * 0.3} ${y}L0 ${y + 26}L${-w * 0.3} ${y}Z" fill="${ink}" opacity=".8"/>`,
    )
    .join("");
  const bars = [-132, -112, -20, 0, 20, 112, 132].map((y) => svg`M${-w} ${y}H${w}`).join("");
  const motif =
    look.seed % 3 === 0
      ? `<path d="${bars}" stroke="${ink}" stroke-width="8" opacity=".85"/>`
      : `${diamonds}<path d="${inner}" fill="none" stroke="${ink}" stroke-width="4"/>`;
  const shape = sheet.shape(d);
  const body =
    fallen(d, 7) +
    `<g>${fringe(-w, 176, { w: w * 2, colour: "#e6dac2", length: 17 })}</g><g transform="scale(1 -1)">${fringe(-w, 176, { w: w * 2, colour: "#e6dac2", length: 17 })}</g>` +
    `<use href="${shape}" fill="${look.colour}"/>${motif}` +
    cloth(sheet, d, { colour: look.colour, kind: clothOf(look, "terry"), paint: "none" }) +
    `<use href="${shape}" fill="${sheet.linear(
      [
        [0, "#fff9ee", 0.3],
        [0.5, "#fff9ee", 0],
        [1, "#1e1714", 0.16],
      ],
      "slant",
    )}"/>`;
  return { ...lying(place(body, { turn: -4 }), 10, 10), box: [-w - 16, -206, w + 16, 206] };
};

const scarf: Draw = (sheet, look) => {
  const kind = clothOf(look, "knit");
  const loop =
    "M-92-96C-96-164-52-196 0-196C54-196 96-162 92-96C90-52 58-30 10-26L-16-62C28-62 48-76 48-104C48-136 28-152 0-152C-30-152-50-134-48-104C-46-80-34-70-16-64L8-24C-56-26-90-50-92-96Z";
  const tail =
    "M-42-52C-16-66 14-62 34-40C22 30 26 100 34 156C10 164-28 164-52 156C-44 90-46 20-42-52Z";
  const other = "M8-42C26-54 50-52 62-36C64 20 78 70 92 116C72 128 44 134 24 130C16 80 8 20 8-42Z";
  const body =
    fallen(other, 8) +
    cloth(sheet, other, { colour: shaded(look.colour, 0.12), kind, second: look.second }) +
    fringe(24, 128, { w: 66, colour: look.colour, length: 20 }) +
    fallen(loop, 9) +
    cloth(sheet, loop, { colour: look.colour, kind, second: look.second }) +
    folds(sheet, "M-72-100C-74-146-40-174 0-174C42-174 74-148 70-100M-70-86C-64-58-40-44 0-44", {
      width: 8,
      opacity: 0.14,
    }) +
    fallen(tail, 8) +
    cloth(sheet, tail, { colour: lit(look.colour, 0.04), kind, second: look.second }) +
    folds(sheet, "M-16-50C-20 20-16 90-20 156M14-46C8 20 10 90 14 156", {
      width: 8,
      opacity: 0.14,
    }) +
    `<path d="M-50 124C-24 130 10 130 32 124M-51 136C-24 142 10 142 33 136" stroke="${look.second}" stroke-width="5" fill="none" opacity=".8"/>` +
    fringe(-52, 157, { w: 84, colour: look.colour, length: 22 });
  return { ...lying(body, 10, 10), box: [-98, -198, 104, 184] };
};

const socks: Draw = (sheet, look) => {
  const d =
    "M-34-170H34C38-110 34-50 36-6C38 26 70 60 104 88C126 106 122 140 96 148C76 154 56 146 34 130C-4 102-40 60-40 10C-40-50-36-110-34-170Z";
  const cuff = "M-37-176C-20-180 20-180 37-176L38-124C20-120-20-120-38-124Z";
  const heel = "M-40 12C-40 44-24 74 0 98C14 78 22 52 24 30C6 40-22 30-40 12Z";
  const toe =
    "M84 72C92 78 98 84 104 88C126 106 122 140 96 148C82 152 68 150 54 142C58 116 66 92 84 72Z";
  const kind = clothOf(look, "knit");
  const one = (colour: string, second: string): string =>
    fallen(d, 8) +
    cloth(sheet, d, { colour, kind }) +
    cloth(sheet, heel, { colour: second, kind }) +
    cloth(sheet, toe, { colour: second, kind }) +
    cloth(sheet, cuff, { colour: lit(colour, 0.08), kind: "cord" }) +
    `<path d="M-38-104H37M-38-94H37" stroke="${second}" stroke-width="5"/><path d="${d}" fill="${sheet.linear(
      [
        [0, "#fff9ee", 0.24],
        [0.5, "#fff9ee", 0],
        [1, "#1e1714", 0.2],
      ],
    )}"/>`;
  const body =
    place(one(shaded(look.colour, 0.08), look.second), { x: 34, y: -14, turn: 10 }) +
    place(one(look.colour, look.second), { x: -40, y: 8, turn: -6 });
  return { ...lying(body, 10, 10), box: [-100, -196, 136, 164] };
};

/** The drawings of this file by name. */
export const textiles = { cushion, pillow, blanket, throw: throwCloth, rug, scarf, socks };
