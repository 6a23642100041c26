import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Engine, startEngine } from "../local/analytics-engine/src/index.ts";
import { createEngineClient } from "../local/import/engine-client.ts";
import { importFile } from "../local/import/import.ts";
import { readOptions } from "../local/import/options.ts";
import type { Tally } from "../local/import/tally.ts";
import { BLOBS, DATASET, DOUBLES } from "../src/domain/dataset.ts";
import type { Principal } from "../src/domain/principal.ts";
import { createAnalyticsEngine } from "../src/engine/analytics-engine.ts";
import { createStatistics } from "../src/stats/statistics.ts";

const DATA = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const PAID_MEDIA = join(DATA, "paid_media_leads_utm.csv");
const LEADSMART = join(DATA, "leadsmart_lead_status_changes.csv");
const missing = [PAID_MEDIA, LEADSMART].filter((file) => !existsSync(file));
if (missing.length > 0) console.warn(`real data is not tested: ${missing.join(" and ")} not found`);

const ADMIN: Principal = { keyId: "k", role: "admin", projects: "all" };
const NOW = Date.parse("2026-11-22T10:00:00Z") / 1000;

describe.skipIf(missing.length > 0)("real leads, imported and counted", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "real-data-"));
  let engine: Engine;

  beforeAll(async () => {
    const slots = Object.entries({ ...BLOBS, ...DOUBLES }).map(([column, { slot }]) => [column, slot]);
    engine = await startEngine({ dataDir, port: 0, columns: { [DATASET]: Object.fromEntries(slots) } });
  });
  afterAll(async () => {
    await engine?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function load(...args: string[]): Promise<Tally> {
    const read = readOptions([...args, "--url", engine.url], {});
    if (read === "help" || read.files[0] === undefined) throw new Error("nothing to import");
    const output = { isTty: false, write: () => {} };
    const client = createEngineClient(engine.url, "local");
    return importFile(read.files[0], read.options, { engine: client, output, now: NOW });
  }

  /** Events of a project per label of a group, or per bucket, as the product answers; empty buckets are left out. */
  async function count(project: string, question: object): Promise<Map<string, number>> {
    const statistics = createStatistics({
      engine: createAnalyticsEngine({
        baseUrl: engine.url,
        accountId: "local",
        token: "local",
        now: () => NOW * 1000,
      }),
      projects: { list: async () => [] },
      reportingTimezone: "UTC",
      now: () => NOW * 1000,
      publicUrl: "https://leads.example.com",
    });
    const filters = [{ dimension: "project", operator: "is", values: [project] }];
    const answer = await statistics.stats({ from: "2022-01-01", filters, limit: 1000, ...question }, ADMIN);
    expect(answer.rows.reduce((sum, row) => sum + Number(row.total), 0)).toBe(answer.totals.total);
    const [group] = answer.query.group_by;
    const named = answer.rows.map(
      (row) => [(group ? row[group] : row.bucket?.slice(0, 13)) ?? "", Number(row.total)] as const,
    );
    return new Map(named.filter(([, total]) => total > 0));
  }

  test("2,262 paid-media leads count by campaign, medium, content, term and day as in the file", async () => {
    const tally = await load(PAID_MEDIA, "--project", "paid-media");
    expect(tally).toMatchObject({ rows: 2262, accepted: 2262, rejected: [] });

    const rows = readFileSync(PAID_MEDIA, "utf8")
      .split("\r\n")
      .slice(1)
      .filter((line) => line !== "")
      .map((line) => line.split(";"));
    const inFile = (column: number) => tallyOf(rows.map((cells) => cells[column] || "(unknown)"));
    expect(await count("paid-media", { group_by: ["utm_campaign"] })).toEqual(inFile(1));
    expect(await count("paid-media", { group_by: ["utm_content"] })).toEqual(inFile(2));
    expect(await count("paid-media", { group_by: ["utm_term"] })).toEqual(
      tallyOf(rows.map(([, , , term]) => (term || "(unknown)").slice(0, 200))),
    );
    expect(await count("paid-media", { group_by: ["utm_medium"] })).toEqual(inFile(10));
    const days = rows.map(([date = ""]) => {
      const [month = "", day = "", year = ""] = date.split("/");
      return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    });
    const counted = toDays(await count("paid-media", { bucket: "day" }));
    expect(counted).toEqual(tallyOf(days));
    expect(counted.size).toBe(91);
  });

  test("26,279 property leads count by day and hour as in the file, each lead once", async () => {
    const args = ["--project", "leadsmart", "--filter", "status=NEW_LEAD", "--first-by", "lead_id"];
    const tally = await load(LEADSMART, ...args);
    expect(tally).toMatchObject({ rows: 38_925, accepted: 26_279, rejected: [] });

    const first = new Map<string, string>();
    for (const line of readFileSync(LEADSMART, "utf8").split("\n").slice(1)) {
      const [lead = "", status, created = ""] = line.replaceAll('"', "").trim().split(",");
      if (status === "NEW_LEAD" && !first.has(lead)) first.set(lead, created);
    }
    const times = [...first.values()];
    expect(times).toHaveLength(26_279);
    const byDay = toDays(await count("leadsmart", { bucket: "day" }));
    expect(byDay).toEqual(tallyOf(times.map((time) => time.slice(0, 10))));
    const halves = [
      { from: "2024-01-01", to: "2024-12-31" },
      { from: "2025-01-01", to: "2025-12-31" },
    ];
    const hours = await Promise.all(halves.map((half) => count("leadsmart", { ...half, bucket: "60min" })));
    const byHour = new Map(hours.flatMap((part) => [...part]));
    expect(byHour).toEqual(tallyOf(times.map((time) => time.slice(0, 13).replace(" ", "T"))));
  });

  test("a second import of the same file is refused, and changes nothing", async () => {
    await load(PAID_MEDIA, "--project", "twice");
    await expect(load(PAID_MEDIA, "--project", "twice")).rejects.toThrow(
      "2262 events of twice are already stored",
    );
    const total = [...(await count("twice", { group_by: ["type"] }))];
    expect(total).toEqual([["primary", 2262]]);
  });
});

/** Labels of day buckets without their hour. */
function toDays(counts: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...counts].map(([label, total]) => [label.slice(0, 10), total]));
}

function tallyOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
