import type { Resource } from "./resource.ts";

/** How far the data reaches right now. */
export const statusResource: Resource = {
  uri: "lead-stats://status",
  name: "status",
  title: "Status",
  description: "Today's date, the reporting zone, the first and last event and the state of the data",
  mimeType: "application/json",
  isStatic: false,
  async read({ statistics, principal }) {
    const { today, timezone, coverage, quality } = await statistics.schema({}, principal);
    return JSON.stringify({ today, timezone, coverage, quality });
  },
};
