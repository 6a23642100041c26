import { DATASET } from "../../src/domain/dataset.ts";
import { toDemoAnchor } from "./calendar.ts";
import { type DemoEvent, toDemoEvents } from "./events.ts";

export interface DemoLoad {
  /** Base address of the local engine. */
  readonly engineUrl: string;
  readonly token: string;
  /** Epoch seconds. */
  readonly now: number;
  /** Date of first load; keep what {@link toDemoAnchor} said then. */
  readonly anchor?: string | undefined;
  /** Epoch second up to which the demo data is already stored: `until` of the load before. */
  readonly after?: number | undefined;
  /** After each batch; `until` is the moment up to which the demo data is then stored. */
  readonly onProgress?: (accepted: number, expected: number, until: number) => void;
}

/** Points per request: small enough for a moving progress bar. */
const BATCH_POINTS = 2000;

/**
 * Loads what is missing of the demo data into the local engine, oldest first.
 * @returns how many events were stored, and the moment up to which the demo data is now complete
 * @throws Error when the engine cannot be reached or refuses an event
 */
export async function loadDemoData(load: DemoLoad): Promise<{ accepted: number; until: number }> {
  const { now, anchor = toDemoAnchor(now), after = Number.NEGATIVE_INFINITY } = load;
  const events = [...toDemoEvents({ now, anchor, after })];
  for (let from = 0; from < events.length; from += BATCH_POINTS) {
    const batch = events.slice(from, from + BATCH_POINTS);
    await sendBatch(load, batch);
    load.onProgress?.(from + batch.length, events.length, batch.at(-1)?.timestamp ?? now);
  }
  return { accepted: events.length, until: now };
}

async function sendBatch(load: DemoLoad, batch: readonly DemoEvent[]): Promise<void> {
  const response = await fetch(new URL(`/import/${DATASET}`, load.engineUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${load.token}`, "content-type": "application/x-ndjson" },
    body: batch.map(({ timestamp, event }) => `${JSON.stringify({ timestamp, ...event })}\n`).join(""),
  });
  if (!response.ok) throw new Error(`the local engine refused the demo data: ${await response.text()}`);
  const answer = (await response.json()) as { accepted?: number; rejected?: { reason: string }[] };
  if (answer.accepted !== batch.length) {
    throw new Error(
      `the local engine refused a demo event: ${answer.rejected?.[0]?.reason ?? "no reason given"}`,
    );
  }
}
