import { DIMENSIONS, METRIC_NAMES, METRICS, RATE_NAMES, RATES } from "../../domain/dataset.ts";
import type { Resource } from "./resource.ts";

/** The registry as Markdown. */
export const datasetResource: Resource = {
  uri: "lead-stats://dataset",
  name: "dataset",
  title: "Dataset",
  description: "Dimensions, metrics and rates with their meanings",
  mimeType: "text/markdown",
  isStatic: true,
  read: () =>
    [
      "# Dataset of lead events",
      "One event per received submission. Nothing in it can identify a person.",
      "## Dimensions",
      ...DIMENSIONS.map(
        ({ name, meaning, values }) => `- ${name}: ${meaning}${values ? ` (${values.join(", ")})` : ""}`,
      ),
      "## Metrics",
      ...METRIC_NAMES.map(
        (name) => `- ${name}: ${METRICS[name].meaning}; also called ${METRICS[name].aliases.join(", ")}`,
      ),
      "## Rates",
      ...RATE_NAMES.map((name) => {
        const { meaning, of, per } = RATES[name];
        return `- ${name}: ${meaning}; (${of.join(" + ")}) / (${per.join(" + ")})`;
      }),
    ].join("\n"),
};
