import { Problem } from "../domain/errors.ts";
import { toErrorText } from "../domain/log.ts";
import type { Project } from "../domain/project.ts";
import { BETWEEN_CHANGES_MS } from "../domain/wait.ts";
import { toIso, toLocalDate } from "../domain/zone.ts";
import type { Anomaly } from "../insights/anomalies/answer.ts";
import type { Quality } from "../stats/answer.ts";
import { isSilence, toAlert } from "./alert.ts";
import { deliver, logRefusals } from "./deliver.ts";
import type { DigestOptions } from "./options.ts";
import { canReach, toReader } from "./readers.ts";
import { forget, readTold, remember, toEnded, toNews } from "./told.ts";
import { MAX_PER_RUN, toTurn } from "./turn.ts";
import { toMorning } from "./week.ts";

const REMEMBERED_S = 30 * 86_400;
/** Whatever is found; more in one day nobody reads. */
const MAX_FOUND = 50;

/**
 * Tells the readers of every project what cannot wait for the weekly brief: at once, a silence that is too long for chance
 * and its end; from 8 in the project's zone on, what was unusual on the day before. Each is told once; what nobody took is tried
 * again with the next run. What is told is remembered before.
 */
export async function sendAlerts(options: DigestOptions): Promise<void> {
  const { projects, couriers, now, log } = options;
  const watched = (await projects.list()).filter(
    (project) => project.notify?.alerts !== false && canReach(project, couriers),
  );
  for (const project of toTurn(watched, now()).slice(0, MAX_PER_RUN))
    try {
      await watch(project, options);
    } catch (error) {
      log("alert_not_made", { project: project.id, error: toErrorText(error) });
      // The others would ask the same store; the next run comes soon.
      if (error instanceof Problem && error.code === "statistics_unavailable") break;
    }
}

async function watch(project: Project, options: DigestOptions): Promise<void> {
  const { sent, timezone, now } = options;
  const name = `alert/${project.id}`;
  const before = await sent.get(name);
  const told = readTold(before);
  const today = toToday(project.timezone ?? timezone, Math.floor(now() / 1000));
  const isDue = today.isMorning && told.judged !== today.date;
  const found = await ask(project, isDue, options);
  const all = [...found.silences, ...found.days];
  const news = toNews(all, found.lulls, told);
  const ended = toEnded(found.lulls, told);
  const isQuiet = news.length === 0 && ended.length === 0;
  if (isQuiet && !isDue) return;

  const lasting = isDue ? { ...forget(told, all, today.date), judged: today.date } : told;
  const put = (text: string) => sent.put(name, text, { expirationTtl: REMEMBERED_S });
  await put(JSON.stringify(remember(lasting, news, ended, today.date)));
  let isTaken = isQuiet;
  try {
    isTaken ||= await send(project, news, ended, found, options);
  } finally {
    if (!isTaken) {
      await options.wait(BETWEEN_CHANGES_MS);
      await (before === null ? sent.delete(name) : put(before));
    }
  }
}

/** The local date, and whether people are told of the day before yet. */
function toToday(zone: string, nowS: number) {
  const isMorning = nowS >= toMorning(zone, toLocalDate(zone, nowS));
  return { date: toIso(zone, nowS).slice(0, 10), isMorning };
}

interface Found {
  /** Silences that go on. */
  readonly silences: readonly Anomaly[];
  /** What was unusual on the day before, without its silences. */
  readonly days: readonly Anomaly[];
  /** Every silence since the day before, over or not. */
  readonly lulls: readonly Anomaly[];
  /** What the silences rest on, and what the days do. */
  readonly qualities: readonly [now: Quality, day: Quality | undefined];
}

/** What is unusual now, and on the day before where that is due. */
async function ask(project: Project, isDue: boolean, { insights }: DigestOptions): Promise<Found> {
  const { principal, filters } = toReader(project);
  const question = { filters, group_by: ["source"], limit: MAX_FOUND };
  const now = await insights.anomalies({ ...question, days: 2 }, principal);
  const day = isDue ? await insights.anomalies({ ...question, period: "yesterday" }, principal) : undefined;
  for (const answer of [now, day])
    if (answer?.quality.warnings.some(({ code }) => code === "stale"))
      throw new Problem(
        "statistics_unavailable",
        "Only an older answer could be had, which knows nothing of now.",
      );
  const lulls = now.anomalies.filter(isSilence);
  return {
    silences: lulls.filter(({ to }) => to === null),
    days: (day?.anomalies ?? []).filter((anomaly) => !isSilence(anomaly)),
    lulls,
    qualities: [now.quality, day?.quality],
  };
}

/** Whether anybody took it. */
async function send(
  project: Project,
  news: readonly Anomaly[],
  ended: readonly Anomaly[],
  { qualities: [now, day] }: Found,
  options: DigestOptions,
): Promise<boolean> {
  const { publicUrl, couriers, log } = options;
  if (publicUrl === "") throw new Error("an alert needs PUBLIC_URL, to which it leads");
  const link = `${publicUrl}/?${new URLSearchParams({ days: "7", project: project.id })}`;
  const silences = [...news.filter(isSilence), ...ended];
  const used = [silences.length > 0 && now, !news.every(isSilence) && day].filter((quality) => !!quality);
  const alert = toAlert(project.name, news, ended, used, link);
  const deliveries = await deliver(alert, project.notify ?? {}, couriers);
  return logRefusals(deliveries, (refusal) =>
    log("alert_not_delivered", { project: project.id, ...refusal }),
  );
}
