/** The payment page: mounts the provider's form, pays, and sends the shopper to the order. */
import { appearanceOfPage } from "./appearance.ts";

/** What the page uses of the provider's script (Stripe.js). */
interface StripeScript {
  elements(options: {
    clientSecret: string;
    appearance: object;
    fonts: readonly { family: string; src: string }[];
  }): StripeElements;
  confirmPayment(options: {
    elements: StripeElements;
    confirmParams: { return_url: string };
    redirect: "if_required";
  }): Promise<{ error?: PaymentError }>;
}

interface StripeElements {
  create(type: "payment", options?: object): PaymentElement;
  update(options: { appearance: object }): void;
  submit(): Promise<{ error?: PaymentError }>;
}

interface PaymentElement {
  mount(target: Element): void;
  on(event: "ready" | "loaderror", listener: () => void): void;
}

interface PaymentError {
  readonly type?: string;
  readonly message?: string;
}

const FAILED = "The payment form could not be loaded. Please reload the page.";
const LOST = "The connection was lost. If you have paid already, reloading the page shows it.";
const DECLINED = "The payment did not go through. Please try another way to pay.";

/** Puts the provider's form into `form` and pays when it is sent. */
export function startPayment(form: HTMLFormElement): void {
  const script: ((key: string) => StripeScript) | undefined = Reflect.get(window, "Stripe");
  const place = form.querySelector("[data-payment-element]");
  const { key, secret, email, font } = form.dataset;
  if (script === undefined || place === null || key === undefined || secret === undefined) {
    endLoading(form, { error: FAILED });
    return;
  }
  const stripe = script(key);
  const elements = stripe.elements({
    clientSecret: secret,
    appearance: appearanceOfPage(),
    fonts: font === undefined ? [] : [fontOfPage(font)],
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    elements.update({ appearance: appearanceOfPage() });
  });
  const element = elements.create("payment", { defaultValues: { billingDetails: { email } } });
  element.on("ready", () => endLoading(form));
  element.on("loaderror", () => endLoading(form, { error: FAILED }));
  element.mount(place);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.ariaBusy !== "true") void pay(form, stripe, elements);
  });
}

async function pay(
  form: HTMLFormElement,
  stripe: StripeScript,
  elements: StripeElements,
): Promise<void> {
  const returnUrl = form.dataset.return ?? location.href;
  tell(form, "");
  setBusy(form, true);
  try {
    const checked = await elements.submit();
    if (checked.error !== undefined) return giveUp(form, checked.error);
    const { error } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: returnUrl },
      redirect: "if_required",
    });
    if (error !== undefined) return giveUp(form, error);
    // Paid, or on its way: the shop asks the provider and shows the order.
    location.assign(returnUrl);
  } catch {
    giveUp(form, { message: LOST });
  }
}

/** The shopper may try again; what is wrong with a field the provider's form says beside it. */
function giveUp(form: HTMLFormElement, { type, message = DECLINED }: PaymentError): void {
  document.querySelector("[data-setback]")?.remove();
  setBusy(form, false);
  if (type !== "validation_error") tell(form, message);
}

/** The provider's form is there, or will not come; then the button stays dead. */
function endLoading(form: HTMLFormElement, { error }: { error?: string } = {}): void {
  form.querySelector("[data-payment-loading]")?.remove();
  form.ariaBusy = "false";
  const button = form.querySelector<HTMLButtonElement>("[data-payment-submit]");
  if (error !== undefined) tell(form, error);
  else if (button !== null) button.disabled = false;
}

function tell(form: HTMLFormElement, message: string): void {
  const alert = form.querySelector("[data-payment-error]");
  if (alert !== null) alert.textContent = message;
}

/** The button says that it works, and keeps the focus while it does. */
function setBusy(form: HTMLFormElement, isBusy: boolean): void {
  form.ariaBusy = String(isBusy);
  const button = form.querySelector<HTMLButtonElement>("[data-payment-submit]");
  if (button === null) return;
  button.ariaBusy = String(isBusy);
  button.dataset.text ??= button.textContent;
  button.textContent = isBusy ? (button.dataset.busyText ?? "") : button.dataset.text;
}

function fontOfPage(path: string): { family: string; src: string } {
  return { family: "Instrument Sans", src: `url(${new URL(path, location.href).href})` };
}
