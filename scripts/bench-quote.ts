/** How much processor time a large quote takes: pure code, measured in this process. */
import { quoteOf } from "../domain/order-quote.ts";
import { largeCase } from "../test/prices/large-case.ts";
import { type Figure, percentile } from "./report.ts";

const QUOTES = 400;

/** @returns the time of one quote of 50 lines in a shop with 200 promotions that apply by themselves */
export function quoteFigure(): Figure {
  const order = largeCase();
  const now = Date.now();
  for (let warm = 0; warm < QUOTES / 4; warm += 1) quoteOf(order, now);
  const times = Array.from({ length: QUOTES }, () => {
    const before = process.cpuUsage();
    quoteOf(order, now);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return {
    key: "quote.p95",
    title: "quote of 50 lines with 200 active promotions, p95",
    value: percentile(times, 0.95),
    spread: [Math.min(...times), Math.max(...times)],
    unit: "ms of CPU",
    target: { below: 5 },
  };
}
