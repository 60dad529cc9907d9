/**
 * The payment form inside its own frame: checks what is typed, confirms the payment, and tells
 * the page around it nothing but the outcome.
 */
import { CHECKS, digitsOf, expiryOf, ibanOf, WRITE } from "./fields.js";

const CHANNEL = "kiosk-stripe";
const ORIGIN = window.location.origin;
const root = document.documentElement;
const form = document.querySelector("form");
const panels = { card: byId("card-panel"), sepa_debit: byId("debit-panel") };
const tabs = byId("tabs");
const brand = byId("brand");
const LOOKS = {
  colorPrimary: "--accent",
  colorBackground: "--card",
  colorText: "--ink",
  colorTextSecondary: "--soft",
  colorDanger: "--bad",
  borderRadius: "--radius",
  fontFamily: "--font",
};

/** The states in which a payment form makes sense. */
const PAYABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

let parameters = { key: "", clientSecret: null, currency: null, types: null };
let lastChange = "";
let isLoaded = false;

function byId(id) {
  return document.getElementById(id);
}

const FIELDS = { card: ["number", "expiry", "cvc"], sepa_debit: ["iban", "holder"] };

function chosenType() {
  return form.elements.type.value;
}

function inputs() {
  return FIELDS[chosenType()].map((name) => byId(name));
}

function show(input, problem) {
  const note = byId(`${input.id}-error`);
  note.textContent = problem === null ? "" : problem[1];
  note.hidden = problem === null;
  if (problem === null) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
}

/** The first thing that is wrong; with `loud`, the shopper is shown all of them. */
function firstProblem(loud) {
  let first = null;
  for (const input of inputs()) {
    const problem = CHECKS[input.id](input.value);
    if (loud) show(input, problem);
    if (problem !== null && first === null) first = { input, problem };
  }
  if (loud) first?.input.focus();
  return first;
}

function validationError({ problem: [code, message] }) {
  return { type: "validation_error", code, message };
}

function post(type, detail = {}) {
  window.parent.postMessage({ channel: CHANNEL, type, ...detail }, ORIGIN);
}

function tellChange() {
  const detail = {
    collapsed: false,
    complete: firstProblem(false) === null,
    empty: inputs().every((input) => input.value === ""),
    value: { type: chosenType() },
  };
  const text = JSON.stringify(detail);
  if (text === lastChange) return;
  lastChange = text;
  post("change", { detail });
}

function showType() {
  for (const [type, panel] of Object.entries(panels)) panel.hidden = type !== chosenType();
  tellChange();
}

function showTypes(types) {
  for (const label of tabs.querySelectorAll("label")) {
    label.hidden = !types.includes(label.dataset.type);
  }
  tabs.hidden = types.length < 2;
  if (!types.includes(chosenType())) form.elements.type.value = types[0];
  showType();
}

/** Rewrites what was typed in groups, without moving the caret inside a text. */
function tidy(input) {
  const caretAtEnd = input.selectionStart === input.value.length;
  const written = WRITE[input.id](input.value);
  if (caretAtEnd && written !== input.value) input.value = written;
  if (input.id !== "number") return;
  const digits = digitsOf(input.value);
  const name = digits.startsWith("4") ? "Visa" : /^5[1-5]/.test(digits) ? "Mastercard" : "";
  brand.textContent = name;
}

