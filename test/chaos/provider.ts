/** The payment provider as the crowd meets it: cards, banks, faults, books. Asked until it answers. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { pay } from "../purchase.ts";
import type { Fault } from "../stand-in.ts";
import type { Client } from "./client.ts";
import type { Books, ProviderIntent } from "./rows.ts";

/** Pays with a card. @returns the intent's status afterwards, as far as the provider tells it */
export function payWith(client: Client, checkout: CheckoutView, card: string): Promise<string> {
  return client.insist(async () => {
    const { status, intent } = await pay(client.shopper, checkout, card);
    return status < 500 ? (intent.status ?? "refused") : null;
  });
}

/** The shopper answers the bank, or does not pass. */
export async function authenticate(
  client: Client,
  checkout: CheckoutView,
  passed: boolean,
): Promise<void> {
  const [payment_intent] = (checkout.payment?.clientSecret ?? "").split("_secret_");
  await control(client, "authenticate", { payment_intent, passed });
}

/** Switches a fault on. */
export async function misbehave(client: Client, fault: Fault): Promise<void> {
  await control(client, "faults", fault);
}

/** Switches all faults off. */
export async function behave(client: Client): Promise<void> {
  await client.insist(async (signal) => {
    const response = await fetch(url(client, "faults"), { method: "DELETE", signal });
    return response.status < 500 ? response.status : null;
  });
}

/** Reads everything that the provider knows. */
export function readBooks(client: Client): Promise<Books> {
  return client.insist(async (signal) => {
    const response = await fetch(url(client, "state"), { signal });
    if (!response.ok) return null;
    const state = (await response.json()) as {
      payment_intents: ProviderIntent[];
      refunds: { payment_intent: string; amount: number; status: string }[];
      faults: { times: number }[];
    };
    return {
      intents: state.payment_intents,
      refunds: state.refunds.filter(({ status }) => status !== "failed"),
      faultsLeft: state.faults.reduce((sum, { times }) => sum + times, 0),
    };
  });
}

async function control(client: Client, what: string, json: unknown): Promise<void> {
  await client.insist(async (signal) => {
    const response = await fetch(url(client, what), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(json),
      signal,
    });
    if (response.status >= 500) return null;
    await response.body?.cancel();
    return response.status;
  });
}

function url({ shopper }: Client, what: string): string {
  return `${shopper.origin}/dev/stripe/control/${what}`;
}
