/** How the file of an invoice is answered: by name, to nobody's cache, with nothing in it that runs. */

/** A file as it was stored. */
export interface InvoiceFileParts {
  readonly bytes: ArrayBuffer;
  readonly type: string;
  /** Like "INV-2026-00042.pdf". */
  readonly name: string;
}

const STYLE = /<style>(.*?)<\/style>/s;

/** @returns the headers of a file; a page is shown, anything else is kept */
export async function fileHeaders({ bytes, type, name }: InvoiceFileParts): Promise<Headers> {
  const isPage = type.startsWith("text/html");
  const disposition = isPage ? "inline" : "attachment";
  const headers = new Headers({
    "Content-Type": type,
    "Content-Disposition": `${disposition}; filename="${name.replaceAll(/[^\w.-]/g, "-")}"`,
    "Cache-Control": "private, no-store",
    // The address carries the order's key, which no other site may learn.
    "Referrer-Policy": "same-origin",
  });
  if (isPage) headers.set("Content-Security-Policy", await policyOf(bytes));
  return headers;
}

/** Stored pages outlive the program that drew them, so each is asked for its own style. */
async function policyOf(bytes: ArrayBuffer): Promise<string> {
  const [, style = ""] = STYLE.exec(new TextDecoder().decode(bytes)) ?? [];
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
