/** The payment form that the stand-in shows inside a frame, as Stripe's Payment Element is. */
import { raw } from "hono/html";

const TRIALS = [
  { type: "card", fill: "4242 4242 4242 4242", outcome: "Succeeds" },
  { type: "card", fill: "4000 0000 0000 3220", outcome: "Asks for 3-D Secure" },
  { type: "card", fill: "4000 0084 0000 1629", outcome: "3-D Secure, then declined" },
  { type: "card", fill: "4000 0000 0000 0002", outcome: "Declined" },
  { type: "card", fill: "4000 0000 0000 9995", outcome: "Insufficient funds" },
  { type: "card", fill: "4000 0000 0000 0069", outcome: "Expired card" },
  { type: "card", fill: "4000 0000 0000 0127", outcome: "Incorrect CVC" },
  { type: "sepa_debit", fill: "DE89 3704 0044 0532 0130 00", outcome: "Debit, succeeds later" },
  { type: "sepa_debit", fill: "DE62 3704 0044 0532 0130 01", outcome: "Debit, fails later" },
] as const;

/** The whole document of the frame. Its script fills in what the shop asked for. */
export function ElementPage() {
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Secure payment input frame</title>
          <link rel="stylesheet" href="stand-in.css" />
          <script type="module" src="element.js" />
        </head>
        <body class="element">
          <main aria-label="Payment details">
            <p id="load-error" class="error" role="alert" hidden />
            <form novalidate>
              <fieldset id="tabs" hidden>
                <legend>Payment method</legend>
                <TypeTab type="card" text="Card" checked />
                <TypeTab type="sepa_debit" text="SEPA Direct Debit" />
              </fieldset>
              <CardPanel />
              <DebitPanel />
              <Trials />
            </form>
          </main>
        </body>
      </html>
    </>
  );
}

interface TypeTabProps {
  readonly type: string;
  readonly text: string;
  readonly checked?: boolean;
}

function TypeTab({ type, text, checked = false }: TypeTabProps) {
  return (
    <label data-type={type}>
      <input type="radio" name="type" value={type} checked={checked} />
      <span>{text}</span>
    </label>
  );
}

function CardPanel() {
  return (
    <div id="card-panel" class="panel">
      <div class="field wide">
        <label for="number">Card number</label>
        <div class="entry">
          <input
            id="number"
            inputmode="numeric"
            autocomplete="cc-number"
            placeholder="1234 1234 1234 1234"
            aria-describedby="number-error"
          />
          <span id="brand" aria-hidden="true" />
        </div>
        <FieldError of="number" />
      </div>
      <div class="field">
        <label for="expiry">Expiration date</label>
        <input
          id="expiry"
          inputmode="numeric"
          autocomplete="cc-exp"
          placeholder="MM / YY"
          aria-describedby="expiry-error"
        />
        <FieldError of="expiry" />
      </div>
      <div class="field">
        <label for="cvc">Security code</label>
        <input
          id="cvc"
          inputmode="numeric"
          autocomplete="cc-csc"
          placeholder="CVC"
          aria-describedby="cvc-error"
        />
        <FieldError of="cvc" />
      </div>
    </div>
  );
}

function DebitPanel() {
  return (
    <div id="debit-panel" class="panel" hidden>
      <div class="field wide">
        <label for="iban">IBAN</label>
        <input
          id="iban"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          placeholder="DE00 0000 0000 0000 0000 00"
          aria-describedby="iban-error"
        />
        <FieldError of="iban" />
      </div>
      <div class="field wide">
        <label for="holder">Name on the account</label>
        <input id="holder" autocomplete="name" aria-describedby="holder-error" />
        <FieldError of="holder" />
      </div>
      <p class="note wide">
        By paying you allow the shop to debit this account. The money moves a little later.
      </p>
    </div>
  );
}

function FieldError({ of }: { readonly of: string }) {
  return <p id={`${of}-error`} class="error" hidden />;
}

function Trials() {
  return (
    <details>
      <summary>Test cards</summary>
      <p class="note">No money moves here. Choose one, or type it.</p>
      <ul>
        {TRIALS.map(({ type, fill, outcome }) => (
          <li>
            <button type="button" data-type={type} data-fill={fill}>
              <code>{fill}</code>
              <span>{outcome}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
