import { describe, expect, test } from "vitest";
import { createAsk } from "../ask.ts";
import { createFakeStatistics, type FakeEvents } from "../fake-statistics.ts";
import { QUALITY_ANSWER } from "./answer.ts";
import { toQualityAudit } from "./quality.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

function daily(source: string, primary: number, bot: number, suspicious = 0, days = 28): FakeEvents[] {
  return Array.from({ length: days }, (_, day): FakeEvents[] => {
    const at = NOW / 1000 - day * 86_400;
    return [
      { at, type: "primary", count: primary, suspicious, labels: { source, reason: "new_identity" } },
      { at, type: "bot", count: bot, labels: { source, reason: "honeypot" } },
    ];
  }).flat();
}

async function audit(events: readonly FakeEvents[], raw: object = {}) {
  const statistics = createFakeStatistics(events, NOW);
  const answer = await toQualityAudit(raw, createAsk(statistics, ADMIN));
  expect(QUALITY_ANSWER.parse(answer)).toEqual(answer);
  return { answer, ...statistics };
}

test("names the sources with more bots than the rest, worst first, and what to do", async () => {
  const { answer } = await audit([
    ...daily("google", 40, 2),
    ...daily("meta", 20, 1),
    ...daily("clicks", 4, 9),
    ...daily("rare", 1, 1, 0, 1),
  ]);
  expect(answer.headline).toMatchInlineSnapshot(
    `"2130 events, including 1793 primary leads: 16 % bots among all events; 1 value stands out."`,
  );
  expect(answer.facts).toMatchInlineSnapshot(`
    [
      {
        "count": 252,
        "elsewhere": 0.0484,
        "excess": 218.6,
        "fix": "Pause or renegotiate what is bought here, and require the form token or Turnstile on the pages it leads to.",
        "flaw": "bot",
        "labels": {
          "source": "clicks",
        },
        "of": 364,
        "sentence": "bots among all events: 252 of 364, so at least 65 % is to be expected, against 4.8 % elsewhere.",
        "share": {
          "high": 0.7286,
          "low": 0.6489,
          "value": 0.6893,
        },
      },
    ]
  `);
});

test("names the source whose leads are sent faster than by hand", async () => {
  const fast = daily("scripts", 10, 0).map((events) => ({
    ...events,
    fast: events.type === "primary" ? 4 : 0,
  }));
  const { answer } = await audit([...daily("google", 40, 2), ...fast]);
  expect(
    answer.facts.map(({ flaw, labels, sentence }) => ({ flaw, labels, sentence })),
  ).toMatchInlineSnapshot(`
    [
      {
        "flaw": "fast",
        "labels": {
          "source": "scripts",
        },
        "sentence": "sent within 3 s among primary leads: 112 of 280, so at least 35 % is to be expected, against 0 % elsewhere.",
      },
      {
        "flaw": "bot",
        "labels": {
          "source": "google",
        },
        "sentence": "bots among all events: 56 of 1176, so at least 3.8 % is to be expected, against 0.2 % elsewhere.",
      },
    ]
  `);
  expect(answer.overall.shares.find(({ flaw }) => flaw === "fast")).toMatchObject({ count: 112, of: 1400 });
});

test("one bot in two submissions is no fact", async () => {
  const { answer } = await audit([...daily("google", 40, 2), ...daily("rare", 1, 1, 0, 1)]);
  expect(answer.facts).toEqual([]);
});

test("counts leads with and without each rule", async () => {
  const { answer } = await audit(daily("google", 10, 3, 1));
  expect(answer.rules).toMatchInlineSnapshot(`
    [
      {
        "count": 84,
        "is_applied": true,
        "primary_with": 280,
        "primary_without": 364,
        "rule": "honeypot",
      },
      {
        "count": 28,
        "is_applied": false,
        "primary_with": 252,
        "primary_without": 280,
        "rule": "suspicion_score_from_40",
      },
    ]
  `);
  expect(answer.overall).toMatchObject({ total: 364, primary: 280, excluded: { bot: 84, test: 0 } });
  expect(Object.keys(answer.overall.excluded)).toEqual(["follow_up", "bot", "test", "blocked"]);
});

test("looks at the dimensions asked for, one question each", async () => {
  const { questions } = await audit(daily("google", 10, 3), { group_by: ["device", "city"], days: 7 });
  expect(questions).toMatchObject([
    { bucket: "day", days: 7 },
    { group_by: ["reason"] },
    { group_by: ["device"] },
    { group_by: ["city"] },
  ]);
});

describe("not enough data", () => {
  test.each<[string, readonly FakeEvents[], object]>([
    ["nothing at all", [], {}],
    ["a period in the future", daily("google", 20, 8), { from: "2027-01-01", to: "2027-01-07" }],
    ["a handful of events", daily("google", 5, 3, 0, 1), {}],
  ])("is said of %s", async (_, events, raw) => {
    const { answer } = await audit(events, raw);
    expect(answer).toMatchObject({ status: "not_enough_data", facts: [] });
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  });

  test("is not said of bots alone, which are facts", async () => {
    const { answer } = await audit(daily("google", 0, 20));
    expect(answer.status).toBe("ok");
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  });
});
