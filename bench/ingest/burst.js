import { setTimeout as sleep } from "node:timers/promises";
import { createGroupCommit } from "../../src/ingest/group-commit.ts";

// How long a submission waits for a distant database, with a batch each and with group commit, at rising rates in one
// isolate. The database takes batches one by one. `--quick` takes a second per rate instead of four. Plain JavaScript,
// because what it measures has the types of workerd, and this runs in Node.
const ONE_WAY_MS = 25;
const BATCH_MS = 1;
const STATEMENT_MS = 0.4;
const RATES_PER_S = [5, 50, 200, 800, 1500];
const MS = process.argv.includes("--quick") ? 1000 : 4000;

console.log(
  `A round trip of ${2 * ONE_WAY_MS} ms, ${BATCH_MS + STATEMENT_MS} ms of work for a submission alone`,
);
for (const rate of RATES_PER_S) {
  console.log(`  ${rate} a second, alone:     ${await measure(rate, toEach)}`);
  console.log(`  ${rate} a second, in groups: ${await measure(rate, toGroups)}`);
}

function toEach(db) {
  return (statements) => db.batch(statements);
}

function toGroups(db) {
  return createGroupCommit(db, { limitMs: 60_000, now: () => performance.now(), log: () => {} });
}

function createDistantDatabase() {
  let freeAt = 0;
  let batches = 0;
  return {
    prepare: (sql) => ({ bind: () => sql }),
    async batch(statements) {
      batches++;
      await sleep(ONE_WAY_MS);
      freeAt = Math.max(freeAt, performance.now()) + BATCH_MS + STATEMENT_MS * statements.length;
      await sleep(Math.max(0, freeAt - performance.now()));
      await sleep(ONE_WAY_MS);
      return statements.map(() => ({ results: [] }));
    },
    countBatches: () => batches,
  };
}

/** Submissions at random moments, so many a second: what they waited, and how many batches each cost. */
async function measure(rate, toCommit) {
  const db = createDistantDatabase();
  const commit = toCommit(db);
  const waits = [];
  const running = [];
  const submit = async () => {
    const sent = performance.now();
    await commit([{ sql: "", params: [] }]);
    waits.push(performance.now() - sent);
  };
  const started = performance.now();
  for (let due = 0; due < MS; due += (-Math.log(1 - Math.random()) * 1000) / rate) {
    const early = started + due - performance.now();
    if (early > 1) await sleep(early);
    running.push(submit());
  }
  await Promise.all(running);
  waits.sort((one, other) => one - other);
  const [middle, late] = [0.5, 0.95].map((part) => waits[Math.floor(waits.length * part)].toFixed(0));
  const each = (db.countBatches() / waits.length).toFixed(2);
  return `half within ${middle} ms, 19 of 20 within ${late} ms, ${each} batches each`;
}
