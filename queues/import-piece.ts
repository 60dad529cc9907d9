/** A piece of an import: a few products of the file, planned against the catalog and written at once. */

import { inheritNamedCategory } from "../db/category-writes.ts";
import { handledIn } from "../db/import-results.ts";
import { everyTerm, productsByHandle, shopTerms } from "../db/import-source.ts";
import { termStatements } from "../db/import-term-writes.ts";
import { productStatements } from "../db/import-writes.ts";
import { type ImportResult, isOvertaken, pieceStatements } from "../db/imports.ts";
import { type Id, type IdKind, mintId } from "../domain/id.ts";
import { handlesFor, type PlannedProduct, planProduct } from "../domain/import-plan.ts";
import { type ImportMessage, importError, importWarning } from "../domain/import-product.ts";
import { boundedChanges, type StoredProduct } from "../domain/import-stored.ts";
import type { Piece, StreamPlace } from "../domain/import-stream.ts";
import { TermBook, type TermRecord } from "../domain/import-terms.ts";
import { sourceKey } from "../domain/import-text.ts";
import type { Currency } from "../domain/money.ts";

/** Products, rows and bytes of one piece. */
export const PIECE_PRODUCTS = 50;
const PIECE_ROWS = 500;
const PIECE_BYTES = 512 * 1024;
/** A product that cannot be stored, in characters of JSON; terms travel together. */
const PRODUCT_CHARS_MAX = 600_000;
const TERM_CHARS_MAX = 300_000;
/** Products that a trial run remembers as if they were written. */
const TRIAL_PRODUCTS_MAX = 2_000;
/** Tries of a piece whose products somebody else changes at the same time. */
const TRIES_MAX = 4;

const NEEDS_PRODUCT = new Set([
  "title_missing",
  "product_unknown",
  "variant_unknown",
  "variant_missing",
]);
const TERM_KINDS: Readonly<Record<TermRecord["type"], IdKind>> = {
  attribute: "attribute",
  productType: "productType",
  brand: "brand",
  category: "category",
  collection: "collection",
};

/** What stays the same from piece to piece. */
export interface Importing {
  readonly id: Id<"importJob">;
  readonly isDryRun: boolean;
  readonly takesStock: boolean;
}

/** How a piece is noted. */
export interface PieceNote {
  readonly pieces: number;
  readonly state: "reading" | "settling";
  readonly place: object;
  readonly bytesRead: number;
  readonly leaseUntil: number;
  readonly now: number;
}

/** What a piece needs to know of the shop; read once for many pieces. */
interface Shop {
  readonly terms: TermBook;
  readonly currencies: ReadonlySet<Currency>;
  readonly locations: readonly string[];
}

/** Gathers products until they are a piece. */
export class PieceBuffer {
  #pieces: Piece[] = [];
  #keys = new Set<string>();
  #rows = 0;
  #start: number;

  constructor(start: StreamPlace) {
    this.#start = start.offset;
  }

  /** @returns whether this product must wait for the next piece: its rows go on with one of this */
  isApart({ read }: Piece): boolean {
    return read.source !== "" && this.#keys.has(sourceKey(read.source));
  }

  /** Takes a product. */
  add(piece: Piece): void {
    this.#pieces.push(piece);
    this.#rows += piece.read.rows;
    if (piece.read.source !== "") this.#keys.add(sourceKey(piece.read.source));
  }

  /** @returns whether it is enough for a piece */
  isFull(): boolean {
    const last = this.#pieces.at(-1);
    const bytes = last === undefined ? 0 : last.next.offset - this.#start;
    return (
      this.#pieces.length >= PIECE_PRODUCTS || this.#rows >= PIECE_ROWS || bytes >= PIECE_BYTES
    );
  }

  /** @returns what was gathered; it is empty from then on */
  take(): Piece[] {
    const pieces = this.#pieces;
    this.#start = pieces.at(-1)?.next.offset ?? this.#start;
    this.#pieces = [];
    this.#keys = new Set();
    this.#rows = 0;
    return pieces;
  }
}

/** Writes pieces of one import; a trial run only notes what it would write. */
export class PieceWriter {
  readonly #db: D1Database;
  readonly #importing: Importing;
  #shop: Shop | null = null;
  /** What a trial run would have written by now. */
  readonly #trial = new Map<string, StoredProduct>();

  constructor(db: D1Database, importing: Importing) {
    this.#db = db;
    this.#importing = importing;
  }

