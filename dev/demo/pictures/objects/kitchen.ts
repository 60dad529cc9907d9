/** Kitchen things that stand: kettle, pans, grinder, scale, mortar, tin. */
import { lit, mix, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { cap, rim, turned } from "../lathe.ts";
import { svg } from "../sheet.ts";
import { grain } from "../surface.ts";
import type { Draw, Look } from "./kit.ts";
import { isWood, rounded, standing, tube, ware } from "./kit.ts";

const WALNUT = "#7b5237";

/** Pots are enamelled unless their material says otherwise. */
function enamelled(look: Look): Look {
  return look.material === "" ? { ...look, material: "enamel" } : look;
}

const kettle: Draw = (sheet, look) => {
  const h = 112;
  const profile: Profile = [
    [40, h],
    [58, h - 4, 66, h - 24, 72, 60],
    [78, 26, 80, 8, 74, 4],
    [72, 0],
  ];
  const spout =
    "M-58-34C-96-34-92-70-102-100C-106-114-116-126-132-130C-136-132-134-138-128-137C-104-134-96-120-90-102C-84-84-80-76-62-74Z";
  const paint = sheet.linear([
    [0, lit(look.colour, 0.3)],
    [0.5, look.colour],
    [1, shaded(look.colour, 0.3)],
  ]);
  const handle = svg`M34 ${-h - 8}C54 ${-h - 54} 128 ${-h - 44} 122 ${-h + 14}C120 ${-h + 34} 112 ${-h + 52} 104 ${-h + 62}`;
  const body =
    tube(handle, 15, WALNUT) +
    tube(svg`M30 ${-h + 2}L38 ${-h - 16}`, 9, look.colour) +
    `<path d="${spout}" fill="${paint}"/><path d="M-129-134C-110-130-104-118-99-102C-92-76-92-50-66-46" fill="none" stroke="#fff9ee" stroke-width="3" opacity=".4" stroke-linecap="round"/>` +
    turned(sheet, { profile, ...ware(sheet, enamelled(look)), follow: true }) +
    svg`<ellipse cy="${-h}" rx="42" ry="7.4" fill="#1e1714" opacity=".34"/>` +
    turned(sheet, {
      profile: [
        [10, h + 12],
        [30, h + 10, 38, h + 4, 38, h],
      ],
      ...ware(sheet, enamelled(look)),
    }) +
    turned(sheet, {
      profile: [
        [9, h + 34],
        [15, h + 33, 15, h + 20, 6, h + 11],
      ],
      colour: WALNUT,
    }) +
    cap(sheet, { r: 9, y: h + 34, colour: WALNUT });
  return standing(body, { left: 134, right: 124, height: h + 58, foot: 68, dip: 10 });
};

const grinder: Draw = (sheet, look) => {
  const h = 156;
  const body: Profile = [
    [34, h],
    [34, h - 30],
    [37, h - 34],
    [37, 30],
    [40, 24],
    [40, 6],
    [40, 2, 38, 0, 34, 0],
  ];
  const wood = isWood(look.material) || look.material === "";
  const paint = wood
    ? { colour: look.colour, skins: [grain(sheet, look.colour, { turn: 90 })] }
    : ware(sheet, look);
  const drawing =
    turned(sheet, { profile: body, ...paint }) +
    turned(sheet, {
      profile: [
        [37.4, h - 30],
        [37.4, h - 40],
      ],
      colour: "#c39a4c",
      finish: "metal",
    }) +
    turned(sheet, {
      profile: [
        [40.4, 30],
        [40.4, 22],
      ],
      colour: "#c39a4c",
      finish: "metal",
    }) +
    cap(sheet, { r: 34, y: h, colour: lit(look.colour, 0.1) }) +
    turned(sheet, {
      profile: [
        [8, h + 18],
        [9, h + 8],
        [24, h],
      ],
      colour: "#b3b6b8",
      finish: "metal",
    }) +
    tube(svg`M0 ${-h - 16}C30 ${-h - 22} 62 ${-h - 20} 84 ${-h - 26}`, 7, "#a9acae") +
    turned(sheet, {
      profile: [
        [6, h + 18],
        [7, h + 14],
      ],
      colour: "#b3b6b8",
      finish: "metal",
    }) +
    `<g transform="translate(86 0)">${turned(sheet, {
      profile: [
        [7, h + 66],
        [17, h + 64, 17, h + 40, 5, h + 26],
      ],
      colour: wood ? shaded(look.colour, 0.2) : WALNUT,
    })}${cap(sheet, { r: 7, y: h + 66, colour: WALNUT })}</g>`;
  return standing(drawing, { left: 42, right: 104, height: h + 70, foot: 40, dip: 7 });
};

const scale: Draw = (sheet, look) => {
  const base = rounded(-120, -34, { w: 240, h: 36, r: 12 });
  const top = "M-104-34L-88-74H88L104-34Z";
  const face = sheet.linear([
    [0, lit(look.colour, 0.2)],
    [0.6, look.colour],
    [1, shaded(look.colour, 0.22)],
  ]);
  const steel = sheet.linear([
    [0, "#c4c6c6"],
    [0.3, "#f2f2ef"],
    [0.6, "#c9cbca"],
    [1, "#a7a9a8"],
  ]);
  const segments = "M-15-21h10M-15-21v7h10v7h-10M3-21h9v14h-9zM18-7h.5M25-21v14h9v-7h-9";
  const body =
    `<path d="${base}" fill="${face}"/><path d="${base}" fill="${sheet.linear(
      [
        [0, "#fff9ee", 0.3],
        [0.16, "#fff9ee", 0],
        [0.7, "#1e1714", 0],
        [1, "#1e1714", 0.3],
      ],
      "down",
    )}"/>` +
    `<path d="M-112-36L-92-76H92L112-36Z" fill="${shaded(look.colour, 0.12)}"/>` +
    `<path d="${top}" fill="${steel}"/><path d="M-84-72L-98-38" stroke="#fff" stroke-width="2" opacity=".8"/><path d="M-30-73L-46-36H-20L-8-73Z" fill="#fff" opacity=".28"/>` +
    `<path d="${rounded(-46, -28, { w: 92, h: 24, r: 5 })}" fill="#22262a"/><path d="${segments}" transform="translate(-6 -2)" stroke="#dbe6e2" stroke-width="2.2" fill="none" stroke-linecap="round"/>` +
    `<circle cx="-84" cy="-16" r="6" fill="${shaded(look.colour, 0.25)}"/><circle cx="84" cy="-16" r="6" fill="${shaded(look.colour, 0.25)}"/><path d="M81-16h6M84-19v6M-87-16h6" stroke="#fff9ee" stroke-width="1.2" opacity=".8"/>`;
  return standing(body, { left: 120, right: 120, height: 78, foot: 112, dip: 8 });
};

const pan: Draw = (sheet, look) => {
  const dark = look.material === "iron" || look.material === "";
  const skin = dark ? mix(look.colour, "#2f2d2c", 0.55) : look.colour;
  const profile: Profile = [
    [104, 46],
    [98, 26, 90, 8, 82, 4],
    [80, 0],
  ];
  const grip =
    "M96-42C128-46 150-56 182-68C206-77 222-78 228-74C234-68 230-60 216-56C180-46 150-36 100-30Z";
  const wood = look.seed % 2 === 0;
  const tone = wood ? "#8a5c3b" : skin;
  const handle = sheet.linear(
    [
      [0, lit(tone, 0.3)],
      [0.5, tone],
      [1, shaded(tone, 0.35)],
    ],
    "down",
  );
  const body =
    `<path d="${grip}" fill="${handle}"/><path d="M128-46C160-54 190-68 220-73" stroke="#fff9ee" stroke-width="2.4" opacity=".45" fill="none" stroke-linecap="round"/><ellipse cx="217" cy="-66" rx="6" ry="3.6" transform="rotate(-18 217 -66)" fill="#1e1714" opacity=".6"/>` +
    (wood ? tube("M96-40L120-45", 15, shaded(skin, 0.1)) : "") +
    turned(sheet, {
      profile,
      ...ware(sheet, { ...look, colour: look.colour, material: dark ? "enamel" : look.material }),
      tilt: 0.24,
    }) +
    rim(sheet, {
      r: 104,
      y: 46,
      wall: 4.4,
      colour: lit(skin, 0.2),
      inside: dark ? "#3a3735" : lit(skin, 0.35),
      tilt: 0.24,
    }) +
    `<ellipse cy="-36" rx="80" ry="16" fill="${sheet.linear([
      [0, "#000", 0.22],
      [0.5, "#000", 0.05],
      [1, "#fff", 0.2],
    ])}"/>`;
  return standing(body, { left: 104, right: 230, height: 80, foot: 80, dip: 14 });
};

const pot: Draw = (sheet, look) => {
  const h = 104;
  const cast = enamelled(look);
  const profile: Profile = [
    [100, h],
    [101, 60, 100, 34, 92, 12],
    [88, 3, 82, 0, 74, 0],
  ];
  const cover: Profile = [
    [20, h + 38],
    [62, h + 34, 98, h + 20, 103, h + 6],
    [103, h],
  ];
  const ears = "M-96-84C-130-88-136-60-98-60M96-84C130-88 136-60 98-60";
  const knob =
    look.seed % 2 === 0 ? { colour: "#c39a4c", finish: "metal" as const } : { colour: WALNUT };
  const body =
    tube(ears, 13, look.colour) +
    turned(sheet, { profile, ...ware(sheet, cast) }) +
    svg`<path d="M-101 ${-h + 6}A101 17 0 0 0 101 ${-h + 6}V${-h}H-101Z" fill="#1e1714" opacity=".3"/>` +
    turned(sheet, { profile: cover, ...ware(sheet, cast) }) +
    svg`<path d="M-60 ${-h - 24}C-40 ${-h - 34}-20 ${-h - 37}-4 ${-h - 37}" stroke="#fff" stroke-width="5" stroke-linecap="round" fill="none" opacity=".4"/>` +
    turned(sheet, {
      profile: [
        [15, h + 58],
        [20, h + 56, 18, h + 46, 9, h + 37],
      ],
      ...knob,
    }) +
    cap(sheet, { r: 15, y: h + 58, colour: knob.colour });
  return standing(body, { left: 124, right: 124, height: h + 62, foot: 88, dip: 12 });
};

const mortar: Draw = (sheet, look) => {
  const profile: Profile = [
    [76, 94],
    [76, 56, 66, 30, 46, 20],
    [44, 14, 52, 8, 54, 0],
  ];
  const pestle =
    "M14-86C20-100 44-136 74-176C84-190 104-184 104-170C104-160 96-154 88-146C66-118 48-100 40-84Z";
  const stone = look.material === "" ? { ...look, material: "marble" } : look;
  const paint = sheet.linear([
    [0, lit(look.colour, 0.35)],
    [0.6, look.colour],
    [1, shaded(look.colour, 0.3)],
  ]);
  const body =
    turned(sheet, { profile, ...ware(sheet, stone), tilt: 0.22 }) +
    rim(sheet, {
      r: 76,
      y: 94,
      wall: 13,
      colour: lit(look.colour, 0.16),
      inside: look.colour,
      tilt: 0.22,
    }) +
    `<path d="M20-84C30-90 50-84 60-88C50-80 30-78 20-84Z" fill="#1e1714" opacity=".4"/><path d="${pestle}" fill="${paint}" stroke="${shaded(look.colour, 0.4)}" stroke-opacity=".35"/><path d="M30-94C44-118 62-140 86-172" stroke="#fff" stroke-width="4" opacity=".4" fill="none" stroke-linecap="round"/>` +
    `<g ${sheet.clip("M-63-94A63 13.9 0 0 0 63-94V20H-63Z")}>${turned(sheet, { profile, ...ware(sheet, stone), tilt: 0.22 })}</g>` +
    svg`<path d="M-76-94A76 16.7 0 0 0 76-94L63-94A63 13.9 0 0 1-63-94Z" fill="${lit(look.colour, 0.26)}"/>`;
  return standing(body, { left: 76, right: 106, height: 186, foot: 54, dip: 8 });
};

const tin: Draw = (sheet, look) => {
  const h = [92, 126, 66][look.seed % 3] ?? 92;
  const profile: Profile = [
    [58, h],
    [58, 5],
    [57, 0],
  ];
  const label = svg`M-42 ${-h * 0.72 + 6}Q0 ${-h * 0.72 + 16} 42 ${-h * 0.72 + 6}V${-h * 0.2 + 6}Q0 ${-h * 0.2 + 16}-42 ${-h * 0.2 + 6}Z`;
  const ink = shaded(look.colour, 0.5);
  const body =
    turned(sheet, { profile, colour: look.colour, finish: "gloss" }) +
    `<path d="${label}" fill="#f4ecdc"/><path d="${label}" fill="${sheet.linear([
      [0, "#1e1714", 0.16],
      [0.3, "#fff", 0.12],
      [1, "#1e1714", 0.3],
    ])}"/>` +
    svg`<path d="M-22 ${-h * 0.56 + 10}Q0 ${-h * 0.56 + 14} 22 ${-h * 0.56 + 10}" stroke="${ink}" stroke-width="4" fill="none"/><path d="M-15 ${-h * 0.42 + 11}Q0 ${-h * 0.42 + 14} 15 ${-h * 0.42 + 11}M-9 ${-h * 0.33 + 11}Q0 ${-h * 0.33 + 13} 9 ${-h * 0.33 + 11}" stroke="${ink}" stroke-width="1.6" fill="none" opacity=".8"/>` +
    turned(sheet, {
      profile: [
        [60, h + 18],
        [60, h - 4],
      ],
      colour: look.seed % 2 === 0 ? shaded(look.colour, 0.12) : "#c39a4c",
      finish: "metal",
    }) +
    cap(sheet, {
      r: 60,
      y: h + 18,
      colour: look.seed % 2 === 0 ? lit(look.colour, 0.06) : "#cfa95e",
    }) +
    svg`<ellipse cy="${-h - 18}" rx="50" ry="7.6" fill="none" stroke="#1e1714" stroke-width="1" opacity=".25"/>`;
  return standing(body, { left: 60, right: 60, height: h + 30, foot: 54, dip: 9 });
};

/** The drawings of this file by name. */
export const kitchen = { kettle, grinder, scale, pan, pot, mortar, tin };
