/** The cart without leaving the page: its drawer, its page, its count. */
import { announce } from "./announce.ts";
import { fetchMarkup, sendForm } from "./markup.ts";

const DRAWER = { "X-Fragment": "cart" } as const;

/** Takes over the forms and links of the cart. */
export function enhanceCart(): void {
  const drawer = document.querySelector<HTMLDialogElement>("#cart-drawer");
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-cart-form]")) return;
    if (event.defaultPrevented) return;
    event.preventDefault();
    void send(form, event.submitter, drawer);
  });
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "number") return;
    if (target.form?.matches("[data-cart-form][data-live]")) target.form.requestSubmit();
  });
  if (drawer !== null) enhanceDrawer(drawer);
  addEventListener("pageshow", paintCount);
  document.addEventListener("visibilitychange", paintCount);
}

function enhanceDrawer(drawer: HTMLDialogElement): void {
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    // Where "closedby" is unknown, a click on the dialog itself is one beside its content.
    if (target === drawer || target.closest("[data-drawer-close]")) return drawer.close();
    const link = target.closest<HTMLAnchorElement>("a[data-cart-open]");
    if (link === null || isForAnotherTab(event)) return;
    if (document.querySelector("[data-cart-page]")) return;
    event.preventDefault();
    fetchMarkup(link.href, { headers: DRAWER })
      .then((answer) => showDrawer(drawer, answer))
      .catch(() => location.assign(link.href));
  });
}

async function send(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  drawer: HTMLDialogElement | null,
): Promise<void> {
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  submitter?.setAttribute("aria-busy", "true");
  const page = form.closest("[data-cart-page]");
  try {
    const answer = await sendForm(form, submitter, page === null ? DRAWER : {});
    if (page !== null) replaceKeepingFocus(page, answer.querySelector("[data-cart-page]"));
    else if (drawer !== null) showDrawer(drawer, answer);
    paintCount();
  } catch {
    // Whether the command was done is not known: the cart's own page tells.
    location.assign("/cart");
  } finally {
    form.ariaBusy = null;
    submitter?.removeAttribute("aria-busy");
  }
}

function showDrawer(drawer: HTMLDialogElement, nodes: DocumentFragment): void {
  const current = drawer.querySelector("[data-cart-drawer]");
  const next = nodes.querySelector("[data-cart-drawer]");
  if (current === null || next === null) throw new Error("The answer holds no cart");
  const wasOpen = drawer.open;
  if (!wasOpen) drawer.showModal();
  replaceKeepingFocus(current, next);
  if (!wasOpen) drawer.querySelector<HTMLElement>("#cart-title")?.focus();
}

/** Swaps one part of the page; focus stays on the same control, or goes to the part's heading. */
function replaceKeepingFocus(current: Element, next: Element | null): void {
  if (!(next instanceof HTMLElement)) throw new Error("The answer holds no such part");
  const { activeElement } = document;
  const hadFocus = activeElement !== null && current.contains(activeElement);
  current.replaceWith(next);
  if (hadFocus) {
    const same = activeElement.id === "" ? null : document.getElementById(activeElement.id);
    (same ?? next.querySelector<HTMLElement>("#cart-title"))?.focus();
  }
  if (next.dataset.say) announce(next.dataset.say);
}

/** Shows the number of units as the cookie knows it, also after another tab changed it. */
function paintCount(): void {
  const [, count = "0"] = document.cookie.match(/(?:^|; )kiosk_cart_n=(\d+)/) ?? [];
  for (const badge of document.querySelectorAll("[data-cart-count]")) {
    badge.textContent = count === "0" ? "" : count;
  }
}

function isForAnotherTab({ metaKey, ctrlKey, shiftKey, button }: MouseEvent): boolean {
  return metaKey || ctrlKey || shiftKey || button !== 0;
}
