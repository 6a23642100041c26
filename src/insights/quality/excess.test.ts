import { expect, test } from "vitest";
import { createRandom, type Random } from "../../stats/simulation.ts";
import { createAsk } from "../ask.ts";
import { createFakeStatistics, type FakeEvents } from "../fake-statistics.ts";
import { toQualityAudit } from "./quality.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;
const AUDITS = 60;

/** Four weeks in which no source, campaign or referer is worse than another. */
function toAlike(random: Random): FakeEvents[] {
  const pick = (name: string) => `${name}-${Math.floor(6 * random.uniform() ** 2)}`;
  return Array.from({ length: 28 * 20 }, (_, at): FakeEvents => {
    const chance = random.uniform();
    const type = chance < 0.06 ? "bot" : chance < 0.08 ? "blocked" : chance < 0.16 ? "follow_up" : "primary";
    const [suspicious, fast] = [0.05, 0.02].map((part) =>
      type === "primary" ? random.binomial(1, part) : 0,
    );
    const labels = { source: pick("source"), utm_campaign: pick("campaign"), referer: pick("referer") };
    return {
      ...{ at: NOW / 1000 - Math.floor(at / 20) * 86_400, type, count: 1, labels },
      ...{ suspicious: suspicious ?? 0, fast: fast ?? 0 },
    };
  });
}

async function toFacts(events: readonly FakeEvents[]) {
  const { facts } = await toQualityAudit({}, createAsk(createFakeStatistics(events, NOW), ADMIN));
  return facts.map(({ flaw, labels }) => ({ flaw, labels }));
}

test("of audits in which nothing is wrong, at most one in ten reports a value", async () => {
  const random = createRandom(1);
  let wrong = 0;
  for (let audit = 0; audit < AUDITS; audit++) wrong += (await toFacts(toAlike(random))).length > 0 ? 1 : 0;
  expect(wrong / AUDITS).toBeLessThanOrEqual(0.1);
});

test("a source of bots is found among them", async () => {
  const random = createRandom(2);
  for (let audit = 0; audit < 10; audit++) {
    const bots = Array.from({ length: 56 }, (_, at): FakeEvents => {
      const labels = { source: "clicks", utm_campaign: "campaign-0", referer: "referer-0" };
      return {
        at: NOW / 1000 - (at % 28) * 86_400,
        type: at % 2 === 0 ? "bot" : "primary",
        count: 1,
        labels,
      };
    });
    expect(await toFacts([...toAlike(random), ...bots])).toContainEqual({
      flaw: "bot",
      labels: { source: "clicks" },
    });
  }
});
