/** Says what changed to those who do not see it. */

/** Speaks `text`; within an open dialog, for what is outside of it is not heard. */
export function announce(text: string): void {
  const host = document.querySelector("dialog[open]") ?? document.body;
  const region = host.querySelector(":scope > [data-announce]");
  if (region === null) return;
  region.textContent = "";
  // A region that is filled in the same breath as it is emptied stays unread.
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}
