/** Virtual time: what happens next, one event after the other, each run to its end. */

/** An event that waits for its time. */
export interface Task {
  readonly at: number;
  /** Breaks ties: what was planned first happens first. */
  readonly order: number;
  readonly run: () => void;
  /** Nobody wants it any more: it costs no step when its time comes. */
  isOff: boolean;
}

/** Runs every promise that can go on, at once: between two events nothing is half done. */
const settle: () => void = Reflect.get(process, "_tickCallback");

/** A heap of events. Call step() from a macrotask, never from a promise. */
export class Timeline {
  now: number;
  /** Events that were run. */
  steps = 0;
  readonly #heap: Task[] = [];
  #planned = 0;

  constructor(start: number) {
    this.now = start;
  }

  /** Plans an event `ms` from now. */
  after(ms: number, run: () => void): Task {
    return this.at(this.now + (ms > 0 ? ms : 0), run);
  }

  /** Plans an event; one in the past happens next. */
  at(at: number, run: () => void): Task {
    const heap = this.#heap;
    const due = at > this.now ? Math.ceil(at) : this.now;
    const task: Task = { at: due, order: this.#planned, run, isOff: false };
    this.#planned += 1;
    let index = heap.length;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above] as Task;
      if (isBefore(parent, task)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = task;
    return task;
  }

  /** @returns when the next event is due; Infinity where none is */
  nextAt(): number {
    let first = this.#heap[0];
    while (first?.isOff === true) {
      this.#take();
      first = this.#heap[0];
    }
    return first?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Runs the next event and everything that follows from it at once. */
  step(): void {
    let task = this.#take();
    while (task?.isOff === true) task = this.#take();
    if (task === undefined) return;
    this.now = task.at;
    this.steps += 1;
    task.run();
    settle();
  }

  #take(): Task | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && isBefore(right, heap[child] as Task)) child += 1;
      const smaller = heap[child] as Task;
      if (isBefore(last, smaller)) break;
      heap[index] = smaller;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

function isBefore(left: Task, right: Task): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}
