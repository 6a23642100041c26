import { DATASET } from "../../src/domain/dataset.ts";
import { ImportError } from "./import-error.ts";
import type { ImportedLead } from "./lead.ts";

/** The local engine as the import uses it. */
export interface EngineClient {
  /** Stores leads; answers how many were accepted and, by position, why others were not. */
  store(
    leads: readonly ImportedLead[],
  ): Promise<{ accepted: number; rejected: { index: number; reason: string }[] }>;
  /** Events already stored for the projects between two moments, both included. */
  count(projects: readonly string[], from: number, to: number): Promise<number>;
}

/** The engine lists at most this many reasons, so a batch is no larger. */
export const BATCH_LEADS = 1000;

export function createEngineClient(url: string, token: string): EngineClient {
  const post = async (path: string, body: string) => {
    const request = { method: "POST", body, headers: { authorization: `Bearer ${token}` } };
    try {
      return await fetch(new URL(path, url), request);
    } catch (cause) {
      throw new ImportError(
        `the local engine does not answer at ${url}: start it with npm start, or name it with --url`,
        { cause },
      );
    }
  };
  return {
    async store(leads) {
      const lines = leads.map(({ timestamp, event }) => `${JSON.stringify({ timestamp, ...event })}\n`);
      const response = await post(`/import/${DATASET}`, lines.join(""));
      if (!response.ok)
        throw new ImportError(`the local engine answered ${response.status}: ${await response.text()}`);
      const answer = (await response.json()) as {
        accepted: number;
        rejected: { line: number; reason: string }[];
      };
      const rejected = answer.rejected.map(({ line, reason }) => ({ index: line - 1, reason }));
      return { accepted: answer.accepted, rejected };
    },
    async count(projects, from, to) {
      const names = projects.map((project) => `'${project}'`).join(", ");
      const sql =
        `SELECT SUM(_sample_interval) AS n FROM ${DATASET} WHERE index1 IN (${names}) ` +
        `AND timestamp >= toDateTime(${from}) AND timestamp <= toDateTime(${to}) FORMAT JSON`;
      const response = await post("/client/v4/accounts/local/analytics_engine/sql", sql);
      // A dataset that was never written does not exist.
      if (response.status === 422) return 0;
      if (!response.ok)
        throw new ImportError(`the local engine answered ${response.status}: ${await response.text()}`);
      const answer = (await response.json()) as { data: { n: string | number | null }[] };
      return Number(answer.data[0]?.n ?? 0);
    },
  };
}
