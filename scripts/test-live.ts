import { DATASET_NAME_RULE, isDatasetName } from "../local/analytics-engine/src/dialect/dataset-name.ts";
import { DATASET } from "../src/domain/dataset.ts";
import { compareWithLive, type Report } from "./live/run.ts";

const HELP = `npm run test:live asks a real account what the stand-in thinks it knows, and prints where the two differ:
every statement of the dialect's accept and refuse lists, and what the product puts together. Nothing is written.

  CLOUDFLARE_ACCOUNT_ID     the account
  CLOUDFLARE_API_TOKEN      a token with the permission Account Analytics: Read
  ANALYTICS_ENGINE_DATASET  a dataset of the account that holds points, default ${DATASET}`;

// The API takes 1,200 requests in five minutes from one token; half of that leaves room for others.
const PAUSE_MS = 500;
const EXAMPLES = 3;

const env = process.env;
const { CLOUDFLARE_ACCOUNT_ID: accountId, CLOUDFLARE_API_TOKEN: token } = env;
const baseUrl = env.ANALYTICS_ENGINE_URL ?? "https://api.cloudflare.com";
const dataset = env.ANALYTICS_ENGINE_DATASET ?? DATASET;

if (process.argv.includes("--help")) {
  console.log(HELP);
} else if (!accountId || !token) {
  console.log(`Skipped: CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN are not set.\n\n${HELP}`);
} else if (!isDatasetName(dataset)) {
  fail(`ANALYTICS_ENGINE_DATASET must be ${DATASET_NAME_RULE}.`);
} else {
  const pauseMs = new URL(baseUrl).hostname === "127.0.0.1" ? 0 : PAUSE_MS;
  const api = { baseUrl, accountId, token, pauseMs };
  try {
    const report = await compareWithLive(api, dataset, Math.floor(Date.now() / 1000), showStep);
    // Whatever the API may say back, the token stays here.
    console.log(toText(report).replaceAll(token, "***"));
    process.exitCode = report.verdicts > 0 ? 1 : 0;
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function showStep(asked: number, all: number): void {
  if (asked % 50 === 0) console.log(`  asked ${asked} of ${all} statements`);
}

function toText({ asked, verdicts, differences }: Report): string {
  const blocks = [...differences].map(([difference, statements]) => {
    const examples = statements.slice(0, EXAMPLES).map(({ sql, source }) => `    ${source}  ${sql}`);
    const more = statements.length > EXAMPLES ? [`    and ${statements.length - EXAMPLES} more`] : [];
    return [`  ${difference}`, ...examples, ...more].join("\n");
  });
  const summary = `${asked} statements asked of ${baseUrl}; ${verdicts} verdicts and ${differences.size} things differ.`;
  return [summary, ...blocks].join("\n\n");
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
