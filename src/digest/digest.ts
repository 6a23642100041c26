import { type Log, toErrorText } from "../domain/log.ts";
import type { Project, ProjectDirectory } from "../domain/project.ts";
import { askWeek, type WeekSources } from "./ask-week.ts";
import { toBrief } from "./brief.ts";
import { type Couriers, type Delivery, deliver, NO_MAIL } from "./deliver.ts";
import { toText } from "./render.ts";
import { toDueWeek } from "./week.ts";

/** Remembers which week's brief a project had last. */
export interface SentWeeks {
  get(name: string): Promise<string | null>;
  put(name: string, week: string, options: { readonly expirationTtl: number }): Promise<void>;
  delete(name: string): Promise<void>;
}

export interface DigestOptions extends WeekSources {
  readonly projects: Pick<ProjectDirectory, "list">;
  readonly sent: SentWeeks;
  readonly couriers: Couriers;
  /** IANA zone of projects without their own. */
  readonly timezone: string;
  /** Origin of the dashboard; empty when it is not known, and then nothing is sent. */
  readonly publicUrl: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** Briefs of one run; a run may ask others only so often, and the next one comes soon. */
const MAX_BRIEFS = 20;
/** How often the clock asks. */
const RUN_MS = 1_800_000;
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
    if (count === MAX_BRIEFS) break;
  }
}

/** Every run begins with another project, so that some that fail keep none from their turn. */
function toTurn(projects: readonly Project[], nowMs: number): Project[] {
  const start = (Math.floor(nowMs / RUN_MS) * MAX_BRIEFS) % Math.max(1, projects.length);
  return [...projects.slice(start), ...projects.slice(0, start)];
}

/** Whether a brief was made. */
async function sendOnce(project: Project, week: string, options: DigestOptions): Promise<boolean> {
  const { sent, log } = options;
  const name = `brief/${project.id}`;
  if ((await sent.get(name)) === week) return false;
  await sent.put(name, week, { expirationTtl: REMEMBERED_S });
  if (project.notify?.slackUrl === undefined && !options.couriers.mail) {
    log("brief_not_delivered", { project: project.id, way: "mail", error: NO_MAIL });
    return false;
  }
  try {
    const { deliveries } = await sendBrief(project, options);
    for (const { way, error } of deliveries)
      if (error !== undefined) log("brief_not_delivered", { project: project.id, way, error });
    if (deliveries.every(({ error }) => error !== undefined)) await sent.delete(name);
  } catch (error) {
    await sent.delete(name);
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

/** Whether a project names anybody to send to. */
export function hasReaders({ notify }: Project): boolean {
  return notify?.slackUrl !== undefined || (notify?.emails ?? []).length > 0;
}
