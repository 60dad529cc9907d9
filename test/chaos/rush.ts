/** Many people, few units: everybody clicks at the same moment. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { ADDRESS, CARDS } from "../purchase.ts";
import { Chance } from "../simulation/random.ts";
import { Client } from "./client.ts";
import { payWith } from "./provider.ts";
import { Record } from "./record.ts";
import { pause, type ShopProcess } from "./shop-process.ts";

const CONFIRM_MS_MAX = 60_000;
const LOOK_MS = 250;

/** How a rush ended. */
export interface RushOutcome {
  readonly buyers: number;
  readonly units: number;
  /** Units allocated to paid orders. */
  readonly sold: number;
  /** Orders that their buyers read as completed. */
  readonly completed: number;
  /** Buyers that were told that it is gone. */
  readonly refused: number;
  /** Buyers who got no answer, or one that makes no sense. */
  readonly unanswered: number;
  /** Still available, or held, afterwards. */
  readonly left: number;
  readonly ms: number;
}

/** Lets so many buyers try to get one unit each of so many. */
export async function rush(
  shop: ShopProcess,
  plan: { readonly seed: number; readonly buyers: number; readonly units: number },
): Promise<RushOutcome> {
  const startedAt = Date.now();
  const { buyers, units } = plan;
  const [ware] = (await shop.ask("wares", { count: 9 })).slice(-1);
  if (ware === undefined) throw new Error("The shop sells nothing");
  const { itemId, variantId } = ware;
  await shop.ask("leave", { itemId, key: `rush:${buyers}:${units}:${plan.seed}`, units });
  const [before] = await shop.ask("audits", { ids: [itemId] });
  const record = new Record();
  const people = Array.from({ length: buyers }, (_, at) => {
    const chance = new Chance(plan.seed, `rush ${at}`);
    return new Client({ origin: shop.origin, record, chance });
  });
  const ready = await Promise.all(people.map((client) => prepare(client, variantId)));
  const answers = await Promise.all(people.map((client, at) => buy(client, ready[at] ?? null)));
  const [after] = await shop.ask("audits", { ids: [itemId] });
  const count = (wanted: (typeof answers)[number]) =>
    answers.filter((answer) => answer === wanted).length;
  return {
    buyers,
    units,
    sold: (after?.level.allocated ?? 0) - (before?.level.allocated ?? 0),
    completed: count("completed"),
    refused: count("refused"),
    unanswered: count("unanswered"),
    left: (after?.level.available ?? 0) + (after?.level.held ?? 0),
    ms: Date.now() - startedAt,
  };
}

type Prepared = CheckoutView | "refused" | null;

/** Up to the click on "Pay". */
async function prepare(client: Client, variantId: string): Promise<Prepared> {
  try {
    const json = { variantId, quantity: 1 };
    const added = await client.command("POST", "/api/cart/lines", { json });
    if (added.status === 409) return "refused";
    const opened = await client.command<CheckoutView>("POST", "/api/checkouts", { json: {} });
    if (opened.status !== 201) return opened.status === 409 ? "refused" : null;
    const filled = await client.command<CheckoutView>("PATCH", `/api/checkouts/${opened.body.id}`, {
      json: { email: "rush@example.com", address: ADDRESS, shippingMethod: "standard" },
    });
    return filled.status === 200 ? filled.body : null;
  } catch {
    return null;
  }
}

async function buy(
  client: Client,
  checkout: Prepared,
): Promise<"completed" | "refused" | "unanswered"> {
  if (checkout === null) return "unanswered";
  if (checkout === "refused") return "refused";
  try {
    const path = `/api/checkouts/${checkout.id}`;
    const json = { quote: checkout.quote?.token };
    const placed = await client.command<CheckoutView>("POST", `${path}/complete`, { json });
    if (placed.status === 409) return "refused";
    const deadline = Date.now() + CONFIRM_MS_MAX;
    let { body: view } = placed;
    let isPaid = false;
    while (view.status !== "completed" && Date.now() < deadline) {
      if (!isPaid && view.payment != null) {
        await payWith(client, view, CARDS.good);
        isPaid = true;
      }
      await pause(LOOK_MS);
      view = (await client.read<CheckoutView>(path)).body;
    }
    return view.status === "completed" ? "completed" : "unanswered";
  } catch {
    return "unanswered";
  }
}
