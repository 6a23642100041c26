import { startEngine } from "../../local/analytics-engine/src/index.ts";
import { DATASET_COLUMNS } from "../../local/stack.ts";
import { BLOBS, DATASET, DOUBLES } from "../../src/domain/dataset.ts";
import { chdb } from "../engine/fill.ts";

/** Days over which the events are spread, up to now. */
const DAYS = 91;

const pick = (seed: number, values: readonly string[]) =>
  `arrayElement([${values.map((value) => `'${value}'`)}], 1 + cityHash64(number, ${seed}) % ${values.length})`;
const numbered = (seed: number, name: string, count: number) =>
  `concat('${name} ', toString(cityHash64(number, ${seed}) % ${count}))`;
const upTo = (seed: number, most: number) => `toFloat64(cityHash64(number, ${seed}) % ${most + 1})`;

/** Value of every column that the questions touch, as the database computes it from the row's number. */
const VALUES: Readonly<Partial<Record<keyof typeof BLOBS | keyof typeof DOUBLES, string>>> = {
  project: pick(1, ["alpha", "beta", "gamma", "delta"]),
  source: pick(2, ["google", "facebook", "direct", "newsletter", "linkedin", "bing"]),
  channel: pick(3, ["paid_search", "paid_social", "organic_search", "email", "referral", "direct"]),
  device: pick(4, ["desktop", "mobile", "tablet", "unknown"]),
  utm_campaign: numbered(5, "campaign", 40),
  engagement: pick(6, ["Cold", "Warm", "Hot", "Very Hot"]),
  country: pick(7, ["IN", "AE", "US", "SG", "GB", "SA", "CA", "AU"]),
  city: numbered(8, "Town", 500),
  reason: "'new_identity'",
  event_type: pick(9, ["primary", "primary", "primary", "follow_up", "bot", "blocked", "test"]),
  suspicion_score: upTo(10, 100),
  engagement_score: upTo(11, 100),
};

/** Fills a new engine folder inside the database, which is the fastest way. Every size holds the same values. */
export async function fill(dataDir: string, events: number): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const engine = await startEngine({ dataDir, port: 0, columns: DATASET_COLUMNS });
  await fetch(`${engine.url}/import/${DATASET}`, {
    method: "POST",
    headers: { authorization: "Bearer local" },
    body: JSON.stringify({ timestamp: now - 60, project: "alpha", event_type: "primary" }),
  });
  await engine.close();

  const at = `${now - 60} - number * ${DAYS * 86_400} / ${events}`;
  const slots = Object.entries(VALUES).map(([name, sql]) => [
    { ...BLOBS, ...DOUBLES }[name as keyof typeof BLOBS].slot,
    sql,
  ]);
  const columns: Record<string, string> = {
    timestamp: `toDateTime(${at})`,
    _sample_interval: "1",
    index1: VALUES.project ?? "''",
    ...Object.fromEntries(slots),
    [DOUBLES.received_at.slot]: `toFloat64(toUInt32(${at}))`,
  };
  const session = new chdb.Session(dataDir, { connectionArgs: ["--session_timezone=Etc/UTC"] });
  session.query(
    `INSERT INTO ae.${DATASET} (${Object.keys(columns)}) SELECT ${Object.values(columns)} FROM numbers(${events - 1}) SETTINGS max_partitions_per_insert_block = 0`,
  );
  session.close();
  await chdb.drainPending();
}
