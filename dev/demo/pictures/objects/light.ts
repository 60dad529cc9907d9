/** Lamps: for tables, desks, floors and ceilings. */
import { lit, mix, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { outline, turned } from "../lathe.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import { grain, weave } from "../surface.ts";
import type { Draw, Look } from "./kit.ts";
import { hanging, isWood, standing, tube, ware } from "./kit.ts";

const GLOW = "#ffdf9e";
const BRASS = "#c39a4c";

/** The warm air about a lit lamp. */
export function aura(
  sheet: Sheet,
  { x = 0, y, r, strength = 0.6 }: { x?: number; y: number; r: number; strength?: number },
): string {
  const paint = sheet.radial([
    [0, GLOW, strength],
    [0.4, GLOW, strength * 0.45],
    [0.75, GLOW, strength * 0.1],
    [1, GLOW, 0],
  ]);
  return svg`<circle cx="${x}" cy="${-y}" r="${r}" fill="${paint}"/>`;
}

/** A lit linen shade over `profile`. */
function shadeOf(sheet: Sheet, profile: Profile, colour: string): string {
  const d = outline(profile, 0.13);
  const shape = sheet.shape(d);
  const [r, y] = profile[0];
  const warm = mix(colour, GLOW, 0.28);
  const paint = sheet.linear([
    [0, shaded(warm, 0.2)],
    [0.2, warm],
    [0.46, lit(warm, 0.5)],
    [0.75, warm],
    [1, shaded(warm, 0.28)],
  ]);
  const heart = sheet.radial(
    [
      [0, "#fff3cf", 0.75],
      [0.5, GLOW, 0.3],
      [1, GLOW, 0],
    ],
    [0.48, 0.66, 0.6],
  );
  return (
    svg`<ellipse cy="${-y}" rx="${r}" ry="${r * 0.13}" fill="${lit(warm, 0.7)}"/>` +
    `<use href="${shape}" fill="${paint}"/><use href="${shape}" fill="${heart}"/><use href="${shape}" fill="${weave(sheet, "linen", { colour: warm })}"/>` +
    svg`<ellipse cy="${-y}" rx="${r}" ry="${r * 0.13}" fill="#fff6da" stroke="${shaded(warm, 0.2)}" stroke-width="1.6"/>`
  );
}

function linenOf(look: Look): string {
  return look.seed % 2 === 0 ? "#efe4cd" : "#e6d6b8";
}

const BASES: readonly Profile[] = [
  [
    [10, 120],
    [10, 112, 54, 104, 56, 60],
    [56, 22, 48, 2, 34, 0],
  ],
  [
    [8, 128],
    [9, 116, 14, 110, 20, 100],
    [34, 84, 34, 70, 22, 54],
    [12, 40, 30, 20, 48, 14],
    [50, 0],
  ],
  [
    [12, 122],
    [44, 116, 46, 110, 46, 92],
    [46, 20],
    [46, 8, 42, 0, 34, 0],
  ],
];

const tableLamp: Draw = (sheet, look) => {
  const profile = BASES[look.seed % 3] ?? [
    [40, 100],
    [40, 0],
  ];
  const cone: Profile = [
    [50, 260],
    [94, 150],
  ];
  const drum: Profile = [
    [76, 258],
    [84, 156],
  ];
  const body =
    aura(sheet, { y: 200, r: 190, strength: 0.55 }) +
    turned(sheet, {
      profile: [
        [5, 160],
        [5, 118],
      ],
      colour: BRASS,
      finish: "metal",
    }) +
    turned(sheet, { profile, ...ware(sheet, look), follow: true }) +
    shadeOf(sheet, look.seed % 2 === 0 ? cone : drum, linenOf(look));
  return standing(body, { left: 96, right: 96, height: 270, foot: 48, dip: 8 });
};

const deskLamp: Draw = (sheet, look) => {
  const head =
    "M-112-214C-112-250-78-262-50-246L-4-216C-2-206-6-198-14-190L-104-170C-112-180-114-198-112-214Z";
  const paint = sheet.linear(
    [
      [0, shaded(look.colour, 0.1)],
      [0.3, lit(look.colour, 0.34)],
      [0.6, look.colour],
      [1, shaded(look.colour, 0.4)],
    ],
    "slant",
  );
  const base: Profile = [
    [58, 14],
    [60, 12, 62, 6, 62, 4],
    [62, 0],
  ];
  const beam = sheet.linear(
    [
      [0, GLOW, 0.6],
      [1, GLOW, 0],
    ],
    "down",
  );
  const body =
    `<path d="M-106-172L-16-190L40 0H-200Z" fill="${beam}" opacity=".55"/>` +
    turned(sheet, { profile: base, colour: look.colour }) +
    svg`<ellipse cy="-14" rx="58" ry="9.9" fill="${lit(look.colour, 0.2)}"/>` +
    tube("M10-14L62-128", 9, BRASS) +
    tube("M62-128L-12-214", 8, BRASS) +
    `<path d="${head}" fill="${paint}"/><path d="M-98-226C-92-242-74-246-58-238" stroke="#fff9ee" stroke-width="5" stroke-linecap="round" fill="none" opacity=".6"/>` +
    `<path d="M-104-170L-14-190C-20-178-92-160-104-170Z" fill="#fff0c4"/><ellipse cx="-60" cy="-176" rx="20" ry="8" fill="#fffdf2" transform="rotate(-12 -60 -176)"/>` +
    `<circle cx="62" cy="-128" r="9" fill="${shaded(look.colour, 0.3)}"/><circle cx="60" cy="-130" r="4" fill="#e8cf92"/><circle cx="-8" cy="-212" r="8" fill="${shaded(look.colour, 0.3)}"/><circle cx="-10" cy="-214" r="3" fill="#e8cf92"/>`;
  return standing(body, { left: 118, right: 76, height: 262, foot: 62, dip: 10 });
};

const floorLamp: Draw = (sheet, look) => {
  const cone: Profile = [
    [40, 330],
    [72, 250],
  ];
  const wood = isWood(look.material) ? look.colour : "#b98a58";
  const metal = look.material === "" || !isWood(look.material);
  const leg = (x: number): string => svg`M0-238C${x * 0.2}-160 ${x * 0.6}-80 ${x} 0`;
  const tripod = look.seed % 2 === 0;
  const body =
    aura(sheet, { y: 286, r: 150, strength: 0.6 }) +
    (tripod
      ? tube(leg(10), 8, shaded(wood, 0.2)) + tube(leg(-66), 9, wood) + tube(leg(70), 9, wood)
      : turned(sheet, {
          profile: [
            [46, 8],
            [48, 0],
          ],
          colour: look.colour,
          finish: metal ? "metal" : "matte",
        }) +
        turned(sheet, {
          profile: [
            [4, 258],
            [4, 8],
          ],
          colour: look.colour,
          finish: metal ? "metal" : "matte",
        })) +
    turned(sheet, {
      profile: [
        [9, 252],
        [11, 232],
      ],
      colour: BRASS,
      finish: "metal",
    }) +
    shadeOf(sheet, cone, tripod ? mix(look.colour, "#f4e8d0", 0.4) : linenOf(look));
  const drawn = standing(body, { left: 80, right: 80, height: 338, foot: tripod ? 8 : 46, dip: 6 });
  return tripod
    ? {
        ...drawn,
        feet: [
          [-66, 9],
          [10, 7],
          [70, 9],
        ],
      }
    : drawn;
};

const PENDANTS: readonly Profile[] = [
  [
    [12, -60],
    [60, -64, 112, -104, 116, -170],
    [116, -174],
  ],
  [
    [10, -56],
    [22, -70, 30, -80, 40, -94],
    [62, -120, 108, -150, 120, -190],
  ],
  [
    [20, -60],
    [24, -72, 76, -80, 82, -130],
    [84, -160, 70, -186, 52, -196],
  ],
];

const pendant: Draw = (sheet, look) => {
  const at = look.seed % 3;
  const profile = PENDANTS[at] ?? [
    [10, -60],
    [100, -160],
  ];
  const [foot, low] = at === 2 ? [52, 196] : at === 0 ? [116, 174] : [120, 190];
  const wicker = look.material === "willow";
  const paint = isWood(look.material)
    ? { colour: look.colour, skins: [grain(sheet, look.colour, { turn: 90 })] }
    : {
        ...ware(sheet, look),
        ...(wicker ? { skins: [weave(sheet, "canvas", { colour: look.colour })] } : {}),
      };
  const body =
    svg`<path d="M0-230V60" stroke="#4a433c" stroke-width="3"/><path d="M-.8-230V60" stroke="#8d857b" stroke-width="1"/>` +
    `<g transform="translate(0 -2)">${turned(sheet, {
      profile: [
        [8, -38],
        [11, -50],
        [14, -64],
      ],
      colour: BRASS,
      finish: "metal",
    })}</g>` +
    svg`<ellipse cy="${low + 10}" rx="${foot * 1.7}" ry="${foot * 0.9}" fill="${sheet.radial([
      [0, GLOW, 0.65],
      [0.5, GLOW, 0.2],
      [1, GLOW, 0],
    ])}"/>` +
    turned(sheet, { profile, ...paint, follow: true }) +
    svg`<ellipse cy="${low}" rx="${foot - 1}" ry="${foot * 0.155}" fill="${sheet.radial([
      [0, "#fffdf0"],
      [0.4, "#ffedbe"],
      [1, mix(look.colour, "#e8b765", 0.6)],
    ])}"/>` +
    svg`<ellipse cy="${low + 3}" rx="20" ry="9" fill="#fffef6"/>`;
  return hanging(body, { w: 244, top: 150, bottom: 250 });
};

const stringLights: Draw = (sheet, look) => {
  const wire = "M-190-120C-130-20-60-20 0-96C60-20 130-20 190-120";
  const spots: readonly (readonly [number, number])[] = [
    [-158, -74],
    [-112, -48],
    [-66, -48],
    [-26, -72],
    [26, -72],
    [66, -48],
    [112, -48],
    [158, -74],
  ];
  const bulbs = spots.map(([x, y], at) => {
    const cap = svg`<rect x="${x - 5}" y="${y}" width="10" height="14" rx="2.5" fill="${shaded(look.colour, 0.1)}"/>`;
    const drop = at % 2 === 0 ? 1 : 1.08;
    return `${aura(sheet, { x, y: -y - 30, r: 52, strength: 0.6 })}${cap}${svg`<path d="M${x - 5} ${y + 13}C${x - 18 * drop} ${y + 26} ${x - 14} ${y + 46} ${x} ${y + 46}C${x + 14} ${y + 46} ${x + 18 * drop} ${y + 26} ${x + 5} ${y + 13}Z" fill="${sheet.radial(
      [
        [0, "#fffdf0"],
        [0.5, "#ffe5a6"],
        [1, "#e9b45c"],
      ],
      [0.45, 0.55, 0.6],
    )}"/><path d="M${x - 8} ${y + 26}q-3 8 2 13" stroke="#fff" stroke-width="2" fill="none" opacity=".8" stroke-linecap="round"/>`}`;
  });
  const body =
    `<path d="${wire}" transform="translate(6 12)" stroke="#3a2a20" stroke-width="6" fill="none" opacity=".1"/>` +
    `<path d="${wire}" stroke="${shaded(look.colour, 0.4)}" stroke-width="4" fill="none"/><path d="${wire}" stroke="${lit(look.colour, 0.2)}" stroke-width="1.4" fill="none"/>` +
    bulbs.join("") +
    `<circle cx="-190" cy="-120" r="6" fill="#c39a4c"/><circle cx="190" cy="-120" r="6" fill="#c39a4c"/><circle cy="-96" r="6" fill="#c39a4c"/>`;
  return hanging(body, { w: 400, top: 140, bottom: 30 });
};

/** The drawings of this file by name. */
export const lamps = {
  "table-lamp": tableLamp,
  "desk-lamp": deskLamp,
  "floor-lamp": floorLamp,
  pendant,
  "string-lights": stringLights,
};
