/** Writes dist/contact-sheet.html: every object in two colours, to look at after a change. */
import { mkdirSync, writeFileSync } from "node:fs";
import { hash53 } from "../derive.ts";
import { colourNamed, lookOf } from "./look.ts";
import { OBJECTS } from "./names.ts";
import { detail, hero } from "./picture.ts";

const [only = "", kind = "hero", size = "320"] = process.argv.slice(2);
const PAIRS = [
  ["sage", "clay"],
  ["oat", "ink"],
  ["rust", "fog"],
  ["butter", "moss"],
  ["walnut", "tide"],
] as const;

const cells = OBJECTS.filter((object) => only === "" || only.split(",").includes(object)).map(
  (object, at) => {
    const pair = PAIRS[hash53(object) % PAIRS.length] ?? PAIRS[0];
    const both = pair.map((word, turn) => {
      const look = lookOf(colourNamed(word, "", object), { material: "", seed: at + turn });
      const shown = { object, look, stretch: 1 };
      const picture = kind === "detail" ? detail(shown) : hero(shown);
      const source = Buffer.from(picture).toString("base64");
      return `<img width="${size}" height="${size}" alt="" src="data:image/svg+xml;base64,${source}">`;
    });
    return `<figure>${both.join("")}<figcaption>${object}</figcaption></figure>`;
  },
);
mkdirSync("dist", { recursive: true });
writeFileSync(
  "dist/contact-sheet.html",
  `<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>body{margin:12px;display:flex;flex-wrap:wrap;gap:12px;font:14px sans-serif}figure{margin:0}img{border-radius:8px;margin-right:4px}</style>${cells.join("")}`,
);
console.log(`dist/contact-sheet.html: ${cells.length} objects`);
