/** One drawing for every object of the library; a parcel for any other word. */
import type { ObjectName } from "./names.ts";
import { bags } from "./objects/bags.ts";
import { bath } from "./objects/bath.ts";
import { candles } from "./objects/candles.ts";
import { cups } from "./objects/cups.ts";
import { desk } from "./objects/desk.ts";
import { garden } from "./objects/garden.ts";
import { glassware } from "./objects/glass.ts";
import type { Draw, Drawn, Look } from "./objects/kit.ts";
import { kitchen } from "./objects/kitchen.ts";
import { lamps } from "./objects/light.ts";
import { linens } from "./objects/linens.ts";
import { paper } from "./objects/paper.ts";
import { parcels } from "./objects/parcel.ts";
import { plants } from "./objects/plants.ts";
import { play } from "./objects/play.ts";
import { rooms } from "./objects/rooms.ts";
import { supplies } from "./objects/supplies.ts";
import { tableware } from "./objects/tableware.ts";
import { textiles } from "./objects/textiles.ts";
import { tools } from "./objects/tools.ts";
import { vessels } from "./objects/vessels.ts";
import { walls } from "./objects/walls.ts";
import type { Sheet } from "./sheet.ts";

const DRAWINGS: Readonly<Record<ObjectName, Draw>> = {
  ...cups,
  ...tableware,
  ...vessels,
  ...glassware,
  ...kitchen,
  ...tools,
  ...linens,
  ...textiles,
  ...lamps,
  ...candles,
  ...paper,
  ...desk,
  ...garden,
  ...plants,
  ...bath,
  ...bags,
  ...rooms,
  ...walls,
  ...play,
  ...supplies,
  ...parcels,
};

/** True for the name of an object that has its own drawing. */
export function isDrawn(object: string): object is ObjectName {
  return Object.hasOwn(DRAWINGS, object);
}

/** Draws the object that a word names. */
export function draw(sheet: Sheet, object: string, look: Look): Drawn {
  const blown = object === "tumbler" && look.material === "glass" ? "glass" : object;
  return DRAWINGS[isDrawn(blown) ? blown : "parcel"](sheet, look);
}
