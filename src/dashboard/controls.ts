import { add } from "../mcp/view/draw/element.ts";
import { toWords } from "../mcp/view/words.ts";
import type { Schema } from "./answer.ts";
import { addButton, addChoice } from "./element.ts";
import { PERIOD, type Question, toConditions } from "./question.ts";

const PERIODS = [
  ["period=today", "today"],
  ["period=yesterday", "yesterday"],
  ["days=7", "last 7 days"],
  ["days=28", "last 28 days"],
  ["days=90", "last 90 days"],
  ["period=this_week", "this week"],
  ["period=last_week", "last week"],
  ["period=this_month", "this month"],
  ["period=last_month", "last month"],
] as const;
const OWN_DATES = "from";

const COMPARISONS = [
  ["", "nothing"],
  ["previous", "the days before"],
  ["previous_weekday_aligned", "the same weekdays before"],
] as const;

type Change = (given: Readonly<Record<string, string>>) => void;

/** Project, period, comparison and the conditions in force. */
export function drawControls(parent: Element, question: Question, schema: Schema, change: Change): void {
  parent.textContent = "";
  const projects = schema.projects.map(({ id, name }) => [id, name] as const);
  const project = question.get("project") ?? "";
  addChoice(parent, "Project ", [["", "all projects"], ...projects], project, (id) =>
    change({ project: id }),
  );
  addPeriod(parent, question, schema.today, change);
  const compared = question.get("compare") ?? "";
  addChoice(parent, "Charts against ", COMPARISONS, compared, (compare) => change({ compare }));
  for (const [name, condition] of toConditions(question)) {
    if (name === "project") continue;
    const chip = add(parent, "span", "chip", `${toWords(name)} `);
    add(chip, "bdi", "", condition);
    addButton(chip, "×", () =>
      change({ [name]: "" }),
    ).ariaLabel = `Without the condition on ${toWords(name)}`;
  }
}

function addPeriod(parent: Element, question: Question, today: string, change: Change): void {
  const none = Object.fromEntries(PERIOD.map((name) => [name, ""]));
  const [from = "", to = ""] = [question.get("from") ?? "", question.get("to") ?? ""];
  const named = (["days", "period"] as const).flatMap((name) =>
    question.has(name) ? [`${name}=${question.get(name)}`] : [],
  );
  const chosen = from === "" ? (named[0] ?? "days=28") : OWN_DATES;
  addChoice(parent, "Period ", [...PERIODS, [OWN_DATES, "own dates"]], chosen, (value) => {
    const [name = "", given = today] = value.split("=");
    change({ ...none, [name]: given });
  });
  if (from === "") return;
  addDate(parent, "From ", from, (date) => change({ from: date }));
  addDate(parent, "to ", to, (date) => change({ to: date }));
}

/** A date that stands for a whole day; of a moment from somebody's link, the day it is on. */
function addDate(parent: Element, label: string, value: string, onDate: (date: string) => void): void {
  const input = add(add(parent, "label", "choice", label), "input") as HTMLInputElement;
  Object.assign(input, { type: "date", name: label.trim(), min: "2000-01-01", value: value.slice(0, 10) });
  const isNew = () => input.validity.valid && input.value !== "" && input.value !== value.slice(0, 10);
  const commit = () => {
    if (isNew()) onDate(input.value);
  };
  // Every digit that is typed makes another date; only what is left or confirmed is meant.
  let isTyped = false;
  input.onkeydown = ({ key }) => {
    isTyped = true;
    if (key === "Enter") commit();
  };
  input.onpointerdown = () => {
    isTyped = false;
  };
  input.onchange = () => {
    if (!isTyped) commit();
  };
  input.onblur = commit;
}