/** The currencies of one country's bank accounts decide whether debits are offered. */
async function typesFor({ clientSecret, currency, types, key }) {
  if (clientSecret === null) {
    return types ?? (currency?.toLowerCase() === "eur" ? ["card", "sepa_debit"] : ["card"]);
  }
  const id = clientSecret.split("_secret_")[0];
  const query = new URLSearchParams({ client_secret: clientSecret });
  const response = await fetch(`v1/payment_intents/${encodeURIComponent(id)}?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const body = await response.json();
  if (body.error !== undefined) throw body.error;
  if (!isLoaded && !PAYABLE.includes(body.status)) {
    throw {
      code: "payment_intent_unexpected_state",
      message: `This payment cannot be paid any more: its status is ${body.status}.`,
    };
  }
  return body.payment_method_types;
}

/** The shop's own fonts; one that does not load leaves the next family in the list. */
async function loadFonts(fonts) {
  const faces = fonts.map(
    ({ family, src, ...descriptors }) => new FontFace(family, src, descriptors),
  );
  for (const face of faces) document.fonts.add(face);
  await Promise.allSettled(faces.map((face) => face.load()));
}

async function take(next) {
  parameters = next;
  if (next.theme === null) delete root.dataset.theme;
  else root.dataset.theme = next.theme;
  const looks = [["--ground", next.ground]];
  for (const [name, property] of Object.entries(LOOKS))
    looks.push([property, next.variables[name]]);
  for (const [property, value] of looks) {
    if (typeof value === "string") root.style.setProperty(property, value);
    else root.style.removeProperty(property);
  }
  try {
    const [types] = await Promise.all([typesFor(next), isLoaded ? null : loadFonts(next.fonts)]);
    showTypes(types);
  } catch (error) {
    const message = error.message ?? "The payment form could not be loaded.";
    byId("load-error").textContent = message;
    byId("load-error").hidden = false;
    form.hidden = true;
    post("loaderror", { detail: { error: { type: "api_error", ...error, message } } });
  }
  if (isLoaded) return;
  isLoaded = true;
  post("ready");
}

function methodData() {
  if (chosenType() === "sepa_debit") {
    return {
      "payment_method_data[type]": "sepa_debit",
      "payment_method_data[sepa_debit][iban]": ibanOf(byId("iban").value),
      "payment_method_data[billing_details][name]": byId("holder").value.trim(),
    };
  }
  const { month, year } = expiryOf(byId("expiry").value);
  return {
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": digitsOf(byId("number").value),
    "payment_method_data[card][exp_month]": String(month),
    "payment_method_data[card][exp_year]": String(year),
    "payment_method_data[card][cvc]": digitsOf(byId("cvc").value),
  };
}

async function confirm({ id, clientSecret, returnUrl }) {
  const problem = firstProblem(true);
  if (problem !== null) return { error: validationError(problem) };
  const fields = {
    client_secret: clientSecret,
    ...(returnUrl === null ? { use_stripe_sdk: "true" } : { return_url: returnUrl }),
    ...methodData(),
  };
  try {
    const response = await fetch(`v1/payment_intents/${encodeURIComponent(id)}/confirm`, {
      method: "POST",
      headers: { authorization: `Bearer ${parameters.key}` },
      body: new URLSearchParams(fields),
    });
    const body = await response.json();
    return body.error === undefined ? { paymentIntent: body } : { error: body.error };
  } catch {
    const message = "The payment service could not be reached. You have not been charged.";
    return { error: { type: "api_connection_error", message } };
  }
}

function submit() {
  const problem = firstProblem(true);
  if (problem !== null) return { error: validationError(problem) };
  return { selectedPaymentMethod: chosenType() };
}

window.addEventListener("message", async ({ origin, source, data }) => {
  if (origin !== ORIGIN || source !== window.parent || data?.channel !== CHANNEL) return;
  if (data.type === "parameters") return take(data);
  if (data.type !== "submit" && data.type !== "confirm") return;
  const result = data.type === "submit" ? submit() : await confirm(data);
  post("answer", { call: data.call, result });
});

form.addEventListener("submit", (event) => event.preventDefault());
tabs.addEventListener("change", showType);
form.addEventListener("input", ({ target }) => {
  if (!(target.id in WRITE)) return;
  tidy(target);
  if (target.hasAttribute("aria-invalid")) show(target, CHECKS[target.id](target.value));
  tellChange();
});
form.addEventListener("focusout", ({ target }) => {
  if (target.id in CHECKS && target.value !== "") show(target, CHECKS[target.id](target.value));
});
for (const button of document.querySelectorAll("[data-fill]")) {
  button.addEventListener("click", () => {
    const [type, text] = [button.dataset.type, button.dataset.fill];
    form.elements.type.value = type;
    const values =
      type === "card"
        ? { number: text, expiry: "12 / 34", cvc: "123" }
        : { iban: text, holder: "Ada Lovelace" };
    for (const [name, value] of Object.entries(values)) {
      const input = byId(name);
      input.value = WRITE[name](value);
      tidy(input);
      show(input, null);
    }
    showType();
  });
}
new ResizeObserver(() => post("resize", { height: root.offsetHeight })).observe(root);
post("hello");
