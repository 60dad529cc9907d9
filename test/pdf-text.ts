/** Reads the words of a PDF back, as a reader does: through the maps that say which letter a glyph is. */
import { inflateSync } from "node:zlib";
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFPage,
  PDFRawStream,
} from "@cantoo/pdf-lib";

/** @returns the words of each page, piece by piece in the order in which they were drawn */
export async function pdfText(bytes: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return document.getPages().map((page) => textOf(page));
}

function textOf(page: PDFPage): string {
  const letters = lettersOf(page);
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
  const code = streams
    .map((each) => page.doc.context.lookup(each))
    .flatMap((each) => (each instanceof PDFRawStream ? [latin(bytesOf(each))] : []))
    .join("\n");
  const pieces: string[] = [];
  let font = "";
  for (const [, name, hex] of code.matchAll(/\/(\S+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj/g)) {
    if (name !== undefined) font = name;
    else pieces.push(spelled(hex ?? "", letters.get(font) ?? new Map()));
  }
  return pieces.join("\n");
}

function lettersOf(page: PDFPage): Map<string, ReadonlyMap<string, string>> {
  const fonts = page.node.Resources()?.lookup(PDFName.of("Font"), PDFDict);
  const letters = new Map<string, ReadonlyMap<string, string>>();
  for (const [name, reference] of fonts?.entries() ?? []) {
    const font = page.doc.context.lookup(reference, PDFDict);
    const map = font.lookup(PDFName.of("ToUnicode"));
    if (map instanceof PDFRawStream)
      letters.set(name.asString().slice(1), mapOf(latin(bytesOf(map))));
  }
  return letters;
}

function mapOf(text: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [, glyph = "", letter = ""] of text.matchAll(/<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>/g)) {
    const units = letter.match(/.{4}/g)?.map((unit) => Number.parseInt(unit, 16)) ?? [];
    map.set(glyph.toUpperCase(), String.fromCharCode(...units));
  }
  return map;
}

function spelled(hex: string, map: ReadonlyMap<string, string>): string {
  return (hex.match(/.{4}/g) ?? []).map((glyph) => map.get(glyph.toUpperCase()) ?? "?").join("");
}

function bytesOf(stream: PDFRawStream): Uint8Array {
  const isPacked = stream.dict.lookup(PDFName.of("Filter"))?.toString() === "/FlateDecode";
  return isPacked ? inflateSync(stream.contents) : stream.contents;
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
