import { describe, expect, test } from "vitest";
import { Problem } from "../../domain/errors.ts";
import { createAsk } from "../ask.ts";
import { createFakeStatistics, type FakeEvents } from "../fake-statistics.ts";
import { FOCUS_ANSWER } from "./answer.ts";
import { toFocus } from "./focus.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const DAY_S = 86_400;
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

/** Every day of the last four weeks, so many submissions of a source, of which so many are good. */
function daily(source: string, submissions: number, good: number): FakeEvents[] {
  return Array.from({ length: 28 }, (_, day) => {
    const at = NOW / 1000 - day * DAY_S;
    const labels = { source };
    return [
      { at, type: "primary", count: good, hot: Math.floor(good / 2), labels } as const,
      { at, type: "bot", count: submissions - good, labels } as const,
    ];
  }).flat();
}

async function focus(events: readonly FakeEvents[], raw: object = {}) {
  const statistics = createFakeStatistics(events, NOW);
  const answer = await toFocus(raw, createAsk(statistics, ADMIN), NOW);
  expect(FOCUS_ANSWER.parse(answer)).toEqual(answer);
  return { answer, ...statistics };
}

describe("segments", () => {
  test("are ranked by gain, told apart and explained", async () => {
    const events = [...daily("google", 20, 8), ...daily("meta", 30, 6), ...daily("fair", 2, 2)];
    const { answer } = await focus(events);
    expect(answer.headline).toMatchInlineSnapshot(
      `"3 segments compared: 2 to scale and 1 to fix. For the first of them: at the rate elsewhere, as many of its submissions as a fifth of those elsewhere would bring about 8 more good leads a week (6.6 to 9.4)."`,
    );
    expect(
      answer.segments.map(({ labels, verdict, reason }) => ({ labels, verdict, reason })),
    ).toMatchInlineSnapshot(`
      [
        {
          "labels": {
            "source": "meta",
          },
          "reason": "168 good leads in 840 submissions, so 18 % to 22 % is to be expected, against 45 % elsewhere: at the rate elsewhere, as many of its submissions as a fifth of those elsewhere would bring about 8 more good leads a week.",
          "verdict": "fix",
        },
        {
          "labels": {
            "source": "google",
          },
          "reason": "224 good leads in 560 submissions, so 37 % to 43 % is to be expected, against 25 % elsewhere: at its rate, as many submissions elsewhere as a fifth of its own would bring about 4.3 more good leads a week.",
          "verdict": "scale",
        },
        {
          "labels": {
            "source": "fair",
          },
          "reason": "56 good leads in 56 submissions, so 95 % to 100 % is to be expected, against 28 % elsewhere: at its rate, as many submissions elsewhere as a fifth of its own would bring about 2.1 more good leads a week.",
          "verdict": "scale",
        },
      ]
    `);
    expect(answer.link).toMatchInlineSnapshot(
      `"https://leads.example.com/analytics/insights/focus?from=2026-10-26T00%3A00%3A00%2B00%3A00&to=2026-11-23T00%3A00%3A00%2B00%3A00&timezone=Etc%2FUTC&group_by=source&good=not_suspicious&limit=10"`,
    );
  });

  test("cannot gain more than a fifth of what there is elsewhere, and two of them gain the same", async () => {
    const events = [...daily("main", 40, 38), ...daily("bad", 3, 0).slice(0, 50)];
    const { answer } = await focus(events);
    const [main, bad] = ["main", "bad"].map((source) =>
      answer.segments.find(({ labels }) => labels.source === source),
    );
    expect([main?.verdict, bad?.verdict]).toEqual(["scale", "fix"]);
    const elsewhere = (7 * (bad?.submissions ?? 0)) / answer.overall.days;
    expect(main?.expected_gain.high).toBeLessThan(0.25 * elsewhere);
    expect(main?.expected_gain.value).toBeCloseTo(bad?.expected_gain.value ?? 0, 0);
    expect([main?.reason, bad?.reason]).toMatchInlineSnapshot(`
      [
        "1064 good leads in 1120 submissions, so 94 % to 96 % is to be expected, against 0.7 % elsewhere: at its rate, a fifth of the submissions elsewhere would bring about 3.7 more good leads a week.",
        "0 good leads in 75 submissions, so 0 % to 3 % is to be expected, against 95 % elsewhere: at the rate elsewhere, a fifth of its submissions would bring about 3.7 more good leads a week.",
      ]
    `);
  });

  test("of projects, between which nothing can be moved, are told in words that hold for them", async () => {
    const events = [...daily("google", 20, 8), ...daily("meta", 30, 6)].map((event) => ({
      ...event,
      labels: { project: event.labels?.source ?? "" },
    }));
    const { answer } = await focus(events, { group_by: ["project"] });
    expect(answer.headline).not.toMatch(/mov|repair/);
    expect(answer.segments.map(({ verdict, reason }) => ({ verdict, reason }))).toMatchInlineSnapshot(`
      [
        {
          "reason": "168 good leads in 840 submissions, so 18 % to 23 % is to be expected, against 40 % elsewhere: at the rate elsewhere, as many of its submissions as a fifth of those elsewhere would bring about 5.7 more good leads a week.",
          "verdict": "fix",
        },
        {
          "reason": "224 good leads in 560 submissions, so 36 % to 43 % is to be expected, against 20 % elsewhere: at its rate, as many submissions elsewhere as a fifth of its own would bring about 5.6 more good leads a week.",
          "verdict": "scale",
        },
      ]
    `);
  });

  test("with a verdict are listed before larger ones without", async () => {
    const like = ["one", "two"].flatMap((source) => daily(source, 100, 40));
    const { answer } = await focus([...like, ...daily("bots", 15, 0), ...daily("bad", 3, 0)], { limit: 3 });
    expect(answer.headline).toContain("2 to fix");
    expect(answer.segments.map(({ labels, verdict }) => [labels.source, verdict])).toEqual([
      ["bots", "fix"],
      ["bad", "fix"],
      ["one", "ordinary"],
    ]);
  });

  test("that do not differ get no verdict", async () => {
    const { answer } = await focus(["a", "b", "c", "d"].flatMap((source) => daily(source, 10, 3)));
    expect(answer.status).toBe("ok");
    expect(answer.segments.map(({ verdict }) => verdict)).toEqual(["watch", "watch", "watch", "watch"]);
    expect(answer.headline).toMatchInlineSnapshot(
      `"4 segments compared: none differs from the rest by more than chance."`,
    );
  });

  test("of few submissions are not judged, however good they look", async () => {
    const few = daily("fair", 2, 2).slice(0, 8);
    const { answer } = await focus([...daily("google", 20, 8), ...daily("meta", 30, 12), ...few]);
    const fair = answer.segments.find(({ labels }) => labels.source === "fair");
    expect([fair?.verdict, fair?.reason]).toMatchInlineSnapshot(`
      [
        "not_enough_data",
        "8 good leads in 8 submissions; a verdict needs 20 submissions on 5 different days, and 20 elsewhere.",
      ]
    `);
  });

  test("that are folded count as elsewhere, not as a segment", async () => {
    const { answer } = await focus(
      [...daily("google", 20, 8), ...daily("meta", 30, 6), ...daily("x", 9, 1)],
      {
        days: 3660,
      },
    );
    expect(answer.segments.map(({ labels }) => labels.source)).not.toContain("(other)");
  });

  test("can be hot leads by pairs of dimensions", async () => {
    const { answer, questions } = await focus([...daily("google", 20, 8), ...daily("meta", 30, 6)], {
      group_by: ["source", "device"],
      good: "hot",
      days: 14,
    });
    expect(answer.overall).toMatchObject({ submissions: 14 * 50, good: 14 * 7 });
    expect(questions).toMatchObject([{ group_by: ["source", "device"], bucket: "day", days: 14 }]);
  });
});

describe("not enough data", () => {
  const at = NOW / 1000;
  test.each<[string, readonly FakeEvents[], object]>([
    ["nothing at all", [], {}],
    ["a period in the future", daily("google", 20, 8), { from: "2027-01-01", to: "2027-01-07" }],
    ["one event", [{ at, type: "primary", count: 1 }], {}],
    ["one segment", daily("google", 20, 8), {}],
    ["only bots", [...daily("google", 20, 0), ...daily("meta", 9, 0)], {}],
    ["one day", [...daily("google", 20, 8), ...daily("meta", 30, 6)], { days: 1 }],
    ["only tests", [{ at, type: "test", count: 50 }], {}],
  ])("is said of %s", async (_, events, raw) => {
    const { answer } = await focus(events, raw);
    expect(answer).toMatchObject({ status: "not_enough_data", segments: [] });
    expect(answer.reason).toMatch(/^Not enough data: .+\.$/);
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  });
});

test("an unknown dimension is refused by name", async () => {
  await expect(focus([], { group_by: "sorce" })).rejects.toThrow(Problem);
  await expect(focus([], { group_by: "sorce" })).rejects.toThrow(/group_by/);
});
