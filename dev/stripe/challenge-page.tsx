/** The bank's page: the shopper completes the authentication, or fails it. */
import { raw } from "hono/html";
import type { Challenge } from "./account.ts";
import { printAmount } from "./currency.ts";

/** Asks the shopper. Once the challenge is over it only says so. */
export function ChallengePage({ challenge }: { readonly challenge: Challenge }) {
  const { amountMinor, currency, status, returnUrl } = challenge;
  const isOpen = status === "requires_action";
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>3-D Secure test page</title>
          <link rel="stylesheet" href="../stand-in.css" />
        </head>
        <body class="bank">
          <main>
            <h1>{isOpen ? "Approve this payment" : "This authentication is over"}</h1>
            <p class="amount">{printAmount(amountMinor, currency)}</p>
            {isOpen ? <Choice /> : <Over returnUrl={returnUrl} />}
          </main>
        </body>
      </html>
    </>
  );
}

function Choice() {
  return (
    <>
      <p>
        This is the local stand-in for the page where a bank asks its customer to approve a payment
        (3-D Secure).
      </p>
      <form method="post">
        <button type="submit" name="outcome" value="complete">
          Complete authentication
        </button>
        <button type="submit" name="outcome" value="fail">
          Fail authentication
        </button>
      </form>
    </>
  );
}

function Over({ returnUrl }: { readonly returnUrl: string | null }) {
  if (returnUrl === null) return <p>You can close this page.</p>;
  return (
    <p>
      <a href={returnUrl}>Go back to the shop</a>
    </p>
  );
}
