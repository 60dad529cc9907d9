import { describe, expect, it } from "vitest";
import { judgeRates, type QuotedRates, readFeed } from "./exchange-feed.ts";

const DAY = Date.UTC(2026, 10, 19);
const NOW = DAY + 20 * 60 * 60 * 1000;

const ECB = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender>
		<gesmes:name>European Central Bank</gesmes:name>
	</gesmes:Sender>
	<Cube>
		<Cube time='2026-11-19'>
			<Cube currency='USD' rate='1.1253'/>
			<Cube currency='JPY' rate='163.42'/>
			<Cube currency='BGN' rate='1.9558'/>
		</Cube>
	</Cube>
</gesmes:Envelope>
`;

const JSON_FEED = {
  amount: 1,
  base: "EUR",
  date: "2026-11-19",
  rates: { USD: 1.1253, KWD: 0.3457, XAU: 0.0003 },
};

function reasonOf(text: string): string {
  const read = readFeed(text);
  return read.ok ? "read" : read.problem.reason;
}

function json(change: object): string {
  return JSON.stringify({ ...JSON_FEED, ...change });
}

describe("readFeed()", () => {
  it("reads the European Central Bank's daily rates as they are written", () => {
    expect(readFeed(ECB)).toEqual({
      ok: true,
      value: {
        base: "EUR",
        quotedAt: DAY,
        rates: [
          { currency: "USD", rate: "1.1253" },
          { currency: "JPY", rate: "163.42" },
        ],
      },
    });
  });

  it("reads a base, a date and rates", () => {
    expect(readFeed(JSON.stringify(JSON_FEED))).toEqual({
      ok: true,
      value: {
        base: "EUR",
        quotedAt: DAY,
        rates: [
          { currency: "USD", rate: "1.1253" },
          { currency: "KWD", rate: "0.3457" },
        ],
      },
    });
    expect(readFeed(json({ rates: { EUR: 1 } }))).toMatchObject({ ok: true, value: { rates: [] } });
  });

  it("refuses what is no feed", () => {
    const unreadable = [
      "",
      "<html>busy</html>",
      "rates",
      "{",
      "[]",
      "{}",
      ECB.slice(0, -20),
      ECB.replace("<gesmes:Sender>", "<!DOCTYPE a><gesmes:Sender>"),
      ECB.replace("time='2026-11-19'", "time='19.11.2026'"),
      ECB.replace("<Cube currency='BGN' rate='1.9558'/>", "<Cube time='2026-11-18'>"),
      ECB.replace("<Cube currency='BGN'", "<Cube currency='USD'"),
      ECB.replace("<Cube currency='BGN'", "<Cube currency='Bulgaria'"),
      json({ date: "2026-02-30" }),
      json({ date: 20261119 }),
      json({ base: undefined }),
      json({ base: "euro" }),
      json({ rates: [1.1] }),
      `{"rates":${"[".repeat(100_000)}`,
    ];
    for (const text of unreadable) expect(reasonOf(text), text).toBe("feed_unreadable");
    expect(reasonOf(json({ base: "CHF" }))).toBe("base_unknown");
  });
});

const FEED: QuotedRates = {
  base: "EUR",
  quotedAt: DAY,
  rates: [
    { currency: "USD", rate: "1.1253" },
    { currency: "KWD", rate: "0.3457" },
  ],
};
const TERMS = { known: [], now: NOW, jumpBpMax: 1000, acceptedJumps: [] };

function known(rate: string, at = DAY - 1) {
  return [{ from: "EUR", to: "KWD", rate, at }] as const;
}

describe("judgeRates()", () => {
  it("takes what it has never seen, and what moved a little", () => {
    const { taken, problems } = judgeRates(FEED, { ...TERMS, known: known("0.3300") });
    expect(taken.map(({ to, rate, at }) => [to, rate, at])).toEqual([
      ["USD", "1.1253", DAY],
      ["KWD", "0.3457", DAY],
    ]);
    expect(problems).toEqual([]);
  });

  it("takes nothing that is quoted in the future", () => {
    expect(judgeRates(FEED, { ...TERMS, now: DAY - 1 })).toEqual({
      taken: [],
      problems: [{ reason: "quoted_in_future", quotedAt: DAY }],
    });
  });

  it.each(["0", "0.000", "-1.2", "1e3", "1,5", "NaN", "null", "", "1.".padEnd(40, "0")])(
    "refuses %j for a rate, and that one alone",
    (rate) => {
      const rates = [{ currency: "KWD", rate } as const, ...FEED.rates.slice(0, 1)];
      const { taken, problems } = judgeRates({ ...FEED, rates }, TERMS);
      expect(taken.map(({ to }) => to)).toEqual(["USD"]);
      expect(problems).toMatchObject([{ reason: "rate_invalid", currency: "KWD" }]);
    },
  );

  it("leaves a jump to a person, up and down, exactly beyond the share", () => {
    for (const [was, isJump] of [
      ["0.3457", false],
      ["0.314273", false],
      ["0.314272", true],
      ["0.384111", false],
      ["0.384112", true],
      ["3.457", true],
    ] as const) {
      const { taken, problems } = judgeRates(FEED, { ...TERMS, known: known(was) });
      expect(problems.length === 1, was).toBe(isJump);
      expect(taken.some(({ to }) => to === "KWD")).toBe(!isJump);
    }
    const accepted = { ...TERMS, known: known("3.457"), acceptedJumps: ["KWD"] as const };
    expect(judgeRates(FEED, accepted).problems).toEqual([]);
  });

  it("keeps a newer rate than the feed's, and takes the same day's correction", () => {
    expect(judgeRates(FEED, { ...TERMS, known: known("0.3460", DAY + 1) }).taken).toHaveLength(1);
    expect(judgeRates(FEED, { ...TERMS, known: known("0.3460", DAY) }).taken).toHaveLength(2);
  });
});
