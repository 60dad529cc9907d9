/** Mutants of the objects around the rules: turns, outboxes, alarms, repeated commands. */
import type { Mutant } from "./mutant.ts";

/** Of durable-objects/ and runtime/. */
export const OBJECT_MUTANTS: readonly Mutant[] = [
  {
    name: "memory survives a rollback",
    breaks: "I30: the object answers from what was never stored",
    file: "durable-objects/stock-object.ts",
    text: `this.#store.forget();
      this.#deadlines.forget();
      throw error;`,
    replacement: `this.#deadlines.forget();
      throw error;`,
  },
  {
    name: "struck outside the turn",
    breaks: "R10: a turn that is rolled back has forgotten its request all the same",
    file: "durable-objects/order-object.ts",
    text: `this.#storage.transactionSync(() => {
        // Whoever finds the row gone comes second: the answer was taken in already.
        if (delivered !== undefined && !strike(this.#storage.sql, delivered)) return;`,
    replacement: `if (delivered !== undefined && !strike(this.#storage.sql, delivered)) return;
      this.#storage.transactionSync(() => {`,
  },
  {
    name: "struck before delivered",
    breaks: "R10: a request is forgotten before anybody has answered it",
    file: "durable-objects/order-courier.ts",
    text: "const answer = await withinTime(",
    replacement: `sql.exec("DELETE FROM outbox WHERE id = ?", id);
      const answer = await withinTime(`,
  },
  {
    name: "outbox not looked after",
    breaks: "R9: what a dead life left in the outbox stays there",
    file: "durable-objects/order-object.ts",
    text: 'this.#deadlines.set("outbox", at);',
    replacement: `this.#deadlines.set("outbox", null);
    void at;`,
  },
  {
    name: "answer given twice",
    breaks: "I12: the same key is carried out again",
    file: "durable-objects/order-answers.ts",
    text: "if (known?.answer != null) return parseAnswer(known.answer);",
    replacement: "",
  },
  {
    name: "fingerprint not compared",
    breaks: "I12: one key takes two requests",
    file: "durable-objects/order-answers.ts",
    text: "if (known !== null && known.fingerprint !== fingerprint) {",
    replacement: 'if (known !== null && known.fingerprint === "") {',
  },
  {
    name: "foreign cart let in",
    breaks: "I26: a stranger sees somebody else's order",
    file: "durable-objects/order-object.ts",
    text: 'return typeof claim === "string" || claim.cartId === this.#order?.cartId;',
    replacement: "return true;",
  },
  {
    name: "state before its transaction",
    breaks: "I30: memory runs ahead of the disk",
    file: "durable-objects/order-object.ts",
    text: `      this.#deadlines.forget();
      throw error;`,
    replacement: `      this.#deadlines.forget();
      this.#order = turns.at(-1)?.step.order ?? this.#order;
      throw error;`,
  },
  {
    name: "new key for every try",
    breaks: "R1, I7: a repeated refund pays twice",
    file: "durable-objects/order-effects.ts",
    text: `  const { intentId, amountMinor, refundKey, isRest } = effect;
  const key = \`\${order.id}:\${effect.id}\`;`,
    replacement: `  const { intentId, amountMinor, refundKey, isRest } = effect;
  const key = \`\${order.id}:\${effect.id}:\${Math.random()}\`;`,
  },
  {
    name: "allocation not restocked",
    breaks: "I9: a refunded order keeps its units",
    file: "durable-objects/order-effects.ts",
    text: "if (released.ok || quantity === 0) return;",
    replacement: `if (quantity >= 0) return;
      if (released.ok) return;`,
  },
  {
    name: "commands not remembered",
    breaks: "a repeated command is carried out twice",
    file: "runtime/commands.ts",
    text: "if (known !== undefined && known.at > now - COMMAND_KEEP_MS) {",
    replacement: "if (known !== undefined && known.at > now) {",
  },
  {
    name: "alarm not planned",
    breaks: "R9: nothing rings",
    file: "runtime/alarms.ts",
    text: "if (next !== null && !isCovered) this.#setAlarm(next);",
    replacement: "",
  },
  {
    name: "new key for every restock",
    breaks: "I24: a repeated restock comes back twice",
    file: "durable-objects/order-effects.ts",
    text: `(stock) => {
      await stock.restock({ key: \`\${holdId}:\${id}\`, holdId, quantity });`,
    replacement: `(stock) => {
      await stock.restock({ key: \`\${holdId}:\${Math.random()}\`, holdId, quantity });`,
    seed: 150,
  },
];
