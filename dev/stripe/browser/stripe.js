/**
 * The stand-in for Stripe.js on the shop's page. Card data is typed into a frame of its own, as
 * with Stripe: this script sees whether the form is complete, and what became of the payment.
 */
(() => {
  const BASE = new URL(".", document.currentScript.src);
  const CHANNEL = "kiosk-stripe";
  const DARK = window.matchMedia("(prefers-color-scheme: dark)");
  const FRAME_TIMEOUT_MS = 10_000;
  const THEMES = { night: "dark", stripe: "light", flat: "light" };

  /** Sends the shopper on; the promise never ends, as the page is about to. */
  function leaveFor(url) {
    window.location.assign(url);
    return new Promise(() => {});
  }

  function integrationError(message) {
    const error = new Error(message);
    error.name = "IntegrationError";
    return error;
  }

  /** `pi_1_secret_2` names the PaymentIntent and proves that the page may see it. */
  function idOf(clientSecret) {
    const match = /^(pi_[A-Za-z0-9]+)_secret_[A-Za-z0-9_]+$/.exec(clientSecret ?? "");
    if (match === null) {
      throw integrationError(
        `Invalid value for clientSecret: expected pi_…_secret_…, got '${clientSecret}'`,
      );
    }
    return match[1];
  }

  /** The colour that an element stands on, so that the frame does not show. */
  function groundOf(element) {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/^rgba\(.*, 0\)$|^transparent$/.test(colour)) return colour;
    }
    return null;
  }

  function parametersOf(options) {
    const { clientSecret = null, mode = null, amount = null, currency = null } = options;
    if (clientSecret === null && (mode === null || currency === null)) {
      throw integrationError("elements() needs a clientSecret, or mode, amount and currency");
    }
    const { theme = null, variables = {} } = options.appearance ?? {};
    const { paymentMethodTypes: types = null, fonts = [] } = options;
    return {
      clientSecret,
      amount,
      currency,
      types,
      theme: THEMES[theme] ?? null,
      variables,
      fonts,
    };
  }

  /** The Payment Element: a frame, and the messages to and from it. */
  class PaymentElement {
    #key;
    #elements;
    #frame = null;
    #isReady = null;
    #listeners = new Map();
    #pending = new Map();
    #nextCall = 1;

    constructor(key, elements) {
      this.#key = key;
      this.#elements = elements;
    }

    /** Puts the form into the page. */
    mount(target) {
      const host = typeof target === "string" ? document.querySelector(target) : target;
      if (host === null) throw integrationError(`The selector ${target} matches no element`);
      if (this.#frame !== null) this.unmount();
      const frame = document.createElement("iframe");
      frame.title = "Secure payment input frame";
      frame.name = "kiosk-stripe-payment-element";
      // The form keeps 4 px around itself for its focus rings; the page must not see them.
      frame.style.margin = "-4px";
      frame.style.width = "calc(100% + 8px)";
      frame.style.border = "0";
      frame.style.display = "block";
      frame.style.colorScheme = "light dark";
      frame.style.height = "300px";
      frame.src = new URL("element", BASE).href;
      this.#frame = frame;
      this.#isReady = new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          const error = { type: "api_connection_error", message: "The payment form did not load." };
          this.#emit("loaderror", { elementType: "payment", error });
          reject(error);
        }, FRAME_TIMEOUT_MS);
        this.#pending.set("ready", () => {
          clearTimeout(timer);
          resolve();
        });
      });
      this.#isReady.catch(() => {});
      window.addEventListener("message", this.#receive);
      DARK.addEventListener("change", this.refresh);
      host.replaceChildren(frame);
      return this;
    }

    /** Takes the form out of the page; it can be mounted again. */
    unmount() {
      window.removeEventListener("message", this.#receive);
      DARK.removeEventListener("change", this.refresh);
      this.#frame?.remove();
      this.#frame = null;
      return this;
    }

    /** Takes the form out of the page for good. */
    destroy() {
      this.unmount();
      this.#listeners.clear();
    }

    on(event, listener) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
      return this;
    }

    off(event, listener) {
      const left = (this.#listeners.get(event) ?? []).filter((each) => each !== listener);
      this.#listeners.set(event, listener === undefined ? [] : left);
      return this;
    }

    update() {
      return this;
    }

    /** Tells the frame what the shop wants now. */
    refresh = () => {
      const ground = groundOf(this.#frame?.parentElement ?? null);
      this.#send("parameters", { key: this.#key, ground, ...this.#elements.parameters });
    };

    /** Asks the frame and waits for its answer. */
    async ask(type, detail = {}) {
      if (this.#frame === null) {
        throw integrationError("The Payment Element has to be mounted first");
      }
      await this.#isReady;
      const call = this.#nextCall;
      this.#nextCall += 1;
      return new Promise((resolve) => {
        this.#pending.set(call, resolve);
        this.#send(type, { call, ...detail });
      });
    }

    #send(type, detail = {}) {
      this.#frame?.contentWindow?.postMessage({ channel: CHANNEL, type, ...detail }, BASE.origin);
    }

    #emit(event, detail) {
      for (const listener of this.#listeners.get(event) ?? []) listener(detail);
    }

    #receive = ({ origin, source, data }) => {
      if (origin !== BASE.origin || source !== this.#frame?.contentWindow) return;
      if (data?.channel !== CHANNEL) return;
      switch (data.type) {
        case "hello":
          return this.refresh();
        case "resize":
          this.#frame.style.height = `${Math.ceil(Number(data.height) || 0)}px`;
          return;
        case "ready":
          this.#pending.get("ready")?.();
          return this.#emit("ready", { elementType: "payment" });
        case "answer":
          this.#pending.get(data.call)?.(data.result);
          this.#pending.delete(data.call);
          return;
        case "change":
        case "focus":
        case "blur":
        case "loaderror":
          return this.#emit(data.type, { elementType: "payment", ...data.detail });
      }
    };
  }

  class Elements {
    #key;
    #options;
    #element = null;

    constructor(key, options) {
      this.#key = key;
      this.#options = options;
      this.parameters = parametersOf(options);
    }

    create(type) {
      if (type !== "payment") {
        throw integrationError(`The stand-in has no '${type}' element: use 'payment'`);
      }
      if (this.#element !== null) {
        throw integrationError("Can only create one Element of type payment");
      }
      this.#element = new PaymentElement(this.#key, this);
      return this.#element;
    }

    getElement(type) {
      return type === "payment" ? this.#element : null;
    }

    update(options) {
      this.#options = { ...this.#options, ...options };
      this.parameters = parametersOf(this.#options);
      this.#element?.refresh();
    }

    async fetchUpdates() {
      this.#element?.refresh();
      return {};
    }

    /** Checks the form and shows the shopper what is missing. */
    async submit() {
      if (this.#element === null) throw integrationError("There is no Element to submit");
      return this.#element.ask("submit");
    }
  }

  class StripeStandIn {
    #key;

    constructor(key) {
      this.#key = key;
    }

    elements(options = {}) {
      return new Elements(this.#key, options);
    }

    /** Confirms the payment with what was typed; leaves the page when the bank or the shop wants it. */
    async confirmPayment({ elements, clientSecret, confirmParams = {}, redirect = "always" }) {
      const secret = clientSecret ?? elements?.parameters.clientSecret;
      const id = idOf(secret);
      const returnUrl = confirmParams.return_url ?? null;
      if (returnUrl === null && redirect === "always") {
        throw integrationError("confirmPayment() needs confirmParams.return_url");
      }
      const element = elements?.getElement("payment");
      if (element == null) throw integrationError("confirmPayment() needs a mounted element");
      const detail = { id, clientSecret: secret, returnUrl };
      const { error, paymentIntent } = await element.ask("confirm", detail);
      if (error !== undefined) return { error };
      return this.#conclude(paymentIntent, { redirect, returnUrl });
    }

    /** Does what the bank still asks of the shopper. */
    async handleNextAction({ clientSecret }) {
      const { error, paymentIntent } = await this.retrievePaymentIntent(clientSecret);
      if (error !== undefined) return { error };
      return this.#conclude(paymentIntent, { redirect: "if_required", returnUrl: null });
    }

    /** Reads a PaymentIntent as far as the browser may. */
    async retrievePaymentIntent(clientSecret) {
      const url = new URL(`v1/payment_intents/${idOf(clientSecret)}`, BASE);
      url.searchParams.set("client_secret", clientSecret);
      const headers = { authorization: `Bearer ${this.#key}` };
      try {
        const body = await (await fetch(url, { headers })).json();
        return body.error === undefined ? { paymentIntent: body } : { error: body.error };
      } catch {
        const message = "The payment service could not be reached.";
        return { error: { type: "api_connection_error", message } };
      }
    }

    #conclude(paymentIntent, { redirect, returnUrl }) {
      const action = paymentIntent.next_action;
      if (paymentIntent.status === "requires_action" && action != null) {
        return leaveFor(action.redirect_to_url?.url ?? action.use_stripe_sdk.stripe_js);
      }
      if (redirect !== "always" || returnUrl === null) return { paymentIntent };
      const url = new URL(returnUrl);
      url.searchParams.set("payment_intent", paymentIntent.id);
      url.searchParams.set("payment_intent_client_secret", paymentIntent.client_secret);
      url.searchParams.set("redirect_status", "succeeded");
      return leaveFor(url.href);
    }
  }

  window.Stripe = (key) => {
    if (!/^pk_test_\w+$/.test(key ?? "")) {
      throw integrationError("The stand-in takes publishable test keys only: pk_test_…");
    }
    return new StripeStandIn(key);
  };
})();
