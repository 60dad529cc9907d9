/** Staff: fill the shelves, change prices, cancel and refund, here and in the provider's dashboard. */
import { chargeStep } from "../../../dev/stripe/currency.ts";
import { type Id, toId } from "../../../domain/id.ts";
import type { Order } from "../../../domain/order.ts";
import { callObject, orderStub, stockStub } from "../../../durable-objects/stubs.ts";
import type { Env } from "../../../env.gen.ts";
import type { Watch } from "../checks/watch.ts";
import type { Account } from "../provider/account.ts";
import type { Chance } from "../random.ts";
import { Life, type Stage } from "../stage.ts";
import type { Catalog } from "./catalog.ts";
import type { Promotions } from "./promotions.ts";

const LOCATIONS = [toId("location", "loc_harbour"), toId("location", "loc_mill")] as const;
const MINUTE_MS = 60_000;

/** What staff work with. */
export interface StaffParts {
  readonly stage: Stage;
  readonly chance: Chance;
  readonly env: Env;
  readonly watch: Watch;
  readonly account: Account;
  readonly catalog: Catalog;
  readonly promotions: Promotions;
  /** Units on hand by item, as staff counted them. */
  readonly received: Map<string, number>;
  readonly unitsMax: number;
  /** How often somebody of the staff does something. */
  readonly deeds: number;
  /** Fills one shelf and goes home. */
  readonly isBrief: boolean;
}

/** One member of staff. */
export class Staff {
  readonly #parts: StaffParts;
  readonly #life = new Life("staff");
  #keys = 0;

  constructor(parts: StaffParts) {
    this.#parts = parts;
  }

  /** Starts working; every deed is repeated until it is answered. */
  work(): void {
    const { chance, catalog, isBrief } = this.#parts;
    for (const itemId of catalog.itemIds) {
      for (const location of isBrief ? LOCATIONS.slice(0, 1) : LOCATIONS) {
        this.#later(chance.int(0, 20), () => this.#receive(itemId, location));
      }
    }
    if (isBrief) return;
    for (let deed = 0; deed < this.#parts.deeds; deed += 1) {
      this.#later(chance.int(0, 50 * MINUTE_MS), () => this.#deed());
    }
  }

