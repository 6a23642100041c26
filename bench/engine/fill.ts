import { createRequire } from "node:module";
import type * as Chdb from "chdb";
import { startEngine } from "../../local/analytics-engine/src/index.ts";

const require = createRequire(new URL("../../local/analytics-engine/package.json", import.meta.url));

/** chDB as the engine loads it. */
export const chdb: typeof Chdb = require("chdb");

/** The dataset that is measured. */
export const DATASET = "leads";
/** The last second of the measured data; a year of points lies before it. */
export const LAST_SECOND = Math.floor(Date.UTC(2026, 10, 20) / 1000);
const YEAR_S = 365 * 86_400;

/** Creates a dataset in a folder and fills it inside the database, which is the fastest way. */
export async function fill(dataDir: string, points: number): Promise<void> {
  const engine = await startEngine({ dataDir, port: 0 });
  const headers = { authorization: "Bearer local" };
  const body = JSON.stringify({ timestamp: LAST_SECOND, blob1: "site-0" });
  await fetch(`${engine.url}/import/${DATASET}`, { method: "POST", headers, body });
  await engine.close();

  const session = new chdb.Session(dataDir, { connectionArgs: ["--session_timezone=Etc/UTC"] });
  const values: Record<string, string> = {
    timestamp: `toDateTime(${LAST_SECOND} - number * ${YEAR_S} / ${points})`,
    _sample_interval: "1",
    index1: "concat('site-', toString(cityHash64(number) % 10))",
    blob1: "index1",
    blob2: "arrayElement(['google', 'facebook', 'direct', 'newsletter'], 1 + number % 4)",
    blob5: "toString(cityHash64(number, 5) % 50000)",
    blob12: "concat('campaign-', toString(cityHash64(number, 12) % 40))",
    blob16: "arrayElement(['IN', 'AE', 'US', 'SG', 'GB'], 1 + cityHash64(number, 16) % 5)",
    blob20: "arrayElement(['primary', 'follow_up', 'bot'], 1 + number % 3)",
    double2: "toFloat64(cityHash64(number, 2) % 101)",
    double3: "toFloat64(cityHash64(number, 3) % 101)",
  };
  session.query(
    `INSERT INTO ae.${DATASET} (${Object.keys(values)}) SELECT ${Object.entries(values).map(
      ([name, value]) => `${value} AS ${name}`,
    )} FROM numbers(${points - 1}) SETTINGS max_partitions_per_insert_block = 0`,
  );
  session.close();
  await chdb.drainPending();
}
