import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "local-analytics-engine";
import { type Api, createAsker } from "./api.ts";
import { toDifferences } from "./compare.ts";
import { type LiveStatement, toLiveStatements } from "./statements.ts";

/** Where the stand-in differed from the real API, worst first. */
export interface Report {
  readonly asked: number;
  /** Statements that one accepts and the other refuses. */
  readonly verdicts: number;
  /** Each difference with the statements that show it. */
  readonly differences: ReadonlyMap<string, readonly LiveStatement[]>;
}

/**
 * Asks the real API and a fresh stand-in the same statements.
 * @param dataset a dataset of the account that holds points
 * @param nowS epoch seconds
 * @param onStep hears how many statements were asked, of how many
 * @throws Error in one sentence when the API cannot be asked or has no such dataset
 */
export async function compareWithLive(
  api: Api,
  dataset: string,
  nowS: number,
  onStep: (asked: number, all: number) => void = () => {},
): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
  const standIn = await startEngine({ dataDir: folder, port: 0, now: () => nowS * 1000 });
  try {
    const askThere = createAsker(api);
    const askHere = createAsker({ baseUrl: standIn.url, accountId: "local", token: "local", pauseMs: 0 });
    await checkDataset(askThere, dataset);
    await fillStandIn(standIn.url, dataset, nowS);

    const statements = await toLiveStatements(dataset, nowS);
    const differences = new Map<string, LiveStatement[]>();
    let verdicts = 0;
    for (const [index, statement] of statements.entries()) {
      onStep(index, statements.length);
      const [here, there] = await Promise.all([askHere(statement.sql), askThere(statement.sql)]);
      if (here.status !== there.status) verdicts++;
      for (const difference of toDifferences(here, there)) {
        differences.set(difference, [...(differences.get(difference) ?? []), statement]);
      }
    }
    return { asked: statements.length, verdicts, differences };
  } finally {
    await standIn.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkDataset(ask: ReturnType<typeof createAsker>, dataset: string): Promise<void> {
  const { status, text } = await ask(`SELECT max(timestamp) AS newest FROM ${dataset}`);
  if (status === 200) return;
  throw new Error(
    `The account has no dataset ${dataset} with points (${status} ${text.trim()}): write one first, or name another in ANALYTICS_ENGINE_DATASET.`,
  );
}

async function fillStandIn(url: string, dataset: string, nowS: number): Promise<void> {
  const point = { timestamp: nowS - 3600, index1: "alpha", blob1: "x", double1: 1 };
  await fetch(`${url}/import/${dataset}`, {
    method: "POST",
    headers: { authorization: "Bearer local" },
    body: JSON.stringify(point),
  });
}
