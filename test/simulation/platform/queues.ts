/** Queues: at least once, in any order, hours late, and a last stop for what nobody takes. */
import { type FaultTable, faultTable } from "../faults.ts";
import { Life, lostError, type Stage } from "../stage.ts";

const HOUR_MS = 60 * 60 * 1000;
/** The consumer settings of wrangler.toml. */
const BATCH_MAX = 25;
const BATCH_WAIT_MS = 1_000;
const RETRIES_MAX = 8;
const LETTER_RETRIES_MAX = 20;
/** How long the platform waits for a consumer that died. */
const LEASE_MS = 10_000;

const ON_SENDING: FaultTable = faultTable({ F34: 0.01, F2: 0.003 });
const ON_THE_WAY: FaultTable = faultTable({ F29: 0.02, F30: 0.03, F31: 0.004 });
const AT_THE_CONSUMER: FaultTable = faultTable({ F32: 0.02 });

interface Letter {
  readonly id: string;
  readonly body: unknown;
  attempts: number;
  readyAt: number;
}

/** Hands a batch to the production consumer. */
export type Consume = (batch: object) => Promise<void>;

/** One queue with its consumer. */
export class Queue {
  readonly name: string;
  readonly #stage: Stage;
  readonly #consume: Consume;
  readonly #deadLetters: Queue | null;
  readonly #retriesMax: number;
  readonly #waiting: Letter[] = [];
  #planned: number | null = null;
  #ids = 0;
  /** Whether losing everything is healed by somebody: notices by the cron, hints by the order. */
  readonly #mayLose: boolean;
  /** Messages taken in. */
  taken = 0;

  constructor(
    name: string,
    parts: {
      readonly stage: Stage;
      readonly consume: Consume;
      readonly deadLetters: Queue | null;
      readonly mayLose?: boolean;
    },
  ) {
    this.name = name;
    this.#stage = parts.stage;
    this.#consume = parts.consume;
    this.#deadLetters = parts.deadLetters;
    this.#retriesMax = parts.deadLetters === null ? LETTER_RETRIES_MAX : RETRIES_MAX;
    this.#mayLose = parts.mayLose ?? false;
  }

  /** The binding's way in. */
  async send(body: unknown): Promise<void> {
    await this.sendBatch([{ body }]);
  }

  /** Takes several at once. */
  sendBatch(messages: readonly { readonly body: unknown }[]): Promise<void> {
    const { faults, chance } = this.#stage;
    const fault = faults.draw(ON_SENDING);
    const nobody = new Life(this.name);
    return this.#stage.call(
      {
        requestMs: chance.int(2, 15),
        replyMs: chance.int(1, 5),
        runs: fault === "F34" ? 0 : 1,
        failure: fault === null ? null : fault === "F2" ? lostError : tooMany,
        failureMs: chance.int(10, 500),
        death: null,
      },
      {
        life: () => nobody,
        serve: () => {
          for (const { body } of messages) this.put(body);
        },
      },
    );
  }

  /** A message has arrived. */
  put(body: unknown): void {
    this.taken += 1;
    const { faults, chance, timeline } = this.#stage;
    if (this.#mayLose && faults.strikes("F35", 0.01)) return;
    const letter = { id: `${this.name}-${this.#ids++}`, body, attempts: 1, readyAt: timeline.now };
    switch (faults.draw(ON_THE_WAY)) {
      case "F29":
        this.#wait({ ...letter, readyAt: timeline.now + chance.int(0, 60_000) });
        break;
      case "F30":
        letter.readyAt += chance.int(500, 60_000);
        break;
      case "F31":
        letter.readyAt += chance.int(HOUR_MS / 4, 4 * HOUR_MS);
        break;
      default:
    }
    this.#wait(letter);
  }

  /** Messages that nobody has taken yet. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Brings what is hours late now: the faults are over. */
  hurry(): void {
    const { now } = this.#stage.timeline;
    for (const letter of this.#waiting) letter.readyAt = Math.min(letter.readyAt, now);
    this.#planned = null;
    if (this.#waiting.length > 0) this.#plan(now);
  }

  #wait(letter: Letter): void {
    this.#waiting.push(letter);
    this.#plan(letter.readyAt + BATCH_WAIT_MS);
  }

  #plan(at: number): void {
    if (this.#planned !== null && this.#planned <= at) return;
    this.#planned = at;
    this.#stage.timeline.at(at, () => {
      if (this.#planned !== at) return;
      this.#planned = null;
      this.#deliver();
    });
  }

  #deliver(): void {
    const { now } = this.#stage.timeline;
    const ready = this.#waiting.filter((letter) => letter.readyAt <= now);
    if (ready.length > 1) this.#stage.chance.shuffle(ready);
    const batch = ready.slice(0, BATCH_MAX);
    const later = this.#waiting.filter((letter) => !batch.includes(letter));
    this.#waiting.length = 0;
    this.#waiting.push(...later);
    if (batch.length > 0) this.#hand(batch);
    const nextAt = Math.min(...later.map((letter) => letter.readyAt));
    if (Number.isFinite(nextAt)) this.#plan(Math.max(nextAt, now + 1));
  }

  #hand(letters: readonly Letter[]): void {
    const stage = this.#stage;
    const life = new Life(`consumer of ${this.name}`);
    const answers = new Map<Letter, "ack" | number>();
    const messages = letters.map((letter) => ({
      id: letter.id,
      body: letter.body,
      attempts: letter.attempts,
      timestamp: null,
      ack: () => answers.set(letter, "ack"),
      retry: (options?: { delaySeconds?: number }) =>
        answers.set(letter, (options?.delaySeconds ?? 2) * 1000),
    }));
    let isOver = false;
    const end = (otherwise: "ack" | number) => {
      if (isOver) return;
      isOver = true;
      for (const letter of letters) this.#settle(letter, answers.get(letter) ?? otherwise);
    };
    life.onDeath = () => {
      answers.clear();
      end(LEASE_MS);
    };
    stage.current = life;
    stage.mix(5);
    stage.tell(() => `${this.name} delivers ${JSON.stringify(letters.map((one) => one.body))}`);
    const doomed = stage.faults.draw(AT_THE_CONSUMER) === "F32";
    this.#consume({ queue: this.name, messages }).then(
      () => {
        // The deed is done, the acknowledgement never leaves.
        if (doomed) stage.timeline.after(0, () => stage.kill(life));
        else end("ack");
      },
      () => end(2_000),
    );
    if (doomed && stage.chance.is(0.5)) {
      stage.timeline.after(stage.chance.int(1, 60), () => stage.kill(life));
    }
  }

  #settle(letter: Letter, answer: "ack" | number): void {
    if (answer === "ack") return;
    const attempts = letter.attempts + 1;
    if (attempts <= this.#retriesMax + 1) {
      const readyAt = this.#stage.timeline.now + answer;
      this.#wait({ ...letter, attempts, readyAt });
    } else if (this.#deadLetters !== null) {
      this.#deadLetters.put(letter.body);
    }
  }
}

function tooMany(): Error {
  return new Error("Queue send failed: Too Many Requests");
}
