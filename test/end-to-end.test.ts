import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import type { StatsAnswer, SummaryAnswer } from "../src/stats/answer.ts";
import { BLOCKED_IP, countBy, createMix, DIMENSIONS_CHECKED, type Sent, TEST_IP } from "./mix.ts";
import { startTestStack } from "./stack.ts";

const PROJECTS = [
  { id: "alpha", name: "Alpha", timezone: "Asia/Kolkata", defaultCountry: "IN" },
  { id: "beta", name: "Beta", timezone: "America/New_York", defaultCountry: "US" },
];
const SENT = 1000;

describe("a thousand mixed submissions", () => {
  let stack: Stack;
  let sent: Sent[];

  beforeAll(async () => {
    stack = await startTestStack({
      projects: PROJECTS,
      seedSql: [
        `INSERT INTO BlockedIPs (IpAddress, Reason, AddedBy, CreatedAt) VALUES ('${BLOCKED_IP}', 'manual', 'test', '2026-01-01T00:00:00Z')`,
        `INSERT INTO TestIPs (IpAddress, Reason, AddedBy, CreatedAt) VALUES ('${TEST_IP}', 'office', 'test', '2026-01-01T00:00:00Z')`,
      ],
    });
    sent = createMix(SENT);
    // Follow-ups and blocked senders need their first submission to be there: one wave after the other.
    for (const wave of [0, 1]) {
      const queue = sent.filter((one) => one.wave === wave);
      await Promise.all(Array.from({ length: 16 }, () => drain(stack.url, queue)));
    }
    await stack.engine.flush();
  }, 120_000);
  afterAll(() => stack.close());

  async function ask<T>(path: string): Promise<T> {
    const response = await fetch(`${stack.url}${path}`, {
      headers: { authorization: `Bearer ${DEMO_KEYS.marketing}` },
    });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  }

  test("are all counted, by type", async () => {
    const { totals, quality } = await ask<StatsAnswer>("/analytics/lead-stats?days=2&bucket=none");
    const expected = countBy(sent, (one) => one.type);
    expect(totals).toMatchObject({ total: SENT, ...Object.fromEntries(expected) });
    expect(quality).toMatchObject({ sampled: false, rows_read: SENT, late_events: 0 });
  });

  test.each(DIMENSIONS_CHECKED)("are all counted, by %s", async (dimension) => {
    const { rows } = await ask<StatsAnswer>(
      `/analytics/lead-stats?days=2&bucket=none&group_by=${dimension}&limit=1000`,
    );
    const counted = new Map(rows.map((row) => [row[dimension] ?? "", row.total]));
    expect(Object.fromEntries(counted)).toEqual(
      Object.fromEntries(countBy(sent, (one) => one.labels[dimension])),
    );
  });

  test("are found again by what was sent", async () => {
    const { totals } = await ask<StatsAnswer>(
      `/analytics/lead-stats?days=2&bucket=none&type=primary&source=google&city=${encodeURIComponent('"Washington, D.C.",Pune')}`,
    );
    const expected = sent.filter(
      ({ type, labels }) =>
        type === "primary" && labels.source === "google" && /Pune|Washington/.test(labels.city),
    );
    expect(expected.length).toBeGreaterThan(10);
    expect(totals.total).toBe(expected.length);
  });

  const clients = {
    "the newer protocol": async () => {
      const client = new ModernClient(
        { name: "test", version: "1" },
        { versionNegotiation: { mode: { pin: "2026-07-28" } } },
      );
      await client.connect(
        new ModernTransport(new URL(`${stack.url}/mcp`), {
          authProvider: { token: async () => DEMO_KEYS.marketing },
        }),
      );
      expect(client.getProtocolEra()).toBe("modern");
      return client;
    },
    "the older protocol": async () => {
      const client = new LegacyClient({ name: "test", version: "1" });
      const requestInit = { headers: { Authorization: `Bearer ${DEMO_KEYS.marketing}` } };
      await client.connect(new LegacyTransport(new URL(`${stack.url}/mcp`), { requestInit }) as never);
      return client;
    },
  };

  test.each(Object.entries(clients))("are counted the same through %s", async (_era, connect) => {
    const client = await connect();
    try {
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["describe_data", "get_lead_stats", "get_lead_summary"]),
      );

      const stats = await client.callTool({
        name: "get_lead_stats",
        arguments: { days: 2, bucket: "none", group_by: ["type"] },
      });
      const { link, rows } = stats.structuredContent as StatsAnswer;
      expect(await ask<StatsAnswer>(link.slice(stack.url.length))).toEqual(stats.structuredContent);
      const rest = await ask<StatsAnswer>("/analytics/lead-stats?days=2&bucket=none&group_by=type");
      expect(rest.rows).toMatchObject(rows);

      const summary = await client.callTool({ name: "get_lead_summary", arguments: {} });
      expect(withoutClock(summary.structuredContent)).toEqual(
        withoutClock(await ask("/analytics/lead-stats/summary")),
      );
      expect((summary.structuredContent as SummaryAnswer).totals.total).toBe(SENT);

      const described = await client.callTool({ name: "describe_data", arguments: {} });
      expect(JSON.stringify(described.structuredContent)).toContain('"id":"beta"');

      const refused = await client.callTool({ name: "get_lead_stats", arguments: { group_by: ["sorce"] } });
      expect(refused.isError).toBe(true);
      expect(JSON.stringify(refused.content)).toContain("source");
    } finally {
      await client.close();
    }
  });
});

/** A summary compares with a range that ends now, so two calls differ in that moment. */
function withoutClock(answer: unknown): unknown {
  const { comparison, ...rest } = answer as SummaryAnswer;
  return { ...rest, comparison: { ...comparison, to: "" } };
}

async function drain(url: string, queue: Sent[]): Promise<void> {
  for (let one = queue.shift(); one; one = queue.shift()) {
    const isForm = one.encoding === "form";
    const response = await fetch(`${url}/leads`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${DEMO_KEYS.ingest}`,
        "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json",
      },
      body: isForm ? new URLSearchParams(one.body).toString() : JSON.stringify(one.body),
    });
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  }
}