  /** @returns false where somebody else goes on with the import */
  async write(pieces: readonly Piece[], note: PieceNote): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#write(pieces, note);
        return true;
      } catch (error) {
        this.#shop = null;
        if (!isOvertaken(error)) throw error;
        if (error instanceof Error && error.message.includes("imports.pieces")) return false;
        if (attempt >= TRIES_MAX) throw error;
      }
    }
  }

  async #write(pieces: readonly Piece[], { now, ...note }: PieceNote): Promise<void> {
    const db = this.#db;
    const { id, isDryRun } = this.#importing;
    this.#shop ??= await readShop(db);
    const { plans, results } = await this.#plan(pieces, this.#shop, now);
    const terms = this.#shop.terms.takeChanged();
    const moved = this.#shop.terms.takeMoved();
    const statements = [...pieceStatements(db, id, { ...note, results, now })];
    if (!isDryRun) {
      const minting = { mint: (type: TermRecord["type"]) => mint(TERM_KINDS[type], now), now };
      statements.push(...termStatements(db, terms, minting));
      statements.push(...moved.flatMap((handle) => inheritNamedCategory(db, handle)));
      statements.push(...productStatements(db, plans, { importId: id, now }));
    }
    await db.batch(statements);
    if (isDryRun) this.#remember(plans);
  }

  async #plan(pieces: readonly Piece[], shop: Shop, now: number) {
    const db = this.#db;
    const { id, isDryRun, takesStock } = this.#importing;
    const handles = pieces.flatMap(({ read }) =>
      read.product === null ? [] : handlesFor(read.product),
    );
    const [stored, handled] = await Promise.all([
      productsByHandle(db, [...new Set(handles)]),
      isDryRun ? handledIn(db, id, handles) : new Set<string>(),
    ]);
    const present = new Map(stored.map((product) => [product.handle, product]));
    const plans: PlannedProduct[] = [];
    const results: ImportResult[] = [];
    const find = (handle: string) => this.#trial.get(handle) ?? present.get(handle) ?? null;
    const context = {
      ...shop,
      present: find,
      takesStock,
      now,
      mint: (kind: IdKind) => mint(kind, now),
    };
    for (const { read, term } of pieces) {
      if (term !== null) {
        results.push(termResult(term, read.row, shop.terms));
        continue;
      }
      if (read.product === null && read.messages.length === 0) continue;
      const plan = afterTrial(bounded(planProduct(read, context)), handled);
      // Two names in one piece may want one handle; the second one sees the first.
      if (plan.after !== null) present.set(plan.handle, plan.after);
      plans.push(plan);
      results.push(resultOf(plan));
    }
    return { plans, results };
  }

  #remember(plans: readonly PlannedProduct[]): void {
    for (const { handle, after } of plans) {
      if (after === null) continue;
      this.#trial.delete(handle);
      this.#trial.set(handle, after);
    }
    for (const handle of this.#trial.keys()) {
      if (this.#trial.size <= TRIAL_PRODUCTS_MAX) break;
      this.#trial.delete(handle);
    }
  }
}

async function readShop(db: D1Database): Promise<Shop> {
  const [terms, rules] = await Promise.all([everyTerm(db), shopTerms(db)]);
  return { terms: new TermBook(terms), ...rules };
}

function resultOf({ read, handle, outcome, changes, messages }: PlannedProduct): ImportResult {
  const { row, rows } = read;
  const named = read.source === "" ? "" : handle;
  return { row, rows, handle: named, outcome, changes: boundedChanges(changes), messages };
}

/** A term's handle has its kind before it, as no product's has. */
function termResult(told: TermRecord, row: number, terms: TermBook): ImportResult {
  const before = terms.find(told.type, told.handle);
  const plain = { row, rows: 1, handle: `${told.type}/${told.handle}` };
  const error = termError(told, row, terms);
  if (error !== null) return { ...plain, outcome: "rejected", changes: [], messages: [error] };
  const isOrphan =
    told.type === "category" &&
    told.parent !== null &&
    terms.find("category", told.parent) === null;
  const term = isOrphan ? { ...told, parent: null } : told;
  const detail = "There is no such category yet: this one stands at the top until it is moved";
  const messages = isOrphan
    ? [importWarning({ row, column: "parent" }, "parent_unknown", detail)]
    : [];
  const fields = terms.put(term);
  const changes = fields.map((field) => ({
    field,
    before: before === null ? null : Reflect.get(before, field),
    after: Reflect.get(term, field),
  }));
  const outcome = before === null ? "created" : fields.length > 0 ? "changed" : "unchanged";
  return { ...plain, outcome, changes: boundedChanges(changes), messages };
}

/** What the shop's own terms do not let happen; null where nothing stands against it. */
function termError(term: TermRecord, row: number, terms: TermBook): ImportMessage | null {
  const before = terms.find(term.type, term.handle);
  if (before?.type === "attribute" && term.type === "attribute" && before.kind !== term.kind) {
    const detail = `The shop's attribute is a ${before.kind}: its kind stays`;
    return importError({ row, column: "kind" }, "attribute_kind", detail);
  }
  if (JSON.stringify(term).length > TERM_CHARS_MAX) {
    return importError({ row, column: "" }, "term_too_large", "The line holds too much text");
  }
  if (term.type === "category" && terms.isWithin(term.parent, term.handle)) {
    const detail = "A category cannot stand below itself";
    return importError({ row, column: "parent" }, "category_loop", detail);
  }
  return null;
}

/** What no row of a table can hold is refused before it spoils the products around it. */
function bounded(plan: PlannedProduct): PlannedProduct {
  if (plan.after === null || JSON.stringify(plan.after).length <= PRODUCT_CHARS_MAX) return plan;
  const { row } = plan.read;
  const error = importError({ row, column: "" }, "product_too_large", "The product is too large");
  return {
    ...plan,
    ...{ outcome: "rejected", after: null, changes: [], links: [], stock: [] },
    messages: [...plan.messages, error],
  };
}

/** In a trial run a product that an earlier piece would have made is there, though unwritten. */
function afterTrial(plan: PlannedProduct, handled: ReadonlySet<string>): PlannedProduct {
  if (plan.outcome !== "rejected" || !handled.has(plan.handle)) return plan;
  const messages = plan.messages.filter(({ reason }) => !NEEDS_PRODUCT.has(reason));
  const isWrong = messages.some(({ severity }) => severity === "error");
  return isWrong ? plan : { ...plan, outcome: "changed", messages };
}

function mint<Kind extends IdKind>(kind: Kind, now: number): Id<Kind> {
  return mintId(kind, now, crypto.getRandomValues(new Uint8Array(10)));
}
