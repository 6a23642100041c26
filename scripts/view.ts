// npm run view: builds the pages that draw into the files that are served.
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { buildDashboard, DASHBOARD_FILE } from "./dashboard-bundle.ts";
import { buildView, CHART_FILE } from "./view-bundle.ts";

for (const [file, html] of [
  [CHART_FILE, await buildView()],
  [DASHBOARD_FILE, await buildDashboard()],
] as const) {
  writeFileSync(file, html);
  console.log(`wrote ${relative(process.cwd(), file)}: ${Buffer.byteLength(html)} bytes`);
}
