/** Walls: clocks, frames, mirrors, shelves, wreaths, hooks. */
import { diceFor } from "../../derive.ts";
import { lit, mix, shaded } from "../colour.ts";
import { rim, turned } from "../lathe.ts";
import { svg } from "../sheet.ts";
import { detailOn, speckle } from "../surface.ts";
import type { Draw } from "./kit.ts";
import { cloth, fallen, hanging, isWood, place, rounded, tube, wooden } from "./kit.ts";
import { leaf } from "./leaves.ts";

const OAK = "#b98a58";

function ringOf(r: number): string {
  return svg`M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
}

const clock: Draw = (sheet, look) => {
  const wood = isWood(look.material);
  const face = wood
    ? mix(look.colour, "#f6efe0", 0.82)
    : mix(look.colour, "#f9f3e7", look.seed % 2 === 0 ? 0.85 : 0.12);
  const ink = detailOn(face);
  const marks = Array.from(
    { length: 12 },
    (_, at) =>
      svg`<path d="M0-94V${at % 3 === 0 ? -78 : -86}" stroke="${ink}" stroke-width="${at % 3 === 0 ? 5 : 2.5}" stroke-linecap="round" transform="rotate(${at * 30})"/>`,
  ).join("");
  const hand = (d: string, width: number, ink2: string): string =>
    `<path d="${d}" transform="translate(4 6)" stroke="#1e1714" stroke-width="${width}" stroke-linecap="round" opacity=".16"/><path d="${d}" stroke="${ink2}" stroke-width="${width}" stroke-linecap="round"/>`;
  const body =
    fallen(ringOf(126), 14) +
    (wood
      ? wooden(sheet, ringOf(126), { colour: look.colour })
      : `<circle r="126" fill="${sheet.linear(
          [
            [0, lit(look.colour, 0.4)],
            [0.5, look.colour],
            [1, shaded(look.colour, 0.4)],
          ],
          "slant",
        )}"/>`) +
    `<circle r="112" fill="${shaded(look.colour, 0.45)}" opacity=".7"/><circle cy="1.5" r="109" fill="${sheet.linear(
      [
        [0, shaded(face, 0.12)],
        [0.3, face],
        [1, lit(face, 0.3)],
      ],
      "slant",
    )}"/>` +
    marks +
    hand("M0 10L-42-34", 8, ink) +
    hand("M0 14L34-72", 5, ink) +
    hand("M-6 22L16-58", 2, "#b3562f") +
    `<circle r="7" fill="${ink}"/><circle cx="-1.5" cy="-1.5" r="3" fill="#d8b76c"/><path d="M-86-64A108 108 0 0 1-20-106" stroke="#fff" stroke-width="5" stroke-linecap="round" fill="none" opacity=".35"/>`;
  return hanging(body, { w: 252, top: 126, bottom: 126 });
};

const frame: Draw = (sheet, look) => {
  const d = "M-112-150H112V150H-112Z";
  const art = look.seed % 3;
  const [a, b, c] = ["#c98a62", "#8fa486", "#3f5f73"];
  const print =
    art === 0
      ? `<circle cx="24" cy="-44" r="28" fill="${a}"/><path d="M-72 20C-40-20-10 20 20 0S56-8 72 4V100H-72Z" fill="${b}"/><path d="M-72 56C-30 30 10 70 72 36V100H-72Z" fill="${c}"/>`
      : art === 1
        ? [-40, 0, 38]
            .map(
              (x, at) =>
                svg`<path d="M${x * 0.4} 96Q${x * 0.5} 20 ${x} ${-70 + at * 12}" stroke="#6d7c4f" stroke-width="3" fill="none"/>${[0, 26, 52, 78].map((up) => leaf(x * (0.96 - up / 260), -52 + at * 12 + up, { length: 36, width: 12, turn: 50, colour: "#7d9a83" }) + leaf(x * (0.96 - up / 260), -46 + at * 12 + up, { length: 36, width: 12, turn: -50, colour: "#6b8a70" }))}`,
            )
            .join("")
        : `<path d="M-48 84C-60 0-20-60 10-70C50-60 56 10 30 84Z" fill="${a}"/><path d="M-20 84C-24 30 0-10 20-14C40 0 40 50 30 84Z" fill="${c}"/><circle cx="-34" cy="-60" r="18" fill="#e6c878"/>`;
  const wood = isWood(look.material);
  const edge = wood
    ? wooden(sheet, d, { colour: look.colour, turn: 90 })
    : `<path d="${d}" fill="${sheet.linear(
        [
          [0, lit(look.colour, 0.4)],
          [0.5, look.colour],
          [1, shaded(look.colour, 0.35)],
        ],
        "slant",
      )}"/>`;
  const body =
    fallen(d, 14) +
    edge +
    `<path d="M-112-150L-98-136M112-150L98-136M-112 150L-98 136M112 150L98 136" stroke="#1e1714" stroke-width="1.5" opacity=".3"/><path d="M-98-136H98V136H-98Z" fill="#1e1714" opacity=".5"/><path d="M-96-132H98V136H-96Z" fill="#f8f3e8"/><path d="M-96-132H98V-122H-86V136H-96Z" fill="#1e1714" opacity=".12"/>` +
    `<path d="M-74-108H74V102H-74Z" fill="#efe5d2"/><g ${sheet.clip("M-72-106H72V100H-72Z")}>${print}</g><path d="M-98-136H20L-98 70Z" fill="#fff" opacity=".16"/><path d="M-112-150H112" stroke="#fff9ee" stroke-width="2" opacity=".5"/>`;
  return hanging(body, { w: 224, top: 150, bottom: 150 });
};

