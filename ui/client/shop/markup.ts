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

/** Asks our own server for markup. @throws Error where the answer is none or the server failed */
export async function fetchMarkup(url: string, init: RequestInit = {}): Promise<DocumentFragment> {
  return (await fetchPage(url, init)).nodes;
}

/** A page's nodes, and its address after all redirects. @throws Error like fetchMarkup() */
export async function fetchPage(url: string, init: RequestInit = {}) {
  const response = await fetch(url, init);
  const isMarkup = response.headers.get("Content-Type")?.startsWith("text/html") ?? false;
  if (!isMarkup || response.status >= 500) throw new Error(`No markup: ${response.status}`);
  return { url: response.url, nodes: nodesOf(await response.text()) };
}

/**
 * Sends a form as its submit button would. A failure is tried once more under the same key, so
 * that a command whose answer was lost is not done twice.
 */
export async function sendForm(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  headers: Readonly<Record<string, string>> = {},
): Promise<DocumentFragment> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) body.append(name, String(value));
  const key: Record<string, string> = window.isSecureContext
    ? { "Idempotency-Key": crypto.randomUUID() }
    : {};
  const request = { method: "POST", body, headers: { ...headers, ...key } };
  try {
    return await fetchMarkup(form.action, request);
  } catch (error) {
    if (!window.isSecureContext) throw error;
    return fetchMarkup(form.action, request);
  }
}
