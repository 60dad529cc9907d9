/** The payment page: mounts the provider's form, pays, and sends the shopper to the order. */

/** What the page uses of the provider's script (Stripe.js). */
interface StripeScript {
  elements(options: { clientSecret: string; appearance: object }): StripeElements;
  confirmPayment(options: {
    elements: StripeElements;
    confirmParams: { return_url: string };
    redirect: "if_required";
  }): Promise<{ error?: { message?: string; type?: string } }>;
}

interface StripeElements {
  create(type: "payment", options?: object): PaymentElement;
  submit(): Promise<{ error?: { message?: string } }>;
}

interface PaymentElement {
  mount(target: Element): void;
  on(event: "ready" | "loaderror", listener: () => void): void;
}

const FAILED = "The payment form could not be loaded. Please reload the page.";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-payment]")) {
  startPayment(form);
}

for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-local-time]")) {
  const at = new Date(time.dateTime);
  time.textContent = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function startPayment(form: HTMLFormElement): void {
  const script: ((key: string) => StripeScript) | undefined = Reflect.get(window, "Stripe");
  const place = form.querySelector("[data-payment-element]");
  const { key, secret } = form.dataset;
  if (script === undefined || place === null || key === undefined || secret === undefined) {
    settle(form, FAILED);
    return;
  }
  const stripe = script(key);
  const elements = stripe.elements({ clientSecret: secret, appearance: appearance() });
  const element = elements.create("payment", {
    defaultValues: { billingDetails: { email: form.dataset.email } },
  });
  element.on("ready", () => {
    form.querySelector("[data-payment-loading]")?.remove();
    settle(form);
  });
  element.on("loaderror", () => settle(form, FAILED));
  element.mount(place);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void pay(form, stripe, elements);
  });
}

async function pay(
  form: HTMLFormElement,
  stripe: StripeScript,
  elements: StripeElements,
): Promise<void> {
  if (form.getAttribute("aria-busy") === "true") return;
  const returnUrl = form.dataset.return ?? location.href;
  setBusy(form, true);
  try {
    const checked = await elements.submit();
    if (checked.error !== undefined) return settle(form, checked.error.message);
    const { error } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: returnUrl },
      redirect: "if_required",
    });
    if (error !== undefined) return settle(form, error.message);
    // Paid, or on its way: the shop asks the provider and shows the order.
    location.assign(returnUrl);
  } catch {
    settle(form, "The connection was lost. If you have paid already, reloading the page shows it.");
  }
}

function settle(form: HTMLFormElement, message = ""): void {
  const alert = form.querySelector("[data-payment-error]");
  if (alert !== null) alert.textContent = message;
  setBusy(form, false);
}

function setBusy(form: HTMLFormElement, isBusy: boolean): void {
  form.setAttribute("aria-busy", String(isBusy));
  const button = form.querySelector<HTMLButtonElement>("[data-payment-submit]");
  if (button !== null) button.disabled = isBusy;
}

/** The provider's form in the shop's own colours. */
function appearance(): object {
  const style = getComputedStyle(document.documentElement);
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = document.documentElement.dataset.theme ?? (isDark ? "dark" : "light");
  const body = getComputedStyle(document.body);
  return {
    theme: theme === "dark" ? "night" : "stripe",
    variables: {
      colorPrimary: resolved(style.getPropertyValue("--accent")),
      colorBackground: resolved(style.getPropertyValue("--card")),
      colorText: body.color,
      fontFamily: body.fontFamily,
      borderRadius: "10px",
    },
  };
}

/** Turns a token such as light-dark(#fff, #000) into the colour that it stands for now. */
function resolved(colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
