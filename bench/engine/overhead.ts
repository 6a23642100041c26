import { toPlan } from "../../local/analytics-engine/src/dialect/guard.ts";
import { startEngine } from "../../local/analytics-engine/src/index.ts";
import { ask } from "./ask.ts";
import { chdb } from "./fill.ts";
import { STATEMENTS } from "./statements.ts";
import { median, report, time } from "./timing.ts";

const ARGUMENTS = ["--session_timezone=Etc/UTC", "--output_format_json_quote_64bit_integers=1"];
const LARGE = 1_000_000;
const LARGE_RATIO = 1.3;
const SMALL_EXTRA_MS = 3;

/**
 * Compares the SQL route with the same statement given straight to chDB, turn by turn in one process, so that
 * both see the same machine. From a million points on the ratio counts, below that the milliseconds.
 */
export async function measureOverhead(dataDir: string, points: number, runs: number): Promise<void> {
  const engine = await startEngine({ dataDir, port: 0 });
  const session = new chdb.Session(dataDir, { connectionArgs: ARGUMENTS });
  session.query("USE ae");
  console.log(`\nGuard and HTTP, ${points} points`);
  for (const [name, sql] of Object.entries(STATEMENTS)) {
    const plan = toPlan(sql, () => true);
    if (plan.kind !== "select") throw new Error(name);
    const direct: number[] = [];
    const served: number[] = [];
    for (let run = 0; run < runs; run++) {
      const straight = () => session.queryAsync(`${plan.sql} SETTINGS readonly = 1`, { format: "JSON" });
      direct.push(await time(async () => (await straight()).text()));
      served.push(await time(() => ask(engine.port, sql)));
    }
    const [without, through] = [median(direct), median(served)];
    const ratio = through / without;
    const extra = through - without;
    const numbers = `${ratio.toFixed(2)}×, +${extra.toFixed(1)} ms (${through.toFixed(1)} against ${without.toFixed(1)} ms)`;
    if (points >= LARGE) report(name, numbers, `≤ ${LARGE_RATIO}×`, ratio <= LARGE_RATIO);
    else report(name, numbers, `≤ +${SMALL_EXTRA_MS} ms`, extra <= SMALL_EXTRA_MS);
  }
  session.close();
  await engine.close();
}
