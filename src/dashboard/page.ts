import type { Stats } from "../mcp/view/answer.ts";
import { add } from "../mcp/view/draw/element.ts";
import { toWords } from "../mcp/view/words.ts";
import type { Insight, Schema, Summary } from "./answer.ts";
import { type AskError, ask } from "./ask.ts";
import { addCard, type Card } from "./card.ts";
import { drawStats, INSIGHTS } from "./cards.ts";
import { drawControls } from "./controls.ts";
import { addButton, addChoice } from "./element.ts";
import { saveFile } from "./file.ts";
import { drawInsight } from "./insight.ts";
import { drawOverview } from "./overview.ts";
import * as q from "./question.ts";

/** How long nobody chooses anything before the question is asked. */
const SETTLE_MS = 300;
const BUCKETS = ["30min", "60min", "day", "week", "month"];

/**
 * The page of somebody who signed in. Its address is the question; going back asks the question before.
 * @param onSignOut told why, when the key was refused
 */
export function createPage(
  main: HTMLElement,
  key: string,
  schema: Schema,
  onSignOut: (reason?: string) => void,
): void {
  main.textContent = "";
  const life = new AbortController();
  const leave = (reason?: string) => {
    life.abort();
    onSignOut(reason);
  };
  const head = add(main, "div", "head");
  const title = add(head, "h1", "", "Lead statistics");
  title.tabIndex = -1;
  const controls = add(head, "form", "controls");
  controls.onsubmit = (event) => event.preventDefault();
  addButton(head, "Sign out", () => leave());
  const status = add(main, "p", "unseen");
  status.role = "status";
  const grid = add(main, "div", "grid");
  let waiting = new AbortController();
  life.signal.addEventListener("abort", () => waiting.abort());

  const refuse = (error: AskError) => leave(error.message);
  const addPart = (name: string) => addCard(grid, name, refuse, life.signal);
  const overview = addPart("Overview");
  overview.section.className = "wide";
  const series = addPart("Over time");
  const groups = addPart("Compare groups");
  const insights = INSIGHTS.map(([, name]) => addPart(name));

  const read = () => new URLSearchParams(location.search);
  let next: q.Question | undefined;
  let timer = 0;
  /** Asks a little later, so that going through a list asks once. */
  const change = (given: Readonly<Record<string, string>>) => {
    next = q.change(next ?? read(), given);
    main.ariaBusy = "true";
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (life.signal.aborted) return;
      history.pushState(null, "", `?${next}`);
      show();
    }, SETTLE_MS);
  };
  window.onpopstate = () => show();

  function show(): void {
    // Controls are drawn anew; whoever chose with the keyboard goes on where they were.
    const focused = document.activeElement?.getAttribute("name");
    // Going back takes back what was chosen but not asked yet, too.
    clearTimeout(timer);
    next = undefined;
    main.ariaBusy = "false";
    waiting.abort();
    waiting = new AbortController();
    const { signal } = waiting;
    const question = read();
    const project = schema.projects.find(({ id }) => id === question.get("project"))?.name;
    document.title = project === undefined ? "Lead Stats" : `${project} – Lead Stats`;
    const get = async <T>(path: string): Promise<T> => (await ask(path, key, signal)).json() as Promise<T>;
    drawControls(controls, question, schema, change);
    overview.load(
      q.toSummaryPath(question),
      (path) => get<Summary>(path),
      (body, summary) => {
        drawOverview(body, summary, [...schema.metrics, ...schema.rates]);
        status.textContent = summary.headline;
      },
      signal,
    );

    const loadStats = (card: Card, path: string, file: string, onPick?: (label: string) => void) => {
      const onFile = () => saveFile(file, key, life.signal);
      const draw = (body: HTMLElement, stats: Stats) =>
        drawStats(body, stats, q.toFigure(question), { onFile, onPick });
      card.load(path, (asked) => get<Stats>(asked), draw, signal);
    };
    drawSeriesTools(series, question, schema, change);
    loadStats(series, q.toSeriesPath(question), q.toSeriesPath(question));
    const group = q.toGroup(question);
    groups.tools.textContent = "";
    const dimensions = schema.dimensions.map(({ name }) => [name, toWords(name)] as const);
    addChoice(groups.tools, "By ", dimensions, group, (group_by) => change({ group_by }));
    loadStats(groups, q.toGroupsPath(question), q.toGroupsPath(question, q.ALL_GROUPS), (label) =>
      change({ [group]: JSON.stringify(label) }),
    );

    const leftAside = q.toLeftAside(question);
    for (const [index, [name, , ownPeriod]] of INSIGHTS.entries()) {
      const path = q.toInsightPath(name, question, ownPeriod);
      const draw = (body: HTMLElement, insight: Insight) => drawInsight(body, insight, leftAside);
      // What is left aside is no part of the question, but of what is drawn.
      insights[index]?.load(`${path}#${leftAside}`, (asked) => get<Insight>(asked), draw, signal);
    }
    const again = focused && main.querySelector<HTMLElement>(`[name="${focused}"]`);
    // What was pressed may be gone with its condition.
    if (again) again.focus();
    else if (document.activeElement === document.body) title.focus();
  }
  show();
}

/** Which figure is drawn, and in buckets of which length. */
function drawSeriesTools(
  { tools }: Card,
  question: q.Question,
  schema: Schema,
  change: (given: Readonly<Record<string, string>>) => void,
): void {
  tools.textContent = "";
  const figures = [...schema.metrics, ...schema.rates].map(({ name }) => [name, toWords(name)] as const);
  addChoice(tools, "Show ", figures, q.toFigure(question), (order_by) => change({ order_by }));
  const buckets = BUCKETS.map((name) => [name, toWords(name)] as const);
  addChoice(tools, "per ", buckets, q.toBucket(question), (bucket) => change({ bucket }));
}
