/** Codes of promotions: what became of each, and a field for one more. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { links } from "../../http/links.ts";
import { codeText } from "./code-text.ts";

/** Most characters that are typed; normalCode() takes fewer. */
const TYPED_MAX = 60;

/** Folded away until it is wanted: an empty field for a code sends people off to look for one. */
export function CodesForm({ checkout }: { checkout: CheckoutView }) {
  const { codes } = checkout;
  const action = links.checkoutStep(checkout.id, "codes");
  return (
    <details class="codes" open={codes.length > 0}>
      <summary>Have a code?</summary>
      {codes.length > 0 && (
        <ul class="codes-list">
          {codes.map((each) => (
            <li>
              <form method="post" action={action}>
                <p>
                  <strong>{each.code}</strong>
                  <br />
                  <span class={each.amount === null ? "soft" : ""}>{codeText(each)}</span>
                </p>
                <button type="submit" class="button quiet" name="remove" value={each.code}>
                  Remove<span class="only-heard"> {each.code}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={action} class="codes-add">
        <label for="field-code" class="only-heard">
          Code
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
          Apply
        </button>
      </form>
    </details>
  );
}
