import { toErrorText } from "../domain/log.ts";
import type { Project } from "../domain/project.ts";
import { BETWEEN_CHANGES_MS } from "../domain/wait.ts";
import { askWeek } from "./ask-week.ts";
import { toBrief } from "./brief.ts";
import { type Delivery, deliver, logRefusals, NO_MAIL } from "./deliver.ts";
import type { DigestOptions } from "./options.ts";
import { canReach, hasReaders } from "./readers.ts";
import { toText } from "./render.ts";
import { MAX_PER_RUN, toTurn } from "./turn.ts";
import { toDueWeek } from "./week.ts";

const REMEMBERED_S = 14 * 86_400;

/**
 * Sends every project that named somebody the brief of its last week, on Monday from 8 in its zone on. One that nobody
 * took is tried again with the next run, for a day. What is sent is remembered before, so that a memory that fails costs
 * a brief and repeats none.
 */
export async function sendDueBriefs(options: DigestOptions): Promise<void> {
  let count = 0;
  for (const project of toTurn(await options.projects.list(), options.now())) {
    const week = toDueWeek(project.timezone ?? options.timezone, Math.floor(options.now() / 1000));
    if (!hasReaders(project) || week === undefined) continue;
    try {
      if (await sendOnce(project, week, options)) count += 1;
    } catch (error) {
      options.log("brief_not_made", { project: project.id, error: toErrorText(error) });
      count += 1;
    }
    if (count === MAX_PER_RUN) break;
  }
}

/** Whether a brief was made. */
async function sendOnce(project: Project, week: string, options: DigestOptions): Promise<boolean> {
  const { sent, log } = options;
  const name = `brief/${project.id}`;
  if ((await sent.get(name)) === week) return false;
  await sent.put(name, week, { expirationTtl: REMEMBERED_S });
  if (!canReach(project, options.couriers)) {
    log("brief_not_delivered", { project: project.id, way: "mail", error: NO_MAIL });
    return false;
  }
  const forget = async () => {
    await options.wait(BETWEEN_CHANGES_MS);
    await sent.delete(name);
  };
  try {
    const { deliveries } = await sendBrief(project, options);
    const isTaken = logRefusals(deliveries, (refusal) =>
      log("brief_not_delivered", { project: project.id, ...refusal }),
    );
    if (!isTaken) await forget();
  } catch (error) {
    await forget();
    throw error;
  }
  return true;
}

/** A brief as text, and what became of it. */
export interface SentBrief {
  readonly text: string;
  readonly deliveries: readonly Delivery[];
}

/**
 * Makes the brief of a project's last week and sends it.
 * @throws Problem when the numbers cannot be had
 */
export async function sendBrief(project: Project, options: DigestOptions): Promise<SentBrief> {
  if (options.publicUrl === "") throw new Error("a brief needs PUBLIC_URL, to which it leads");
  const answers = await askWeek(project, options);
  const query = new URLSearchParams({ period: "last_week", project: project.id });
  const brief = toBrief(project.name, answers, `${options.publicUrl}/?${query}`);
  return {
    text: toText(brief),
    deliveries: await deliver(brief, project.notify ?? {}, options.couriers),
  };
}
