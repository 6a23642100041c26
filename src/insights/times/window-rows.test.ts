import { describe, expect, test } from "vitest";
import { createRandom } from "../../stats/simulation.ts";
import { type TimesDay, toTimesModel } from "./model.ts";
import { toWindowRows } from "./window-rows.ts";

const PROJECTS = 90;

interface World {
  readonly perDay: number;
  readonly good: number;
  /** Leads in the evening, and good leads on weekends, compared with all others. */
  readonly evening?: number;
  readonly weekend?: number;
}

/** Windows named in each of many projects of eight weeks. */
function toNamed({ perDay, good, evening = 1, weekend = 1 }: World) {
  const random = createRandom(perDay);
  return Array.from({ length: PROJECTS }, () => {
    const days = Array.from({ length: 56 }, (_, day): TimesDay => {
      const leads = Array.from({ length: 24 }, (_, hour) =>
        random.poisson((perDay / 24) * (hour >= 18 && hour < 22 ? evening : 1)),
      );
      const hits = leads.map((count) => random.binomial(count, good * (day % 7 > 4 ? weekend : 1)));
      return { date: "", weekday: day % 7, leads, trials: leads, hits };
    });
    return toWindowRows(toTimesModel(days, 24), 3, 7 * perDay, good);
  });
}

/** Of thirty projects, those in which a window is named. */
function toThirty(named: ReturnType<typeof toNamed>, by: "volume" | "quality"): number {
  return (30 * named.filter((rows) => rows.some((row) => row.by === by)).length) / PROJECTS;
}

describe("projects whose hours and weekdays are all alike", () => {
  test.each<World>([
    { perDay: 5, good: 0.7 },
    { perDay: 15, good: 0.85 },
    { perDay: 60, good: 0.3 },
  ])("of $perDay leads a day seldom name a window", (world) => {
    const named = toNamed(world);
    expect(toThirty(named, "volume")).toBeLessThanOrEqual(2);
    expect(toThirty(named, "quality")).toBeLessThanOrEqual(2);
  });
});

describe("what is really so is named:", () => {
  test("evenings with half as many leads again", () => {
    const named = toNamed({ perDay: 30, good: 0.5, evening: 1.5 });
    expect(toThirty(named, "volume")).toBeGreaterThan(28);
    expect(toThirty(named, "quality")).toBeLessThanOrEqual(2);
  });

  test("weekends with twice the share of good leads", () => {
    const named = toNamed({ perDay: 30, good: 0.3, weekend: 2 });
    expect(toThirty(named, "quality")).toBeGreaterThan(28);
    const days = named.map((rows) => rows.find(({ by }) => by === "quality")?.weekdays ?? []);
    expect(days.flat().every((day) => day === "Saturday" || day === "Sunday")).toBe(true);
  });
});
