import { RATE_NAMES } from "../../src/domain/dataset.ts";
import { DEMO_QUESTIONS, type DemoQuestion, toParameters } from "./questions.ts";
import { type TruthRow, toRelativeDay } from "./truth.ts";

const SECTION = /(<!-- answer ([\w-]+) -->\n)[\s\S]*?(\n<!-- \/answer -->)/g;

/**
 * docs/demo-data.md with every answer between its markers counted anew.
 * @throws RangeError for a marker without a question, and for a question without a marker
 */
export function toPage(page: string, truth: (question: DemoQuestion) => readonly TruthRow[]): string {
  const left = new Map(DEMO_QUESTIONS.map((question) => [question.id, question]));
  const written = page.replace(SECTION, (_, start: string, id: string, end: string) => {
    const question = left.get(id);
    if (!question) throw new RangeError(`there is no question ${id}, or its answer stands twice`);
    left.delete(id);
    return `${start}\n${toSection(question, truth(question))}\n${end}`;
  });
  if (left.size > 0) throw new RangeError(`the page has no answer to ${[...left.keys()].join(", ")}`);
  return written;
}

function toSection(question: DemoQuestion, truth: readonly TruthRow[]): string {
  const rows = truth.map(({ key, values }) => [
    key,
    ...values.map((value, i) =>
      toCell(
        value,
        RATE_NAMES.some((rate) => rate === question.metrics[i]),
      ),
    ),
  ]);
  const table = [[question.by, ...question.metrics], ["---", ...question.metrics.map(() => "---:")], ...rows];
  return [
    "```",
    `GET /analytics/lead-stats?${toParameters(question, toRelativeDay)}`,
    "```",
    "",
    ...table.map((cells) => `| ${cells.join(" | ")} |`),
  ].join("\n");
}

function toCell(value: number | null, isRate: boolean): string {
  if (value === null) return "–";
  return isRate ? `${(value * 100).toFixed(1)} %` : String(value);
}
