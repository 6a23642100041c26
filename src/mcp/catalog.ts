import { EXAMPLE_QUESTIONS, INSTRUCTIONS, PROMPTS } from "./prompt-texts.ts";
import { chartResource } from "./resources/chart.ts";
import { datasetResource } from "./resources/dataset.ts";
import { toExamplesResource } from "./resources/examples.ts";
import { glossaryResource } from "./resources/glossary.ts";
import { statusResource } from "./resources/status.ts";
import type { Catalog } from "./server.ts";
import { TOOLS } from "./tools/index.ts";

/** Everything the product offers over MCP. */
export const CATALOG: Catalog = {
  instructions: INSTRUCTIONS,
  tools: TOOLS,
  prompts: PROMPTS,
  resources: [
    datasetResource,
    glossaryResource,
    toExamplesResource(EXAMPLE_QUESTIONS),
    statusResource,
    chartResource,
  ],
};
