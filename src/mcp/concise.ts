import { OPERATORS } from "../stats/request.ts";
import type { Overrides } from "./schema.ts";

const CONDITION = {
  type: "object",
  properties: {
    dimension: { type: "string", description: "e.g. project, utm_campaign" },
    operator: { type: "string", enum: [...OPERATORS] },
    values: { type: "array", items: { type: "string" } },
  },
  required: ["dimension", "values"],
};

/** Parameters that most tools share, in few words: said in full nine times they would cost more than they tell. */
export const CONCISE: Overrides = {
  period: { description: "Instead of days" },
  days: { maximum: undefined },
  from: { description: "ISO date or date-time" },
  to: { description: "ISO; a date is included" },
  timezone: { description: "IANA zone; default: the project's" },
  filters: { items: CONDITION, maxItems: undefined, description: "All must hold" },
};
