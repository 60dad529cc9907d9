/** The product page: choosing a variant changes price, stock, pictures and address in place. */
import {
  type ChoiceState,
  type Choosable,
  chooseVariant,
  optionGroups,
} from "../../variant-choice.ts";
import { announce } from "./announce.ts";
import { showPictures } from "./gallery.ts";

/** A variant as the page carries it: every text was made by the server. */
interface VariantTexts extends Choosable {
  readonly id: string;
  readonly price: string;
  readonly was: string;
  readonly stock: string;
  readonly unitPrice: string;
  readonly lowest: string;
  /** Places of its own pictures among the product's. */
  readonly pictures: readonly string[];
}

interface Choice {
  readonly optionNames: readonly string[];
  readonly variants: readonly VariantTexts[];
  readonly words: {
    readonly states: Readonly<Record<ChoiceState, string>>;
    readonly add: string;
    readonly soldOut: string;
  };
}

/** Takes over the choice of a variant. */
export function enhanceProduct(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-variants]");
  if (form === null) return;
  const choice: Choice = JSON.parse(form.dataset.variants ?? "{}");
  form.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.option === undefined) return;
    const wanted = choice.optionNames.map((_, option) =>
      String(new FormData(form).get(`option${option}`)),
    );
    const found = chooseVariant(choice.variants, wanted, Number(target.dataset.option));
    if (found === null) return;
    paintOptions(form, choice, found);
    paintVariant(form, choice, found);
  });
}

function paintOptions(form: HTMLFormElement, choice: Choice, chosen: VariantTexts): void {
  optionGroups(choice.optionNames, choice.variants, chosen).forEach(({ choices }, option) => {
    const inputs = form.querySelectorAll<HTMLInputElement>(`[name="option${option}"]`);
    choices.forEach(({ isChosen, state }, index) => {
      const input = inputs[index];
      const label = input?.closest("label");
      if (!input || !label) return;
      input.checked = isChosen;
      label.dataset.state = state;
      const note = label.querySelector("[data-state-text]");
      if (note !== null) note.textContent = choice.words.states[state];
    });
    const name = form.querySelector(`[data-chosen="${option}"]`);
    if (name !== null) name.textContent = chosen.optionValues[option] ?? "";
  });
}

function paintVariant(form: HTMLFormElement, { words }: Choice, variant: VariantTexts): void {
  const { status } = variant.availability;
  put("[data-price]", variant.price);
  put("[data-unit-price]", variant.unitPrice);
  put("[data-lowest]", variant.lowest);
  put("[data-was]", variant.was);
  for (const part of document.querySelectorAll<HTMLElement>("[data-was-box]")) {
    part.hidden = variant.was === "";
  }
  const stock = document.querySelector<HTMLElement>("[data-stock]");
  if (stock !== null) Object.assign(stock, { textContent: variant.stock }).dataset.status = status;
  const button = form.querySelector<HTMLButtonElement>("[data-buy]");
  if (button !== null) {
    button.disabled = status === "sold_out";
    button.textContent = status === "sold_out" ? words.soldOut : words.add;
  }
  showPictures(variant.pictures);
  const url = new URL(location.href);
  url.searchParams.set("variant", variant.id);
  history.replaceState(history.state, "", url);
  announce(`${variant.optionValues.join(", ")}: ${variant.price}, ${variant.stock}`);
}

function put(selector: string, text: string): void {
  for (const part of document.querySelectorAll<HTMLElement>(selector)) {
    part.textContent = text;
  }
}
