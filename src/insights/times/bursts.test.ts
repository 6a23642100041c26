import { describe, expect, test } from "vitest";
import { createRandom } from "../../stats/simulation.ts";
import { type CountedDay, toWithoutBursts } from "./bursts.ts";
import { type TimesDay, toTimesModel } from "./model.ts";
import { toWindowRows } from "./window-rows.ts";

/** Nine weeks of office hours, mornings and afternoons alike, busier on Mondays from nine to twelve. */
function toWeeks(): CountedDay[] {
  const random = createRandom(5);
  return Array.from({ length: 63 }, (_, day) => {
    const weekday = day % 7;
    const counts = Array.from({ length: 24 }, (_, hour) => {
      if (hour < 9 || hour >= 18) return random.poisson(0.3);
      return random.poisson(weekday === 0 && hour < 12 ? 2.8 : weekday > 4 ? 0.6 : 1.8);
    });
    return { weekday, counts };
  });
}

/** One Thursday on which so many leads come from nine to twelve. */
function withMorning(days: readonly CountedDay[], leads: number): CountedDay[] {
  return days.map(({ weekday, counts }, day) => {
    const isMorning = (hour: number) => day === 52 && weekday === 3 && hour >= 9 && hour < 12;
    return { weekday, counts: counts.map((count, hour) => (isMorning(hour) ? leads / 3 : count)) };
  });
}

function toBest(days: readonly CountedDay[]) {
  const whole = days.map(
    ({ weekday, counts }): TimesDay => ({ date: "", weekday, leads: counts, trials: counts, hits: counts }),
  );
  return toWindowRows(toTimesModel(whole, 24), 3, 100, 1).find(({ by }) => by === "volume");
}

describe("one morning on television", () => {
  test.each([39, 120, 900])("of %i leads changes nothing in which hours are best", (leads) => {
    const best = toBest(withMorning(toWeeks(), leads));
    expect(best?.weekdays).toEqual(["Monday"]);
    expect(best?.weekdays).toEqual(toBest(withMorning(toWeeks(), 6))?.weekdays);
    expect(best?.from).toBe(toBest(withMorning(toWeeks(), 6))?.from);
  });

  test("is put back to what its slot brings in other weeks", () => {
    const morning = toWithoutBursts(withMorning(toWeeks(), 39))[52]?.slice(9, 12) ?? [];
    expect(morning.reduce((sum, count) => sum + count, 0)).toBeLessThan(8);
  });
});

test("a day of ten times as many leads is put back as a whole", () => {
  const days = toWeeks().map((day, index) =>
    index === 23 ? { ...day, counts: day.counts.map((count) => 10 * count) } : day,
  );
  const sum = (counts: readonly number[] = []) => counts.reduce((total, count) => total + count, 0);
  expect(sum(days[23]?.counts)).toBeGreaterThan(120);
  expect(sum(toWithoutBursts(days)[23])).toBeLessThan(30);
});

test("what comes back every week is no burst", () => {
  const days = toWeeks().map(({ weekday, counts }) => ({
    weekday,
    counts: counts.map((count, hour) => (weekday === 3 && hour === 9 ? 40 : count)),
  }));
  expect(
    toWithoutBursts(days)
      .filter((_, day) => day % 7 === 3)
      .map((counts) => counts[9]),
  ).toEqual(new Array(9).fill(40));
});
