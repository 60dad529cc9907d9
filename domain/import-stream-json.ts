/** JSON files as streams of products: Kiosk's own lines, DummyJSON's elements, Saleor's tables. */
import { dummySource, isDummyProduct, readDummyProduct } from "./import-dummyjson.ts";
import { bounded, FAULTS, MESSAGES_MAX } from "./import-faults.ts";
import { JsonArrayReader, JsonLineReader, type JsonRecord } from "./import-json.ts";
import { type ImportMessage, type ImportSettings, importError } from "./import-product.ts";
import { SaleorReader } from "./import-saleor.ts";
import type { Piece, ProductStream, StreamStart } from "./import-stream.ts";

/** One record on each line. */
export class LineStream implements ProductStream {
  readonly #lines: JsonLineReader;
  readonly #start: StreamStart;

  constructor(start: StreamStart) {
    this.#start = start;
    this.#lines = new JsonLineReader(start.place);
  }

  push(chunk: Uint8Array): Piece[] {
    return this.#lines.push(chunk).map((line) => this.#piece(line));
  }

  end(): Piece[] {
    return this.#lines.end().map((line) => this.#piece(line));
  }

  #piece(line: JsonRecord): Piece {
    const { settings, readKiosk } = this.#start;
    const messages: ImportMessage[] = faultsOf(line);
    const nothing = { product: null, term: null };
    const { product, term } =
      line.fault === null ? readKiosk(line.value, line.row, { settings, messages }) : nothing;
    const { row } = line;
    const read = { row, rows: 1, source: product?.source ?? "", product, messages };
    return { read, term, next: { offset: line.end, row: row + 1, skip: 0 } };
  }
}

/** One product in each element of an array. */
export class ElementStream implements ProductStream {
  readonly #elements: JsonArrayReader;
  readonly #settings: ImportSettings;

  constructor({ place, settings }: StreamStart) {
    this.#settings = settings;
    this.#elements = new JsonArrayReader(place);
  }

  push(chunk: Uint8Array): Piece[] {
    return this.#elements.push(chunk).map((element) => this.#piece(element));
  }

  end(): Piece[] {
    return this.#elements.end().map((element) => this.#piece(element));
  }

  #piece(element: JsonRecord): Piece {
    const { row, value } = element;
    const messages = faultsOf(element);
    const isProduct = element.fault === null && isDummyProduct(value);
    if (element.fault === null && !isProduct) {
      messages.push(importError({ row, column: "" }, "not_a_product", "This is no product"));
    }
    const context = { settings: this.#settings, messages };
    const product = isProduct ? readDummyProduct(value, row, context) : null;
    const source = isProduct ? dummySource(value) : "";
    const read = { row, rows: 1, source, product, messages };
    return { read, term: null, next: { offset: element.end, row: row + 1, skip: 0 } };
  }
}

/** Gives its products at the end: rows of all tables belong to them. */
export class DumpStream implements ProductStream {
  readonly #elements = new JsonArrayReader();
  readonly #reader: SaleorReader;
  readonly #skip: number;
  readonly #faults: Piece[] = [];

  constructor({ place, settings }: StreamStart) {
    this.#reader = new SaleorReader(settings);
    this.#skip = place.skip;
  }

  push(chunk: Uint8Array): Piece[] {
    for (const element of this.#elements.push(chunk)) this.#take(element);
    return [];
  }

  end(): Piece[] {
    for (const element of this.#elements.end()) this.#take(element);
    const products = this.#reader.products().map((product, index): Piece => {
      const messages: ImportMessage[] = [];
      const imported = this.#reader.read(product, messages);
      const { row } = product;
      const source = this.#reader.sourceOf(product);
      const read = { row, rows: 1, source, product: imported, messages: bounded(messages, row) };
      return { read, term: null, next: { offset: 0, row: 1, skip: index + 1 } };
    });
    const all = [...products, ...this.#faults.map((piece) => skipTo(piece, products.length + 1))];
    return all.slice(this.#skip);
  }

  #take(element: JsonRecord): void {
    const messages = faultsOf(element);
    if (messages.length === 0 && !this.#reader.take(element.value, element.row)) {
      messages.push(importError({ row: element.row, column: "" }, "not_a_row", "This is no row"));
    }
    if (messages.length === 0 || this.#faults.length >= MESSAGES_MAX) return;
    const read = { row: element.row, rows: 1, source: "", product: null, messages };
    this.#faults.push({ read, term: null, next: { offset: 0, row: 1, skip: 0 } });
  }
}

function skipTo(piece: Piece, skip: number): Piece {
  return { ...piece, next: { offset: 0, row: 1, skip } };
}

function faultsOf({ row, fault }: JsonRecord): ImportMessage[] {
  return fault === null ? [] : [importError({ row, column: "" }, fault, FAULTS[fault])];
}