const mirror: Draw = (sheet, look) => {
  const arch = look.seed % 2 === 0;
  const d = arch ? "M-98 160V-60C-98-124-54-168 0-168C54-168 98-124 98-60V160Z" : ringOf(130);
  const inner = arch ? "M-86 148V-58C-86-116-48-156 0-156C48-156 86-116 86-58V148Z" : ringOf(117);
  const glass = sheet.linear(
    [
      [0, "#f4f7f5"],
      [0.35, "#d3dedb"],
      [0.55, "#e9efec"],
      [1, "#b3c1be"],
    ],
    "slant",
  );
  const body =
    fallen(d, 14) +
    (isWood(look.material)
      ? wooden(sheet, d, { colour: look.colour, turn: 90 })
      : `<path d="${d}" fill="${sheet.linear(
          [
            [0, lit(look.colour, 0.5)],
            [0.4, look.colour],
            [0.7, lit(look.colour, 0.1)],
            [1, shaded(look.colour, 0.4)],
          ],
          "slant",
        )}"/>`) +
    `<path d="${inner}" fill="#1e1714" opacity=".5"/><path d="${inner}" fill="${glass}" transform="translate(1 2)"/>` +
    `<g ${sheet.clip(inner)}><path d="M-140 60L60-180H110L-140 150Z" fill="#fff" opacity=".4"/><path d="M-60 180L140-60V-30L-20 180Z" fill="#fff" opacity=".28"/><path d="M-140 90C-80 70 60 96 140 76V180H-140Z" fill="#b9a98e" opacity=".35"/></g>` +
    `<path d="${d}" fill="none" stroke="${lit(look.colour, 0.5)}" stroke-width="2" opacity=".6"/>`;
  return hanging(
    body,
    arch ? { w: 196, top: 168, bottom: 160 } : { w: 260, top: 130, bottom: 130 },
  );
};

const shelf: Draw = (sheet, look) => {
  const board = (y: number): string => {
    const d = svg`M-160 ${y}H160V${y + 18}H-160Z`;
    return (
      fallen(d, 14) +
      wooden(sheet, d, { colour: look.colour }) +
      svg`<path d="M-160 ${y}H160V${y + 5}H-160Z" fill="${lit(look.colour, 0.4)}" opacity=".6"/>`
    );
  };
  const rod = (x: number): string => tube(svg`M${x}-120V110`, 7, "#c39a4c");
  const vase = `<g transform="translate(-96 -60)">${turned(sheet, {
    profile: [
      [10, 70],
      [8, 56, 8, 50, 12, 44],
      [34, 30, 32, 6, 18, 0],
    ],
    colour: "#d9c9ad",
    skins: [speckle(sheet, "#d9c9ad")],
  })}${leaf(2, -66, { length: 44, width: 9, turn: 20, colour: "#7d9a83" })}${leaf(0, -66, { length: 50, width: 9, turn: -14, colour: "#6b8a70" })}</g>`;
  const books = (
    [
      [20, 16, 74, "#8fa486"],
      [38, 20, 62, "#b8714f"],
      [60, 14, 80, "#3f5f73"],
    ] as const
  )
    .map(
      ([x, w, h, ink]) =>
        svg`<path d="M${x} ${-60 - h}h${w}v${h}h${-w}z" fill="${ink}"/><path d="M${x} ${-60 - h}h${w * 0.3}v${h}h${-w * 0.3}z" fill="#fff9ee" opacity=".22"/><path d="M${x} ${-48 - h}h${w}" stroke="#f3e9d6" stroke-width="2" opacity=".8"/>`,
    )
    .join("");
  const bowl = `<g transform="translate(62 80)">${turned(sheet, {
    profile: [
      [40, 34],
      [38, 16, 28, 2, 16, 0],
    ],
    colour: "#7f9ca6",
    skins: [speckle(sheet, "#7f9ca6")],
  })}${rim(sheet, { r: 40, y: 34, wall: 3, colour: "#9ab3bb", inside: "#e4ddd0" })}</g>`;
  const jar = `<g transform="translate(-70 80)">${turned(sheet, {
    profile: [
      [26, 58],
      [26, 4],
      [22, 0],
    ],
    colour: "#efe6d4",
  })}${turned(sheet, {
    profile: [
      [24, 72],
      [24, 58],
    ],
    colour: OAK,
  })}</g>`;
  return hanging(rod(-130) + rod(130) + board(-60) + board(80) + vase + books + bowl + jar, {
    w: 330,
    top: 168,
    bottom: 112,
  });
};

