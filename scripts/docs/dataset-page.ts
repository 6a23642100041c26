import {
  BLOBS,
  DATASET,
  DIMENSIONS,
  DOUBLES,
  METRICS,
  RATES,
  SCHEMA_VERSION,
} from "../../src/domain/dataset.ts";
import { toTable } from "./table.ts";

/** The page about the dataset: columns, dimensions, metrics, rates. */
export function toDatasetPage(): string {
  const dimensionOf = new Map(DIMENSIONS.map(({ column, name }) => [column as string, name as string]));
  const blobs = Object.entries(BLOBS).map(([column, { slot, meaning }]) => [
    slot,
    column,
    dimensionOf.get(column) ?? "–",
    meaning,
  ]);
  const doubles = Object.entries(DOUBLES).map(([column, { slot, meaning, min, max }]) => [
    slot,
    column,
    `${min} – ${max}`,
    meaning,
  ]);
  const metrics = Object.entries(METRICS).map(([name, { meaning, aliases }]) => [
    name,
    meaning,
    aliases.join(", "),
  ]);
  const rates = Object.entries(RATES).map(([name, { meaning, of, per }]) => [
    name,
    meaning,
    `(${of.join(" + ")}) / (${per.join(" + ")})`,
  ]);
  return `# The dataset \`${DATASET}\`

Generated from \`src/domain/dataset.ts\` by \`npm run docs\`.

One Analytics Engine data point per received event, layout version ${SCHEMA_VERSION}. \`index1\` is the project. No column holds
personal data. Labels are normalised when they are written, so what is shown can be filtered for; an empty label is shown
and filtered as \`(unknown)\`, one that repeated a person as \`(redacted)\`.

## Labels

${toTable(["Slot", "Column", "Dimension", "Meaning"], blobs)}

Dimensions with a closed set of values:

${DIMENSIONS.filter(({ values }) => values)
  .map(({ name, values }) => `- \`${name}\`: ${values?.map((value) => `\`${value}\``).join(", ")}`)
  .join("\n")}

## Numbers

${toTable(["Slot", "Column", "Range", "Meaning"], doubles)}

## Metrics

Weighted by the sample interval. The new event of a restored submission is counted, its original taken out.

${toTable(["Metric", "Meaning", "Also accepted"], metrics)}

## Rates

Each with its 95 % Wilson interval; without a value when nothing is below the line.

${toTable(["Rate", "Meaning", "Definition"], rates)}
`;
}
