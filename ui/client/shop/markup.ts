/** Markup of our own origin becomes nodes here and nowhere else, under one Trusted Types policy. */

/** The part of the Trusted Types API that the shop uses; the DOM library does not know it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(markup: string): string },
  ): { createHTML(markup: string): { toString(): string } };
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

const policy = window.trustedTypes?.createPolicy("kiosk", { createHTML: (markup) => markup });

/** @returns the nodes of `markup`, which our own server rendered */
export function nodesOf(markup: string): DocumentFragment {
  const template = document.createElement("template");
  Object.assign(template, { innerHTML: policy?.createHTML(markup) ?? markup });
  return template.content;
}

/** What came back from a request for markup. */
export interface MarkupAnswer {
  readonly nodes: DocumentFragment;
  /** The address after every redirect. */
  readonly url: string;
}

/** Asks our own server for markup. @throws Error where the answer is none or the server failed */
export async function fetchMarkup(url: string, init: RequestInit = {}): Promise<MarkupAnswer> {
  const response = await fetch(url, init);
  const isMarkup = response.headers.get("Content-Type")?.startsWith("text/html") ?? false;
  if (!isMarkup || response.status >= 500) throw new Error(`No markup: ${response.status}`);
  return { nodes: nodesOf(await response.text()), url: response.url };
}

/** @returns the form as its submit button would send it, under a key that makes it repeatable */
export function submission(form: HTMLFormElement, submitter: HTMLElement | null): RequestInit {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === "string") body.append(name, value);
  }
  const headers: Record<string, string> = {};
  if (window.isSecureContext) headers["Idempotency-Key"] = crypto.randomUUID();
  return { method: "POST", body, headers };
}

/** Sends the form the plain way, as if no script were there. */
export function submitPlainly(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset.plain = "";
  form.requestSubmit(submitter);
}
