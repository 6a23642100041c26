import { describe, expect, test } from "vitest";
import { createFakeEngine } from "../stats/fake-engine.ts";
import { createStatistics } from "../stats/statistics.ts";
import { createInsights } from "./insights.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

const insights = createInsights({
  statistics: createStatistics({
    engine: createFakeEngine(),
    projects: { list: async () => [] },
    reportingTimezone: "Asia/Kolkata",
    now: () => NOW,
    publicUrl: "https://leads.example.com",
  }),
  now: () => NOW,
});

describe.each(["changes", "anomalies"] as const)(
  "%s, which look back further than they are asked,",
  (name) => {
    test.each([
      [{ period: "yesterday" }, false, []],
      [{ period: "last_week" }, false, []],
      [{ period: "last_month" }, false, []],
      [{ from: "2026-11-01", to: "2026-11-21" }, false, []],
      [{ days: 7 }, true, ["open_period"]],
      [{ period: "this_month" }, true, ["open_period"]],
      [{ from: "2026-11-23", to: "2026-11-29" }, true, ["future_period"]],
    ])("say of the asked period alone whether it is over: %j", async (raw, isOpen, told) => {
      const { quality } = await insights[name](raw, ADMIN);
      const codes = quality.warnings.map(({ code }) => code).filter((code) => code.endsWith("_period"));
      expect([quality.open_period, codes]).toEqual([isOpen, told]);
    });
  },
);