const wreath: Draw = (_sheet, look) => {
  const roll = diceFor(`wreath${look.seed % 3}`);
  const tones = [
    look.colour,
    mix(look.colour, "#6b8a70", 0.4),
    lit(look.colour, 0.25),
    shaded(look.colour, 0.22),
  ];
  const leaves = Array.from({ length: 64 }, (_, at) => {
    const angle = (at / 64) * Math.PI * 2 + roll() * 0.1;
    const r = 98 + roll() * 18 - (at % 3) * 10;
    const turn = (angle * 180) / Math.PI + 150 + (at % 2 === 0 ? 38 : -30) + roll() * 24;
    return leaf(Math.cos(angle) * r, Math.sin(angle) * r, {
      length: 40 + roll() * 18,
      width: 10 + roll() * 4,
      turn,
      colour: tones[at % 4] ?? look.colour,
    });
  });
  const berries = Array.from({ length: 12 }, () => {
    const angle = 1.2 + roll() * 2.2;
    const r = 96 + roll() * 34;
    const [x, y] = [Math.cos(angle) * r, Math.sin(angle) * r];
    return svg`<circle cx="${x}" cy="${y}" r="5.5" fill="#a4502f"/><circle cx="${x - 1.6}" cy="${y - 1.6}" r="1.8" fill="#f0c9b0"/>`;
  });
  const body =
    `<g fill="none" stroke="#3a2a20"><circle cx="8" cy="12" r="104" stroke-width="56" opacity=".05"/><circle cx="8" cy="12" r="104" stroke-width="40" opacity=".07"/></g>` +
    tube("M0-150V-108", 5, look.second) +
    `<g fill="none"><circle r="104" stroke="#5e4634" stroke-width="11"/><circle r="102" stroke="#8a6a4c" stroke-width="5"/></g>${leaves.join("")}${berries.join("")}`;
  return hanging(body, { w: 300, top: 154, bottom: 152 });
};

const hooks: Draw = (sheet, look) => {
  const d = rounded(-170, -84, { w: 340, h: 54, r: 10 });
  const wood = isWood(look.material) || look.material === "";
  const peg = (x: number): string =>
    svg`<ellipse cx="${x + 6}" cy="-44" rx="18" ry="14" fill="#1e1714" opacity=".2"/>${tube(svg`M${x}-57V-36C${x}-14 ${x + 26}-14 ${x + 24}-36`, 9, wood ? "#c39a4c" : look.second)}<circle cx="${x}" cy="-57" r="10" fill="${wood ? "#c39a4c" : look.second}"/><circle cx="${x - 3}" cy="-60" r="4" fill="#fff4d0" opacity=".8"/>`;
  const face = wood
    ? wooden(sheet, d, { colour: look.colour })
    : `<path d="${d}" fill="${look.colour}"/>`;
  const scarf =
    "M-86-30C-76-40-52-40-44-30C-40 30-36 80-30 128C-46 134-84 134-98 128C-92 80-88 30-86-30Z";
  const body =
    fallen(d, 12) +
    face +
    `<path d="${d}" fill="${sheet.linear(
      [
        [0, "#fff9ee", 0.42],
        [0.25, "#fff9ee", 0],
        [1, "#1e1714", 0.24],
      ],
      "down",
    )}"/>` +
    [-120, 40, 120].map(peg).join("") +
    `${peg(-60)}<path d="${scarf}" transform="translate(8 8)" fill="#1e1714" opacity=".12"/>` +
    cloth(sheet, scarf, { colour: mix(look.second, "#e9dcc4", 0.5), kind: "knit" }) +
    tube("M46-30C40 10 60 24 56 40", 3, "#6b4f38") +
    place(
      `${fallen(rounded(-34, 0, { w: 68, h: 84, r: 6 }), 7)}${cloth(sheet, rounded(-34, 0, { w: 68, h: 84, r: 6 }), { colour: "#d9cbb0", kind: "canvas" })}`,
      { x: 56, y: 36, turn: 3 },
    );
  return hanging(body, { w: 344, top: 86, bottom: 138 });
};

/** The drawings of this file by name. */
export const walls = { clock, frame, mirror, shelf, wreath, hooks };
