/** What scripts add to the checkout: the provider's form, no second click, news by itself. */
import { lookAgain } from "./checkout/look-again.ts";
import { startPayment } from "./checkout/payment.ts";
import { sendOnce } from "./checkout/send-once.ts";

sendOnce();
lookAgain();

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-payment]")) {
  startPayment(form);
}

for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-local-time]")) {
  const at = new Date(time.dateTime);
  time.textContent = at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}

// A step that the browser kept from before shows what was, not what is.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
