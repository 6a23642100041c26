import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "local-analytics-engine";
import { AGENCY_ZONE } from "../local/demo-data/calendar.ts";
import { loadDemoData } from "../local/demo-data/load.ts";
import { DEMO_PROJECTS } from "../local/demo-data/projects.ts";
import { DATASET_COLUMNS } from "../local/stack.ts";
import { ENGINE_ACCOUNT, ENGINE_TOKEN } from "../local/wrangler-config.ts";
import { createAnalyticsEngine } from "../src/engine/analytics-engine.ts";
import { createInsights } from "../src/insights/insights.ts";
import type { ToolContext } from "../src/mcp/tool.ts";
import type { Marginals, Statistics } from "../src/stats/port.ts";
import { createStatistics } from "../src/stats/statistics.ts";

/** What tools answer from: the demo data and a clock that stands still. */
export interface Desk extends ToolContext {
  readonly statistics: Statistics & Marginals;
  close(): Promise<void>;
}

/**
 * Loads the demo data as of a moment into a local engine of its own, and wires statistics and insights to it without
 * a Worker. Answers depend on that moment alone.
 * @param now the clock that is asked by, where it is another than the data's
 */
export async function openDesk(nowMs: number, publicUrl: string, now = () => nowMs): Promise<Desk> {
  const home = mkdtempSync(join(tmpdir(), "lead-stats-desk-"));
  const access = { accountId: ENGINE_ACCOUNT, token: ENGINE_TOKEN };
  const engine = await startEngine({ ...access, dataDir: home, port: 0, columns: DATASET_COLUMNS, now });
  await loadDemoData({ engineUrl: engine.url, token: ENGINE_TOKEN, now: Math.floor(nowMs / 1000) });
  await engine.flush();
  const statistics = createStatistics({
    engine: createAnalyticsEngine({ ...access, baseUrl: engine.url, now }),
    projects: { list: async () => [...DEMO_PROJECTS] },
    reportingTimezone: AGENCY_ZONE,
    now,
    publicUrl,
  });
  return {
    statistics,
    insights: createInsights({ statistics, now }),
    principal: { keyId: "desk", role: "marketing", projects: "all" },
    async close() {
      await engine.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
