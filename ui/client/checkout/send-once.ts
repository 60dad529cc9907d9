/** Forms that are sent once: a click while the answer is on its way does nothing. */

/** Takes over every submit button marked `data-once`. It stays focusable, only busy. */
export function sendOnce(): void {
  document.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (submitter === null || !submitter.matches("[data-once]")) return;
    if (submitter.ariaBusy === "true") event.preventDefault();
    else submitter.ariaBusy = "true";
  });
}
