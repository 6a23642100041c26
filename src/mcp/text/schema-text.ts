import type { SchemaAnswer } from "../../stats/answer.ts";
import { toLabelCell } from "./cell.ts";
import { toQualityLine } from "./quality-line.ts";

/** An answer of `describe_data`, one line per name. */
export function toSchemaText(answer: SchemaAnswer): string {
  const { headline, projects, dimensions, metrics, rates, quality } = answer;
  return [
    headline,
    "Projects (id, name, zone):",
    ...projects.map((project) => [project.id, toLabelCell(project.name), project.timezone].join("\t")),
    "Dimensions:",
    ...dimensions.map(
      ({ name, meaning, values }) => `${name}\t${meaning}${values ? ` [${values.join(", ")}]` : ""}`,
    ),
    "Metrics:",
    ...metrics.map(({ name, meaning }) => `${name}\t${meaning}`),
    "Rates:",
    ...rates.map(({ name, meaning }) => `${name}\t${meaning}`),
    `Buckets: ${answer.buckets.join(", ")}. Filter operators: ${answer.operators.join(", ")}.`,
    toQualityLine(quality),
  ].join("\n");
}
