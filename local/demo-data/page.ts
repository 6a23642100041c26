import { RATE_NAMES } from "../../src/domain/dataset.ts";
import { type DemoQuestion, toParameters } from "./questions.ts";
import { type TruthRow, toRelativeDay } from "./truth.ts";

/** A question and its right answer as they stand in docs/demo-data.md. */
export function toPageSection(question: DemoQuestion, truth: readonly TruthRow[]): string {
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
