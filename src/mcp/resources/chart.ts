import { APP_PAGE, CHART_PATH, CHART_URI } from "../view/address.ts";
import type { Resource } from "./resource.ts";

/** The page that draws answers inside a chat. It needs no network, and hosts are told to give it none. */
export const chartResource: Resource = {
  uri: CHART_URI,
  name: "chart",
  title: "Lead chart",
  description:
    "Draws time series, rankings and heat maps from the answers of tools, in hosts that show MCP Apps",
  mimeType: APP_PAGE,
  isStatic: true,
  meta: { ui: { csp: { connectDomains: [], resourceDomains: [] }, prefersBorder: true } },
  read: ({ readFile }) => readFile(CHART_PATH),
};