  #later(ms: number, work: () => Promise<void>): void {
    this.#parts.stage.after(this.#life, ms, () => {
      work().catch(() => {});
    });
  }

  #key(name: string): string {
    this.#keys += 1;
    return `staff ${name} ${this.#keys}`;
  }

  async #insist<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      try {
        return await work();
      } catch {
        await this.#wait(2_000);
      }
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#parts.stage.after(this.#life, ms, resolve));
  }

  async #receive(
    itemId: Id<"stockItem">,
    location: Id<"location">,
    unitsMax = this.#parts.unitsMax,
  ): Promise<void> {
    const { env, chance, received } = this.#parts;
    const quantity = chance.int(1, unitsMax);
    const key = this.#key("receive");
    await this.#insist(() =>
      callObject(
        () => stockStub(env, itemId),
        async (stock) => await stock.receive({ key, location, quantity }),
      ),
    );
    received.set(itemId, (received.get(itemId) ?? 0) + quantity);
  }

  async #deed(): Promise<void> {
    const { chance, catalog, promotions } = this.#parts;
    const roll = chance.int(0, 13);
    if (roll === 13) return promotions.stopOne(chance);
    if (roll < 3) return this.#cancel();
    if (roll < 6) return this.#refund();
    if (roll === 6) return this.#count();
    if (roll === 7) return this.#carry();
    if (roll === 8) return this.#dashboard();
    if (roll === 9) return this.#quarrel();
    if (roll > 10) return this.#deliver();
    const index = chance.int(0, catalog.variants.length - 1);
    catalog.publish(index, false);
    await this.#wait(chance.int(10_000, 5 * MINUTE_MS));
    catalog.publish(index, true);
  }

  /** @returns an order in one of these states, or null */
  #some(...states: readonly Order["status"][]): Order | null {
    const { watch, chance } = this.#parts;
    const found = [...watch.orders.values()].filter((order) => states.includes(order.status));
    return found[chance.int(0, found.length - 1)] ?? null;
  }

  /** One refunds a part while another cancels the whole order. */
  async #quarrel(): Promise<void> {
    const order = this.#some("confirmed");
    if (order === null) return;
    const refunding = this.#refund(order);
    await this.#wait(this.#parts.chance.int(0, 300));
    await Promise.all([refunding, this.#cancel(order)]);
  }

  async #cancel(
    order = this.#some("confirmed", "awaiting_payment", "holding", "capturing"),
  ): Promise<void> {
    const { env } = this.#parts;
    if (order === null) return;
    const command = { key: this.#key("cancel"), fingerprint: "cancel" };
    await this.#insist(() =>
      callObject(
        () => orderStub(env, order.id),
        (stub) => stub.cancel("shop", command),
      ),
    );
  }

  async #refund(order = this.#some("confirmed")): Promise<void> {
    const { env, chance, watch } = this.#parts;
    if (order === null) return;
    const lines = order.lines.map(({ lineId, quantity }) => ({
      lineId,
      quantity: chance.int(0, quantity),
    }));
    const ask = {
      lines: lines.filter((line) => line.quantity > 0),
      withShipping: chance.is(0.5),
      withRestock: chance.is(0.8),
      reason: "returned",
    };
    const command = { key: this.#key("refund"), fingerprint: JSON.stringify(ask) };
    const times = chance.is(0.2) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      const answer = await this.#insist(() =>
        callObject(
          () => orderStub(env, order.id),
          (stub) => stub.refund(ask, command),
        ),
      );
      if (answer.ok) watch.meet("refunded_part");
    }
  }

  /** A few units come in where people wait for them. */
  async #deliver(): Promise<void> {
    const { chance, catalog } = this.#parts;
    const itemId = catalog.itemIds[chance.int(0, catalog.itemIds.length - 1)];
    const [location = LOCATIONS[0]] = chance.shuffle([...LOCATIONS]);
    if (itemId !== undefined) await this.#receive(itemId, location, 3);
  }

  /** Counts a shelf again: never below what is promised. */
  async #count(): Promise<void> {
    const { env, chance, catalog, received } = this.#parts;
    const itemId = catalog.itemIds[chance.int(0, catalog.itemIds.length - 1)];
    if (itemId === undefined) return;
    const [location] = chance.shuffle([...LOCATIONS]);
    const delta = chance.int(-2, 2);
    const key = this.#key("adjust");
    const answer = await this.#insist(() =>
      callObject(
        () => stockStub(env, itemId),
        async (stock) =>
          await stock.adjust({ key, location: location ?? LOCATIONS[0], delta, reason: "counted" }),
      ),
    );
    if (answer.ok) received.set(itemId, (received.get(itemId) ?? 0) + delta);
  }

  async #carry(): Promise<void> {
    const { env, chance, catalog } = this.#parts;
    const itemId = catalog.itemIds[chance.int(0, catalog.itemIds.length - 1)];
    if (itemId === undefined) return;
    const [from, to] = LOCATIONS;
    const key = this.#key("transfer");
    await this.#insist(() =>
      callObject(
        () => stockStub(env, itemId),
        async (stock) => await stock.transfer({ key, from, to, quantity: 1 }),
      ),
    );
  }

  /** Somebody works in Stripe's dashboard, past the shop. */
  async #dashboard(): Promise<void> {
    const { account, chance, stage } = this.#parts;
    if (!stage.faults.tempts("F50", 0.6)) return;
    const records = [...account.intents.values()];
    const record = records[chance.int(0, records.length - 1)];
    if (record === undefined) return;
    const { charge } = record;
    const step = chargeStep(record.intent.terms.currency);
    const part =
      charge === null ? null : Math.max(step, Math.floor(charge.amountMinor / 3 / step) * step);
    const isDone =
      record.intent.status === "succeeded"
        ? account.refundByHand(record.id, chance.is(0.5) ? null : part)
        : account.cancelByHand(record.id);
    if (isDone) stage.faults.happened("F50");
  }
}
