/** The answers that an order gave: one for each key, also where its work takes longer than a turn. */
import { fail, ok } from "../domain/result.ts";
import type { CommandKey, OrderAnswer } from "./order-commands.ts";
import { claimAnswer, keepAnswer, readAnswer, upgradeOrder } from "./order-store.ts";

/** Gives each key its one answer. */
export class OrderAnswers {
  readonly #sql: SqlStorage;
  readonly #running = new Map<string, Promise<OrderAnswer>>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The same key is answered once: later calls get the first answer, simultaneous ones share it. */
  async once(
    { key, fingerprint }: CommandKey,
    work: () => Promise<OrderAnswer>,
  ): Promise<OrderAnswer> {
    const now = Date.now();
    const known = readAnswer(this.#sql, key, now);
    if (known !== null && known.fingerprint !== fingerprint) {
      return fail({ reason: "idempotency_mismatch" });
    }
    if (known?.answer != null) return parseAnswer(known.answer);
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    claimAnswer(this.#sql, { key, fingerprint, now });
    const answer = work().then((given) => {
      keepAnswer(this.#sql, key, JSON.stringify(given));
      return given;
    });
    this.#running.set(key, answer);
    try {
      return await answer;
    } finally {
      this.#running.delete(key);
    }
  }
}

/** An answer that was kept by any version of this program, in the present form. */
function parseAnswer(text: string): OrderAnswer {
  const answer: OrderAnswer = JSON.parse(text);
  return answer.ok ? ok(upgradeOrder(answer.value)) : answer;
}
