/** A catalog as a stream of bytes: page by page out of D1, as fast as the reader takes it. */

import { everyTerm, productPage } from "../db/import-source.ts";
import type { Database } from "../db/statement.ts";
import type { StoredProduct } from "../domain/import-stored.ts";
import { TermBook, type TermRecord } from "../domain/import-terms.ts";

/** Products of one page: some hundred thousand fit into the queries of one invocation. */
const PAGE_ROWS = 200;

/** How products become text. */
export interface ExportText {
  readonly head: string;
  readonly lines: (product: StoredProduct) => string;
  readonly tail: string;
  /** Whether it tells shoppers prices, also those that follow from another currency's. */
  readonly withConverted?: boolean;
}

/** @returns the bytes of every product, of every state or of one, in the order of their handles */
export function productStream(
  db: Database,
  { head, lines, tail, withConverted = false }: ExportText,
  status: "" | "published" = "",
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = "";
  return new ReadableStream({
    start(controller) {
      if (head !== "") controller.enqueue(encoder.encode(head));
    },
    async pull(controller) {
      // A page may hold nothing to show, and a pull must give something.
      for (;;) {
        const products = await productPage(db, { after, rows: PAGE_ROWS, status, withConverted });
        const text = products.map(lines).join("");
        after = products.at(-1)?.handle ?? after;
        const isOver = products.length < PAGE_ROWS;
        const last = isOver ? text + tail : text;
        if (last !== "") controller.enqueue(encoder.encode(last));
        if (isOver) controller.close();
        if (isOver || last !== "") return;
      }
    },
  });
}

/** The terms by their handles, as exports name them. */
export class TermNames {
  readonly terms: readonly TermRecord[];
  readonly #book: TermBook;

  constructor(terms: readonly TermRecord[]) {
    this.terms = terms;
    this.#book = new TermBook(terms);
  }

  /** Reads them all. */
  static async read(db: Database): Promise<TermNames> {
    return new TermNames(await everyTerm(db));
  }

  /** @returns the title of a term in the first language, or its handle */
  titleOf(type: "brand" | "productType", handle: string): string {
    return this.#book.find(type, handle)?.title ?? handle;
  }

  /** @returns titles from the root to the category */
  pathOf(category: string): string[] {
    const path: string[] = [];
    let at = this.#book.find("category", category);
    while (at !== null && path.length < 20) {
      path.unshift(at.title);
      at = at.parent === null ? null : this.#book.find("category", at.parent);
    }
    return path;
  }
}
