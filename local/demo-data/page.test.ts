import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEMO_SEED, toDemoDay } from "./events.ts";
import { toPage } from "./page.ts";
import { DEMO_PROJECTS } from "./projects.ts";
import { DEMO_QUESTIONS, toParameters } from "./questions.ts";
import { OUTAGE } from "./stories.ts";
import { createTruth } from "./truth.ts";

const PAGE = readFileSync(new URL("../../docs/demo-data.md", import.meta.url), "utf8");
const ANCHOR = "2026-11-22";
const answer = createTruth(DEMO_SEED, ANCHOR);

/** Rows of a question as a table from key to values. */
function ask(id: string): Map<string, readonly (number | null)[]> {
  const question = DEMO_QUESTIONS.find((asked) => asked.id === id);
  if (!question) throw new Error(`no question ${id}`);
  return new Map(answer(question).map(({ key, values }) => [key, values]));
}

const last = (values: readonly (number | null)[] | undefined) => values?.at(-1) ?? 0;
const first = (values: readonly (number | null)[] | undefined) => values?.[0] ?? 0;

describe("docs/demo-data.md", () => {
  test("tells the truth", () => {
    expect(toPage(PAGE, answer)).toBe(PAGE);
  });

  test("answers every question, and only those", () => {
    expect(() => toPage(PAGE.replace("answer bot-source ", "answer bots "), answer)).toThrow(
      "no question bots",
    );
    expect(() => toPage("", answer)).toThrow("the page has no answer to bot-source, ");
  });

  test("names every project", () => {
    for (const { id, timezone } of DEMO_PROJECTS)
      expect(PAGE).toMatch(new RegExp(`\`${id}\` .* ${timezone} `));
  });
});

test("truths do not depend on when the data was loaded, in summer or winter, on any weekday", () => {
  const inSpring = createTruth(DEMO_SEED, "2027-03-24");
  for (const question of DEMO_QUESTIONS) expect(inSpring(question), question.id).toEqual(answer(question));
});

test("a question becomes parameters with dates", () => {
  const question = DEMO_QUESTIONS.find(({ id }) => id === "vpn-country-phones");
  expect(question && toParameters(question, (day) => `day${day}`)).toMatchInlineSnapshot(
    `"country=NL&bucket=none&group_by=phone_country&from=day-77&to=day-1&timezone=Asia/Kolkata"`,
  );
});

describe("the planted stories hold", () => {
  test("one source of Scholars Hub sends bots, since the week of A−42", () => {
    const rates = ask("bot-source");
    for (const [source, values] of rates) {
      if (source === "clickbay") expect(last(values)).toBeGreaterThan(0.6);
      else expect(last(values), source).toBeLessThan(0.1);
    }
    const bots = [...ask("bot-source-weeks").values()].map(([, , bot]) => bot ?? 0);
    expect(Math.max(...bots.slice(0, 5))).toBeLessThan(5);
    expect(Math.min(...bots.slice(5))).toBeGreaterThan(15);
  });

  test("the smallest campaign is by far the warmest, the largest the coolest", () => {
    const campaigns = [...ask("best-campaign")].filter(([name]) => name !== "(unknown)");
    const byVolume = campaigns.toSorted(([, a], [, b]) => first(b) - first(a)).map(([name]) => name);
    const byWarmth = campaigns.toSorted(([, a], [, b]) => last(b) - last(a));
    expect(byVolume.at(-1)).toBe("ga-weekend-site-visits");
    expect(byWarmth[0]?.[0]).toBe("ga-weekend-site-visits");
    expect(last(byWarmth[0]?.[1])).toBeGreaterThan(2 * last(byWarmth[1]?.[1]));
    expect(byWarmth.at(-1)?.[0]).toBe(byVolume[0]);
  });

  test("one Tuesday is dead and its queued deliveries are marked late", () => {
    const empty = [...ask("dead-tuesday")].filter(([, values]) => first(values) === 0).map(([day]) => day);
    expect(empty).toEqual(["A−20, Tuesday"]);
    const isLate = ({ timestamp, event }: { timestamp: number; event: { received_at: number } }) =>
      timestamp - event.received_at > 300;
    expect(toDemoDay(DEMO_SEED, ANCHOR, OUTAGE.day + 1).filter(isLate)).toHaveLength(12);
    expect(PAGE).toContain("`quality.late_events`: 12");
  });

  test("one Thursday stands out at the clinic, because of one landing page", () => {
    const days = [...ask("spike")].toSorted(([, a], [, b]) => first(b) - first(a));
    expect(days[0]?.[0]).toBe("A−11, Thursday");
    expect(first(days[0]?.[1])).toBeGreaterThan(2 * first(days[1]?.[1]));
    expect(first(ask("spike-cause").get("/tv"))).toBe(96);
  });

  test("one country hides behind VPNs and gives Indian numbers", () => {
    for (const [country, values] of ask("vpn-country")) {
      if (country === "NL") expect(last(values)).toBeGreaterThan(0.75);
      else if (first(values) > 10) expect(last(values), country).toBeLessThan(0.1);
    }
    expect([...ask("vpn-country-phones").keys()][0]).toBe("+91");
  });

  test("leads from AI assistants grow from week to week", () => {
    const weeks = [...ask("ai-growth").values()].map(first);
    const half = weeks.slice(0, 4).reduce((sum, total) => sum + total, 0);
    expect(weeks.slice(-4).reduce((sum, total) => sum + total, 0)).toBeGreaterThan(2 * half);
  });

  test("weekend mornings are warmer", () => {
    const hours = ask("warm-hours");
    const mornings = ["10", "11", "12"].map((hour) => last(hours.get(hour)));
    const afternoons = ["14", "15", "16", "17", "18"].map((hour) => last(hours.get(hour)));
    expect(Math.min(...mornings)).toBeGreaterThan(Math.max(...afternoons) + 0.05);
    const weekdays = ask("warm-weekdays");
    expect(last(weekdays.get("Sunday"))).toBeGreaterThan(last(weekdays.get("Monday")) + 0.05);
  });
});
