/** The files of a document: drawn once, stored, and never written again. */
import type { IssuedInvoice } from "../durable-objects/invoice-store.ts";
import type { Env } from "../env.gen.ts";
import { invoiceHtml } from "../ui/invoice/invoice-html.tsx";
import { invoicePaper } from "../ui/invoice/invoice-paper.ts";

/** How a document can be had. */
export type InvoiceFormat = "html" | "pdf" | "json";

/** What drawing and storing needs. */
export type FileBindings = Pick<Env, "INVOICES">;

/** A stored file. */
export interface InvoiceFile {
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

const TYPES: Readonly<Record<InvoiceFormat, string>> = {
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  json: "application/json",
};

/** Makes sure that every file of the document is stored. */
export async function storeFiles(env: FileBindings, issued: IssuedInvoice): Promise<void> {
  await readFile(env, issued, "json");
  await readFile(env, issued, "html");
  await readFile(env, issued, "pdf");
}

/** @returns the file as it is stored; where it is not yet, it is drawn and stored first */
export async function readFile(
  env: FileBindings,
  issued: IssuedInvoice,
  format: InvoiceFormat,
): Promise<InvoiceFile> {
  const key = `${issued.id}.${format}`;
  const type = TYPES[format];
  const stored = await env.INVOICES.get(key);
  if (stored !== null) return { bytes: await stored.arrayBuffer(), type };
  const drawn = await draw(issued, format);
  const put = await env.INVOICES.put(key, drawn, {
    // Of two who draw at once the first one's copy stays.
    onlyIf: new Headers({ "If-None-Match": "*" }),
    httpMetadata: { contentType: type },
    customMetadata: { number: issued.number },
  });
  if (put !== null) return { bytes: drawn, type };
  const other = await env.INVOICES.get(key);
  return { bytes: other === null ? drawn : await other.arrayBuffer(), type };
}

async function draw(issued: IssuedInvoice, format: InvoiceFormat): Promise<ArrayBuffer> {
  const { number, document } = issued;
  switch (format) {
    case "json":
      return bytesOf(`${JSON.stringify({ number, ...document }, null, 2)}\n`);
    case "html":
      return bytesOf(invoiceHtml(invoicePaper(number, document)));
    case "pdf": {
      // Two thirds of a megabyte that only this needs.
      const { drawInvoicePdf } = await import("./invoice-drawing.ts");
      return drawInvoicePdf(invoicePaper(number, document), document.datedAt);
    }
  }
}

function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer as ArrayBuffer;
}
