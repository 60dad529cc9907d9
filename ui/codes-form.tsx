/** Codes of promotions: what became of each, and a field for one more. */
import type { CheckoutCodeView } from "../contracts/checkout.ts";
import type { Locale } from "../domain/locale.ts";
import { wordsIn } from "./words/words.ts";

/** Most characters that are typed; normalCode() takes fewer. */
const TYPED_MAX = 60;

/** Codes and where they are sent. */
export interface CodesFormProps {
  readonly codes: readonly CheckoutCodeView[];
  readonly action: string;
  readonly locale: Locale;
  /** Whether the answer is a part of the cart, which a script puts in its place. */
  readonly isInCart?: boolean;
}

/** Folded away until it is wanted: an empty field for a code sends people off to look for one. */
export function CodesForm({ codes, action, locale, isInCart }: CodesFormProps) {
  const { codes: words } = wordsIn(locale);
  const form = { method: "post", action, ...(isInCart ? { "data-cart-form": true } : {}) } as const;
  return (
    <details class="codes" open={codes.length > 0}>
      <summary>{words.title}</summary>
      {codes.length > 0 && (
        <ul class="codes-list">
          {codes.map((each) => (
            <li>
              <form {...form}>
                <p>
                  <strong>{each.code}</strong>
                  <br />
                  <span class={each.amount === null ? "soft" : ""}>{each.text[locale]}</span>
                </p>
                <button type="submit" class="text-button small" name="remove" value={each.code}>
                  {words.remove}
                  <span class="only-heard"> {each.code}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form {...form} class="codes-add">
        <label for="field-code" class="only-heard">
          {words.field}
        </label>
        <input
          class="input"
          id="field-code"
          name="add"
          maxlength={TYPED_MAX}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          required
        />
        <button type="submit" class="button quiet">
          {words.apply}
        </button>
      </form>
    </details>
  );
}
